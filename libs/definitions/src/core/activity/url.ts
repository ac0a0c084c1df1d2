import { activity } from '../../language/documents';
import { area } from '../../language/elements';
import { indexAndView, link } from '../../links';

/** mod_url: an address. */
export const url = activity('url', {
  fields: 'name intro introformat externalurl display displayoptions parameters timemodified',
  files: [area('mod_url', 'intro')],
  links: [...indexAndView('URL'), link('view.php?u={n}', 'URLVIEWBYU')],
});
