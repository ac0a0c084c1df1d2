import { activity } from '../../language/documents';
import { area } from '../../language/elements';
import { indexAndView } from '../../links';

/** mod_folder: a folder of files. */
export const folder = activity('folder', {
  fields: `
    name intro introformat revision timemodified display showexpanded showdownloadfolder forcedownload`,
  files: [area('mod_folder', 'intro'), area('mod_folder', 'content')],
  links: indexAndView('FOLDER'),
});
