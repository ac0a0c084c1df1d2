import { activity } from '../../language/documents';
import { area } from '../../language/elements';

/** mod_label: a text on the course page. */
export const label = activity('label', {
  fields: 'name intro introformat timemodified',
  files: [area('mod_label', 'intro')],
});
