import { activity } from '../../structure/definition';
import { indexAndView } from '../../structure/links';

/** mod_subsection: the activity that stands for a section inside a section. */
export const subsection = activity('subsection', { fields: 'name timemodified', links: indexAndView('SUBSECTION') });
