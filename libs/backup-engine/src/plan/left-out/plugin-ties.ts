import { prefixesOf } from '@coursekeep/moodle-site';
import type { Plan } from '../plan';
import { courseTies, questionIds } from './course-ties';
import type { Ids, RowCondition, Ties } from './row-conditions';
import type { SelectedQuestions } from './selected-questions';

/** The parts of the course that plugins' rows may hang on. */
export interface PlacesOfPlugins {
  readonly courseId: number;
  readonly plan: Plan;
  readonly questions: SelectedQuestions;
}

/** What the rows of a plugin may hang on. `owner`: the activity module whose sub-plugin it is; `family`: the tables of both. */
export function tiesOf(plugin: string, owner: string | null, family: readonly string[], places: PlacesOfPlugins): Ties {
  const [type = '', ...name] = plugin.split('_');
  const module = type === 'mod' ? name.join('_') : owner;
  const instances = module === null ? null : instancesOf(module, places);
  const roots = new Map<string, RowCondition>();
  if (module !== null && instances) roots.set(module, { ...instances, sql: `id IN (${instances.sql})` });
  return {
    own: new Map([
      ...(instances ? [[module, instances] as const] : []),
      ...(instances && module === 'assign' ? [['assignment', instances] as const] : []),
      ...Object.entries(OWN[type]?.(name.join('_'), places) ?? {}),
    ] as [string, Ids][]),
    course: courseTies(places.courseId, questionIds(places.questions)),
    roots,
    family,
    prefixes: [...prefixesOf(plugin), type, ...(module === null ? [] : [module])],
  };
}

/** What the rows of a block's plugin hang on that are about its blocks in these contexts. */
export function tiesOfBlocksIn(contexts: readonly number[], plugin: string, family: readonly string[]): Ties {
  const sql = 'SELECT b.id FROM {block_instances} b WHERE b.blockname = ? AND b.parentcontextid IN (?)';
  const [type = '', ...name] = plugin.split('_');
  const own = ofBlocks({ sql, parameters: [name.join('_'), contexts] });
  return { own: new Map(Object.entries(own)), course: new Map(), roots: new Map(), family, prefixes: [plugin, type] };
}

const ofBlocks = (ids: Ids) => ({ blockinstance: ids, block: ids, instance: ids });

function instancesOf(modname: string, { plan }: PlacesOfPlugins): Ids {
  const known = plan.tasks.flatMap((planned) => (planned.kind === 'activity' ? [planned.activity] : []));
  const activities = [...known, ...plan.leftOut].filter((activity) => activity.modname === modname);
  return { sql: '?', parameters: [activities.map(({ instanceId }) => instanceId)] };
}

/** What plugins of some types are about, by the stems of columns. */
const OWN: Readonly<Record<string, (name: string, places: PlacesOfPlugins) => Readonly<Record<string, Ids>>>> = {
  block: (name, { plan }) => {
    const tasks = plan.tasks.filter(({ kind, task }) => kind === 'block' && task.variables.blockname === name);
    return ofBlocks({ sql: '?', parameters: [tasks.map(({ task }) => Number(task.key))] });
  },
  enrol: (name, { courseId }) => {
    const sql = 'SELECT id FROM {enrol} WHERE courseid = ? AND enrol = ?';
    const methods: Ids = { sql, parameters: [courseId, name] };
    return { enrol: methods, instance: methods };
  },
  gradingform: (name, { plan }) => {
    const contexts = plan.tasks.flatMap(({ kind, task }) =>
      kind === 'activity' ? [Number(task.variables.context)] : [],
    );
    const definitions: Ids = {
      sql:
        'SELECT d.id FROM {grading_definitions} d JOIN {grading_areas} a ON a.id = d.areaid ' +
        'WHERE a.contextid IN (?) AND d.method = ?',
      parameters: [contexts, name],
    };
    const instances: Ids = {
      sql: `SELECT g.id FROM {grading_instances} g WHERE g.definitionid IN (${definitions.sql})`,
      parameters: definitions.parameters,
    };
    return { definition: definitions, instance: instances };
  },
  qtype: (name, { questions }): Readonly<Record<string, Ids>> => {
    const ids = questionIds(questions, name);
    if (!ids) return {};
    const answers = { ...ids, sql: `SELECT n.id FROM {question_answers} n WHERE n.question IN (${ids.sql})` };
    return { question: ids, answer: answers };
  },
};
