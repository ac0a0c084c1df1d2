import { activity } from '../../language/documents';
import { area } from '../../language/elements';
import { indexAndView } from '../../links';

/** mod_page: a page of text. */
export const page = activity('page', {
  fields: `
    name intro introformat content contentformat legacyfiles legacyfileslast display displayoptions
    revision timemodified`,
  files: [area('mod_page', 'intro'), area('mod_page', 'content')],
  links: indexAndView('PAGE'),
});
