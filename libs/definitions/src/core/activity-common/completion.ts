import { container, element } from '../../language/elements';
import { document } from '../../language/documents';
import { table } from '../../language/sources';
import { task } from '../../language/operands';

/** completion.xml of an activity: who has completed and who has viewed it. */
export const completion = document(
  'activity',
  'completion.xml',
  container('completions', [
    element('completion', {
      fields: 'userid completionstate viewed timemodified',
      from: table('course_modules_completion', { coursemoduleid: task('module') }),
      refers: { user: 'userid' },
    }),
    container('completionviews', [
      element('completionview', {
        fields: 'userid timecreated',
        from: table('course_modules_viewed', { coursemoduleid: task('module') }),
        refers: { user: 'userid' },
      }),
    ]),
  ]),
  { when: { on: ['userscompletion'], off: ['site_course'] } },
);
