import { ContextLevel } from '@coursekeep/moodle-site';
import type { DemoBlock } from '../model';
import type { Row } from '../site-rows';
import { addContext } from './contexts';
import { serialised } from './php-values';
import type { CourseScope } from './scope';
import { addFiles } from './text-files';

/** Adds blocks to the side of a course's or an activity's pages. */
export function addBlocks(
  scope: CourseScope,
  blocks: readonly DemoBlock[] | undefined,
  parent: Row,
  pages: string,
): void {
  const time = Number(scope.course.timecreated);
  (blocks ?? []).forEach(({ name, config, files }, defaultweight) => {
    const block = scope.rows.add('block_instances', {
      blockname: name,
      parentcontextid: parent.id,
      showinsubcontexts: 0,
      requiredbytheme: 0,
      pagetypepattern: pages,
      defaultregion: 'side-pre',
      defaultweight,
      configdata: config ? Buffer.from(serialised(config, 'object')).toString('base64') : '',
      timecreated: time,
      timemodified: time,
    });
    const context = addContext(scope.rows, ContextLevel.block, block.id, parent);
    addFiles(scope, { context, component: `block_${name}`, filearea: 'content' }, files, {
      userid: scope.author,
      time,
    });
  });
}
