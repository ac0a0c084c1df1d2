import { container, element } from '../../language/elements';
import { document } from '../../language/documents';
import { named, own } from '../../language/operands';
import { query } from '../../language/sources';

/** completiondefaults.xml: what new activities of a kind start with. */
export const completiondefaults = document(
  'course',
  'completiondefaults.xml',
  container('course_completion_defaults', [
    element('course_completion_default', {
      fields: `
        modulename completion completionview completionusegrade completionpassgrade completionexpected
        customrules`,
      from: query({
        join: 'JOIN {course_completion_defaults} $d ON $d.course = :task.course JOIN {modules} $m ON $m.id = $d.module',
        columns: { modulename: '$m.name' },
        all: { $d: 'course_completion_defaults' },
        key: '$d.id',
        writes: { set: { module: named('modules', own('modulename')) } },
      }),
    }),
  ]),
  { when: { off: ['site_course'] } },
);
