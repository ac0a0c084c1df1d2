// Writes src/schema/table-list.ts from the schema reference of each known Moodle release:
//   node libs/moodle-site/tools/make-table-descriptions.mjs
// The reference is read from $COURSEKEEP_SHARED, by default the folder `shared` beside the repository.
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

const repository = resolve(import.meta.dirname, '../../..');
const shared = process.env.COURSEKEEP_SHARED ?? resolve(repository, '../shared');
const releases = ['4.5', '5.1'];
const schemas = releases.map(
  (release) =>
    JSON.parse(readFileSync(`${shared}/moodle/reference/moodle${release.replace('.', '')}/schema.json`, 'utf8')).tables,
);

/** Merges the releases' lists of named things: the newer description wins, what one release lacks is marked. */
function merge(older, newer) {
  const names = older.map((item) => item.name);
  for (const [position, item] of newer.entries()) {
    if (names.includes(item.name)) continue;
    const before = position === 0 ? -1 : names.indexOf(newer[position - 1].name);
    names.splice(before + 1, 0, item.name);
  }
  return names.map((name) => {
    const [from45, from51] = [older, newer].map((list) => list.find((item) => item.name === name));
    return { ...(from51 ?? from45), versions: !from45 ? ' since 5.1' : !from51 ? ' until 4.5' : '' };
  });
}

const types = { integer: 'int', number: 'number', float: 'float', char: 'char', text: 'text', binary: 'binary' };

function columnLine(column) {
  const scale = column.decimals === undefined ? '' : `,${column.decimals}`;
  const size = column.length === undefined ? '' : `(${column.length}${scale})`;
  const notNull = column.notnull ? ' notnull' : '';
  const standard = column.default === undefined ? '' : ` default ${JSON.stringify(column.default)}`;
  return `  ${column.name} ${types[column.type]}${size}${notNull}${standard}${column.versions}`;
}

const keyLines = {
  unique: (key) => `  unique ${key.name} (${key.columns})${key.versions}`,
  foreign: (key) => `  foreign ${key.name} (${key.columns}) ${key.references}${key.versions}`,
  'foreign-unique': (key) => `  foreignunique ${key.name} (${key.columns}) ${key.references}${key.versions}`,
};

function tableLines([name, table]) {
  return [
    `${name}${table.versions}`,
    ...table.columns.map(columnLine),
    ...table.keys.map((key) => keyLines[key.type](key)),
    ...table.indexes.map(
      (index) => `  ${index.unique ? 'uniqueindex' : 'index'} ${index.name} (${index.columns})${index.versions}`,
    ),
  ];
}

const [older, newer] = schemas;
const lines = Object.keys({ ...older, ...newer })
  .sort()
  .map((name) => {
    const [from45, from51] = [older[name] ?? newer[name], newer[name] ?? older[name]];
    const part = (key) => merge(from45[key] ?? [], from51[key] ?? []);
    const versions = !older[name] ? ' since 5.1' : !newer[name] ? ' until 4.5' : '';
    return [name, { columns: part('columns'), keys: part('keys'), indexes: part('indexes'), versions }];
  })
  .flatMap(tableLines);

if (lines.some((line) => /[`\\$]/.test(line))) throw new Error('A character needs escaping in the template text.');
writeFileSync(
  `${import.meta.dirname}/../src/schema/table-list.ts`,
  `/** The tables of Moodle 4.5 and 5.1 in the notation of table-notation.ts. Made by tools/make-table-descriptions.mjs. */
export const tableList = \`
${lines.join('\n')}
\`;
`,
);
console.log(`${lines.length} lines`);
