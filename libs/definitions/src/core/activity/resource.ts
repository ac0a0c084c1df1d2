import { activity } from '../../language/documents';
import { area } from '../../language/elements';
import { indexAndView } from '../../links';

/** mod_resource: files to download. */
export const resource = activity('resource', {
  fields: `
    name intro introformat tobemigrated legacyfiles legacyfileslast display displayoptions filterfiles
    revision timemodified`,
  files: [area('mod_resource', 'intro'), area('mod_resource', 'content')],
  links: indexAndView('RESOURCE'),
});
