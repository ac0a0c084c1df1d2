import { activity, area } from '../../structure/definition';
import { indexAndView } from '../../structure/links';

/** mod_page: a page of text. */
export const page = activity('page', {
  fields: `
    name intro introformat content contentformat legacyfiles legacyfileslast display displayoptions
    revision timemodified`,
  files: [area('mod_page', 'intro'), area('mod_page', 'content')],
  links: indexAndView('PAGE'),
});
