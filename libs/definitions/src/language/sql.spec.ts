import fc from 'fast-check';
import { equalitiesIn, parseSql, tablesNamed } from './sql';

const join =
  "JOIN {tag_instance} $ti ON $ti.itemtype = 'course' AND $ti.itemid = :parent.id AND $ti.contextid = :task.context " +
  'JOIN {tag} $t ON $t.id = $ti.tagid AND $t.id IN (@tagfinal) AND $t.flag = 0 AND $t.x IN (SELECT s.id FROM {course} s)';
const parse = (text: string) => parseSql(text, tablesNamed(join));

describe('SQL in definitions', () => {
  it('is chunks that know their tables, columns, surroundings and collected ids', () => {
    const { chunks } = parse(join);
    expect(chunks.filter(({ kind }) => kind === 'table')).toEqual([
      { kind: 'table', table: 'tag_instance', alias: 'ti' },
      { kind: 'table', table: 'tag', alias: 't' },
      { kind: 'table', table: 'course', alias: null },
    ]);
    expect(chunks).toContainEqual({ kind: 'column', table: 'tag_instance', alias: 'ti', column: 'tagid' });
    expect(chunks).toContainEqual({ kind: 'ancestor', element: null, column: 'id' });
    expect(chunks).toContainEqual({ kind: 'task', variable: 'context' });
    expect(chunks).toContainEqual({ kind: 'collected', name: 'tagfinal' });
  });

  it('says which columns must equal what', () => {
    const said = equalitiesIn(parse(join)).map(({ left, right }) => [`${left.alias}.${left.column}`, right]);
    expect(said).toEqual([
      ['ti.itemtype', { kind: 'literal', text: "'course'", value: 'course' }],
      ['ti.itemid', { kind: 'ancestor', element: null, column: 'id' }],
      ['ti.contextid', { kind: 'task', variable: 'context' }],
      ['t.id', { kind: 'column', table: 'tag_instance', alias: 'ti', column: 'tagid' }],
      ['t.flag', { kind: 'literal', text: '0', value: 0 }],
    ]);
  });

  it('refuses a column of a table that the query does not have, and a variable that no task has', () => {
    expect(() => parse('$x.id')).toThrow('$x is no table of this query');
    expect(() => parse(':task.curse')).toThrow('A task has no variable “curse”');
  });

  it('loses nothing: the chunks give the text again', () => {
    const piece = fc.constantFrom(
      ...['{user} $u', '{user}', '$t.id', ':task.course', ':parent.id', ':lti.id', '@userfinal'],
      ...["'a text'", "''", '42', ' = ', ' AND ', 'CASE WHEN ', '(', ')', 'e1."x"', 'c.id', ', ', 'a2'],
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join(' ');
        expect(printed(parse(text))).toBe(text);
      }),
    );
  });
});

function printed({ chunks }: ReturnType<typeof parse>): string {
  return chunks
    .map((chunk) => {
      if (chunk.kind === 'text' || chunk.kind === 'literal') return chunk.text;
      if (chunk.kind === 'table') return chunk.alias === null ? `{${chunk.table}}` : `{${chunk.table}} $${chunk.alias}`;
      if (chunk.kind === 'column') return `$${chunk.alias}.${chunk.column}`;
      if (chunk.kind === 'task') return `:task.${chunk.variable}`;
      if (chunk.kind === 'ancestor') return `:${chunk.element ?? 'parent'}.${chunk.column}`;
      return `@${chunk.name}`;
    })
    .join('');
}
