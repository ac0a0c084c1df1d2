import {
  blockConfiguration,
  type DocumentDefinition,
  type Node,
  type PluginDefinition,
  rowTestsIn,
  type RowTest,
  scalarText,
} from '@coursekeep/definitions';
import type { SiteSchema, SnapshotReader, Value } from '@coursekeep/moodle-site';
import type { TaskFacts } from './compile-context';
import { literal, SCOPES, type BackupTask } from './scope';

interface Services {
  readonly reader: SnapshotReader;
  readonly schema: SiteSchema;
  pluginsAt(point: string): readonly PluginDefinition[];
}

/** Asks the site what the conditions of a definition want to know of each task: one query for each thing asked. */
export async function taskFactsFor(
  definition: DocumentDefinition,
  tasks: readonly BackupTask[],
  services: Services,
): Promise<TaskFacts> {
  const tests = new Map(testsOf(definition, services).map((test) => [JSON.stringify(test), test]));
  const found = new Map<string, ReadonlySet<string>>();
  for (const [name, test] of tests) found.set(name, await tasksWithRow(test, definition.scope, tasks, services));
  const byKey = new Map(tasks.map((task) => [task.key, task]));
  return {
    isOn: (task, setting) => byKey.get(task)?.ownSettings?.has(setting) ?? false,
    hasRow: (task, test) => found.get(JSON.stringify(test))?.has(task) ?? false,
  };
}

function testsOf(definition: DocumentDefinition, { pluginsAt }: Services): RowTest[] {
  const ofNode = (node: Node): RowTest[] => {
    if (node.kind === 'point') return pluginsAt(node.name).flatMap(({ children }) => children.flatMap(ofNode));
    const conditions = [
      node.when,
      ...[...node.files, ...node.refers].map(({ when }) => when ?? null),
      ...Object.values(node.fieldsWhen),
    ];
    return [...conditions.flatMap(rowTestsIn), ...node.children.flatMap(ofNode)];
  };
  return [...rowTestsIn(definition.when), ...ofNode(definition.root)];
}

async function tasksWithRow(
  test: RowTest,
  scope: DocumentDefinition['scope'],
  tasks: readonly BackupTask[],
  { reader, schema }: Services,
): Promise<ReadonlySet<string>> {
  const columns = [...Object.keys(test.where), ...(test.column === null ? [] : [test.column])];
  if (!schema.hasTable(test.table) || !columns.every((column) => schema.hasColumn(test.table, column)))
    return new Set();
  const { from, key, variables } = SCOPES[scope];
  const conditions = Object.entries(test.where).map(([column, operand]) => {
    if (operand === null) return `r."${column}" IS NULL`;
    if (typeof operand === 'object') return `r."${column}" = ${variables[operand.variable] ?? 'NULL'}`;
    return `r."${column}" = ${typeof operand === 'number' ? operand : literal(operand)}`;
  });
  const on = conditions.length > 0 ? conditions.join(' AND ') : '1 = 1';
  const rows = await reader.all({
    text:
      `SELECT ${key} AS task${test.column === null ? '' : `, r."${test.column}" AS value`} FROM ${from} ` +
      `JOIN {${test.table}} r ON ${on} WHERE ${key} IN (?)`,
    parameters: [tasks.map((task) => task.key)],
  });
  return new Set(rows.filter(({ value = null }) => decides(test, value)).map(({ task }) => task ?? ''));
}

function decides({ column, is, property }: RowTest, stored: Value): boolean {
  if (column === null) return true;
  const value = property === undefined ? stored : settingIn(stored, property);
  return is === undefined ? value !== null && value !== '' && value !== '0' : value === is;
}

function settingIn(configdata: Value, name: string): string | null {
  const setting = blockConfiguration(configdata)?.find((one) => one.name === name);
  if (!setting) return null;
  // True and false, and lists: what counts is whether there is anything.
  if (/^(b:0;|a:0:|N;)/.test(setting.value)) return '';
  return /^[baO]:/.test(setting.value) ? '1' : scalarText(setting.value);
}
