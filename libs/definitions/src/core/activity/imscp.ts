import { activity } from '../../language/documents';
import { area } from '../../language/elements';
import { indexAndView } from '../../links';

/** mod_imscp: an IMS content package. */
export const imscp = activity('imscp', {
  fields: 'name intro introformat revision keepold structure timemodified',
  files: [area('mod_imscp', 'intro'), area('mod_imscp', 'backup'), area('mod_imscp', 'content')],
  links: indexAndView('IMSCP'),
});
