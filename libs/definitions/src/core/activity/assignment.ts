import { activity } from '../../language/documents';
import { area, element, container, itemArea } from '../../language/elements';
import { parent } from '../../language/operands';
import { table } from '../../language/sources';
import { indexAndView } from '../../links';

/** mod_assignment: the assignments of Moodle 2.2, which Moodle brought along until 4.1, and people's submissions. */
export const assignment = activity(
  'assignment',
  {
    fields: `
      name intro introformat assignmenttype resubmit preventlate emailteachers var1 var2 var3 var4 var5 maxbytes
      timedue timeavailable grade timemodified`,
    files: [area('mod_assignment', 'intro')],
    links: indexAndView('ASSIGNMENT'),
  },
  [
    container('submissions', [
      element('submission', {
        fields: `
          userid timecreated timemodified numfiles data1 data2 grade submissioncomment format teacher timemarked
          mailed`,
        from: table('assignment_submissions', { assignment: parent('id') }),
        when: { on: ['userinfo'] },
        refers: { user: 'userid teacher' },
        files: [itemArea('mod_assignment', 'submission', 'id'), itemArea('mod_assignment', 'response', 'id')],
      }),
    ]),
  ],
);
