import type { BackupJob } from '../../controller/backup-job';
import type { Parameter } from '@coursekeep/moodle-site';
import { fromSelected } from './course-ties';
import type { Plan } from '../plan';
import { tablesNamedIn } from '@coursekeep/definitions';
import type { Restricted } from './restrictions';
import type { SelectedQuestions } from './selected-questions';

/** What of the course went into the backup, as far as it tells which plugins are used. */
export interface UsingParts {
  readonly questions: SelectedQuestions;
  readonly users: readonly number[];
  readonly restricted: readonly Restricted[];
}

/** How often the course uses a plugin, as rows of Moodle's own tables say it: by the plugin's name (`gradingform_harvest`).
 *  One query. */
export async function pluginUses(job: BackupJob, plan: Plan, parts: UsingParts): Promise<ReadonlyMap<string, number>> {
  const { schema } = job.site;
  const asked = usesOf(job, plan, parts).filter(
    ({ needs, text }) =>
      Object.entries(needs).every(([table, column]) => schema.hasColumn(table, column)) &&
      tablesNamedIn(text).every((table) => schema.hasTable(table)),
  );
  const rows = await job.reader.all({
    text: asked.map(({ text }) => text).join(' UNION ALL '),
    parameters: asked.flatMap(({ parameters }) => parameters),
  });
  const uses = usesOfConditions(parts.restricted);
  for (const { type, name, n } of rows) {
    if (!name) continue;
    const plugin = type === '' ? name : `${type}_${name}`;
    uses.set(plugin, (uses.get(plugin) ?? 0) + Number(n));
  }
  return uses;
}

function usesOfConditions(restricted: readonly Restricted[]): Map<string, number> {
  const uses = new Map<string, number>();
  for (const { type } of restricted.flatMap(({ conditions }) => conditions)) {
    if (typeof type === 'string') uses.set(`availability_${type}`, (uses.get(`availability_${type}`) ?? 0) + 1);
  }
  return uses;
}

interface Use {
  /** Gives `type`, `name` and `n`. */
  readonly text: string;
  readonly parameters: readonly Parameter[];
  /** Columns by table that not every version of Moodle has. */
  readonly needs: Readonly<Record<string, string>>;
}

function usesOf(job: BackupJob, plan: Plan, { questions, users }: UsingParts): Use[] {
  const { courseId, contextId } = job.outline;
  const activities = plan.tasks.flatMap((planned) => (planned.kind === 'activity' ? [planned.activity] : []));
  const contexts = activities.map((activity) => activity.contextId);
  const instancesOf = (name: string) =>
    activities.filter(({ modname }) => modname === name).map((one) => one.instanceId);
  const tasks = new Set(plan.tasks.map(({ task }) => Number(task.variables.context)));
  const on = (name: Parameters<typeof job.settings.isOn>[0]) => job.settings.isOn(name);
  const blocks = plan.tasks.flatMap(({ kind, task }) => (kind === 'block' ? [Number(task.key)] : []));
  const use = (
    type: string,
    column: string,
    rest: string,
    parameters: readonly Parameter[],
    needs: Use['needs'] = {},
  ): Use => ({
    text: `SELECT '${type}' AS type, ${column} AS name, COUNT(*) AS n ${rest} GROUP BY ${column}`,
    parameters,
    needs,
  });
  const ofModule = (type: string, modname: string, column: string): Use =>
    use(type, `i.${column}`, `FROM {${modname}} i WHERE i.id IN (?)`, [instancesOf(modname)], { [modname]: column });
  const selected = fromSelected(questions);
  return [
    use('format', 'c.format', 'FROM {course} c WHERE c.id = ?', [courseId]),
    use('theme', 'c.theme', 'FROM {course} c WHERE c.id = ?', [courseId]),
    use('block', 'b.blockname', 'FROM {block_instances} b WHERE b.id IN (?)', [blocks]),
    use(
      'gradingform',
      'd.method',
      'FROM {grading_definitions} d JOIN {grading_areas} a ON a.id = d.areaid WHERE a.contextid IN (?)',
      [contexts],
    ),
    ...['assignsubmission', 'assignfeedback'].map((type) =>
      use(
        type,
        'p.plugin',
        "FROM {assign_plugin_config} p WHERE p.assignment IN (?) AND p.subtype = ? AND p.name = 'enabled' AND p.value = '1'",
        [instancesOf('assign'), type],
      ),
    ),
    use('datafield', 'f.type', 'FROM {data_fields} f WHERE f.dataid IN (?)', [instancesOf('data')]),
    ofModule('assignment', 'assignment', 'assignmenttype'),
    ofModule('workshopform', 'workshop', 'strategy'),
    ofModule('workshopeval', 'workshop', 'evaluation'),
    ofModule('qbehaviour', 'quiz', 'preferredbehaviour'),
    use('', 'b.contenttype', 'FROM {contentbank_content} b WHERE b.contextid = ?', [contextId], {
      contentbank_content: 'contenttype',
    }),
    use(
      'customfield',
      'f.type',
      'FROM {customfield_field} f JOIN {customfield_category} c ON c.id = f.categoryid JOIN {customfield_data} d ON d.fieldid = f.id ' +
        "WHERE c.component = 'core_course' AND d.instanceid = ?",
      [courseId],
    ),
    ...(on('groups')
      ? ['groups', 'groupings'].map((table) =>
          use(
            'customfield',
            'f.type',
            'FROM {customfield_field} f JOIN {customfield_category} c ON c.id = f.categoryid JOIN {customfield_data} d ON d.fieldid = f.id ' +
              `JOIN {${table}} g ON g.id = d.instanceid WHERE c.component = 'core_group' AND c.area = ? AND g.courseid = ?`,
            [table.slice(0, -1), courseId],
          ),
        )
      : []),
    use(
      'repository',
      'r.type',
      'FROM {files} f JOIN {files_reference} x ON x.id = f.referencefileid JOIN {repository_instances} i ON i.id = x.repositoryid ' +
        'JOIN {repository} r ON r.id = i.typeid WHERE f.contextid IN (?)',
      [[...tasks]],
    ),
    ...(on('filters')
      ? [use('filter', 'f.filter', 'FROM {filter_active} f WHERE f.contextid IN (?)', [[contextId, ...contexts]])]
      : []),
    ...(users.length > 0 && !on('anonymize')
      ? [
          use(
            'profilefield',
            'f.datatype',
            'FROM {user_info_field} f JOIN {user_info_data} d ON d.fieldid = f.id WHERE d.userid IN (?)',
            [users],
          ),
        ]
      : []),
    ...(job.enrolments ? [use('enrol', 'e.enrol', 'FROM {enrol} e WHERE e.courseid = ?', [courseId])] : []),
    ...(questions.categories.length > 0 ? [use('qtype', 'q.qtype', selected.sql, selected.parameters)] : []),
  ];
}
