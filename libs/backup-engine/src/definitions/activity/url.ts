import { activity, area } from '../../structure/definition';
import { indexAndView, link } from '../../structure/links';

/** mod_url: an address. */
export const url = activity('url', {
  fields: 'name intro introformat externalurl display displayoptions parameters timemodified',
  files: [area('mod_url', 'intro')],
  links: [...indexAndView('URL'), link('view.php?u={n}', 'URLVIEWBYU')],
});
