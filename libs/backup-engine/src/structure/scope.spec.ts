import { SmallSite } from '../../../moodle-site/testing/small-site';
import { SCOPES } from './scope';

it('a block knows its course, on the page of the course and of an activity', async () => {
  const small = SmallSite.create();
  small.insert('course', { id: 7, category: 1, fullname: 'Seven', shortname: 'seven' });
  small.insert('context', { id: 70, contextlevel: 50, instanceid: 7, path: '/1/70' });
  small.insert('course_modules', { id: 5, course: 7, module: 1 });
  small.insert('context', { id: 71, contextlevel: 70, instanceid: 5, path: '/1/70/71' });
  small.insert('block_instances', { id: 1, blockname: 'html', parentcontextid: 70 });
  small.insert('block_instances', { id: 2, blockname: 'html', parentcontextid: 71 });
  small.insert('block_instances', { id: 3, blockname: 'html', parentcontextid: 1 });
  const site = await small.open();
  try {
    const { from, key, variables } = SCOPES.block;
    const rows = await site.database.all({
      text: `SELECT ${key} AS id, ${variables.course} AS course FROM ${from} ORDER BY ${key}`,
    });
    expect(rows).toEqual([
      { id: '1', course: '7' },
      { id: '2', course: '7' },
      { id: '3', course: null },
    ]);
  } finally {
    await site.close();
    small.remove();
  }
});
