import { activity } from '../../language/documents';
import { indexAndView } from '../../links';

/** mod_subsection: the activity that stands for a section inside a section. */
export const subsection = activity('subsection', { fields: 'name timemodified', links: indexAndView('SUBSECTION') });
