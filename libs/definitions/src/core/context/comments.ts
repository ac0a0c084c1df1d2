import { container, element } from '../../language/elements';
import { document } from '../../language/documents';
import { table } from '../../language/sources';
import { task } from '../../language/operands';

const root = container('comments', [
  element('comment', {
    fields: 'component commentarea itemid content format userid timecreated',
    from: table('comments', { contextid: task('context') }),
    refers: { user: 'userid' },
  }),
]);

/** comments.xml of a course's context. */
export const courseComments = document('course', 'comments.xml', root, { when: { on: ['comments'] } });
/** comments.xml of an activity's context. */
export const activityComments = document('activity', 'comments.xml', root, { when: { on: ['comments'] } });
/** comments.xml of a block's context. */
export const blockComments = document('block', 'comments.xml', root, { when: { on: ['comments'] } });
