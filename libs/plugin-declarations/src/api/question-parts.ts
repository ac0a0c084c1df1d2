import type { Native } from '../php/host';
import type { Place } from '../php/place';
import { PhpArray, PhpObject, type Value } from '../php/values';
import { BACKUP_VARIABLES } from './constants';
import { literal } from './known';
import { NestedElement } from './nested-element';

/** The parts of questions and attempts that the core declares for plugins. */
interface Part {
  readonly name: string;
  readonly attributes?: readonly string[];
  readonly finals?: readonly string[];
  readonly table?: readonly [table: string, where: Readonly<Record<string, Value>>, orderBy?: string];
  readonly sql?: readonly [sql: string, parameters: readonly Value[]];
  readonly aliases?: Readonly<Record<string, string>>;
  readonly ids?: readonly (readonly [item: string, final: string])[];
  readonly files?: readonly (readonly [component: string, area: string, item: string])[];
  readonly parts?: readonly Part[];
}

const PARENT = BACKUP_VARIABLES.VAR_PARENTID;

const ANSWERS: Part = {
  name: 'answers',
  parts: [
    {
      name: 'answer',
      attributes: ['id'],
      finals: ['answertext', 'answerformat', 'fraction', 'feedback', 'feedbackformat'],
      table: ['question_answers', { question: PARENT }, 'id'],
      aliases: { answer: 'answertext' },
    },
  ],
};

const NUMERICAL_UNITS: Part = {
  name: 'numerical_units',
  parts: [
    {
      name: 'numerical_unit',
      attributes: ['id'],
      finals: ['multiplier', 'unit'],
      table: ['question_numerical_units', { question: PARENT }, 'id'],
    },
  ],
};

const NUMERICAL_OPTIONS: Part = {
  name: 'numerical_options',
  parts: [
    {
      name: 'numerical_option',
      attributes: ['id'],
      finals: ['showunits', 'unitsleft', 'unitgradingtype', 'unitpenalty'],
      table: ['question_numerical_options', { question: PARENT }, 'id'],
    },
  ],
};

const DATASETS: Part = {
  name: 'dataset_definitions',
  parts: [
    {
      name: 'dataset_definition',
      attributes: ['id'],
      finals: ['category', 'name', 'type', 'options', 'itemcount'],
      sql: [
        'SELECT qdd.* FROM {question_dataset_definitions} qdd JOIN {question_datasets} qd ON qd.datasetdefinition = qdd.id WHERE qd.question = ?',
        [PARENT],
      ],
      parts: [
        {
          name: 'dataset_items',
          parts: [
            {
              name: 'dataset_item',
              attributes: ['id'],
              finals: ['number', 'value'],
              table: ['question_dataset_items', { definition: PARENT }, 'id'],
              aliases: { itemnumber: 'number' },
            },
          ],
        },
      ],
    },
  ],
};

const usages = (usage: string): Part => ({
  name: 'question_usage',
  attributes: ['id'],
  finals: ['component', 'preferredbehaviour'],
  table: ['question_usages', { id: `../${usage}` }],
  parts: [
    {
      name: 'question_attempts',
      parts: [
        {
          name: 'question_attempt',
          attributes: ['id'],
          finals: [
            ...['slot', 'behaviour', 'questionid', 'variant', 'maxmark', 'minfraction', 'maxfraction', 'flagged'],
            ...['questionsummary', 'rightanswer', 'responsesummary', 'timemodified'],
          ],
          table: ['question_attempts', { questionusageid: PARENT }, 'slot'],
          ids: [['question', 'questionid']],
          parts: [
            {
              name: 'steps',
              parts: [
                {
                  name: 'step',
                  attributes: ['id'],
                  finals: ['sequencenumber', 'state', 'fraction', 'timecreated', 'userid'],
                  table: ['question_attempt_steps', { questionattemptid: PARENT }, 'sequencenumber'],
                  ids: [['user', 'userid']],
                  files: [
                    ['question', 'response_attachments', 'id'],
                    ['question', 'response_answer', 'id'],
                  ],
                  parts: [
                    {
                      name: 'response',
                      parts: [
                        {
                          name: 'variable',
                          finals: ['name', 'value'],
                          table: ['question_attempt_step_data', { attemptstepid: PARENT }],
                        },
                      ],
                    },
                  ],
                },
              ],
            },
          ],
        },
      ],
    },
  ],
});

/** Where a document has several usages, each has a prefix of its own, for names are unique in a document. */
function prefixed(part: Part, prefix: string): Part {
  return { ...part, name: `${prefix}${part.name}`, parts: part.parts?.map((inner) => prefixed(inner, prefix)) };
}

const references = (table: string, component: Value, area: Value): Part => ({
  name: table.replace(/s$/, ''),
  attributes: ['id'],
  finals: [
    ...['usingcontextid', 'component', 'questionarea'],
    ...(table === 'question_references'
      ? ['questionbankentryid', 'version']
      : ['questionscontextid', 'filtercondition']),
  ],
  table: [
    table,
    {
      usingcontextid: BACKUP_VARIABLES.VAR_CONTEXTID,
      component: literal(component),
      questionarea: literal(area),
      itemid: '../id',
    },
  ],
  ids: table === 'question_references' ? [['question_bank_entry', 'questionbankentryid']] : [],
});

const add =
  (part: (values: readonly Value[]) => Part): Native =>
  ({ values, interpreter, place }) =>
    interpreter.each(values[0] ?? null, (element) => {
      const nature = element instanceof PhpObject ? element.nature : null;
      if (nature instanceof NestedElement) nature.add(build(part(values), place), interpreter.live, place);
      return null;
    });

export const addAnswers = add(() => ANSWERS);
export const addNumericalUnits = add(() => NUMERICAL_UNITS);
export const addNumericalOptions = add(() => NUMERICAL_OPTIONS);
export const addDatasets = add(() => DATASETS);
export const addQuestionUsages = add(([, usage = null, prefix = null]) =>
  typeof usage === 'string' && (prefix === null || typeof prefix === 'string')
    ? prefixed(usages(usage), prefix ?? '')
    : { name: '?' },
);
export const addQuestionReferences = (table: string): Native =>
  add(([, component = null, area = null]) => references(table, component, area));

/** What a type of question is where its class does not say otherwise. */
export const questionTypeMethods: Readonly<Record<string, Native>> = {
  questionid_column_name: () => 'questionid',
  extra_question_fields: () => null,
  extra_answer_fields: () => null,
};

function build(part: Part, place: Place): NestedElement {
  const trouble = part.name === '?' ? 'question attempts under a name that is not known' : null;
  const element = new NestedElement(part.name, [...(part.attributes ?? [])], [...(part.finals ?? [])], place, trouble);
  const about = { when: true, place };
  if (part.table) {
    const [table, where, orderBy = null] = part.table;
    element.sources.push({ ...about, kind: 'table', table, parameters: PhpArray.of(Object.entries(where)), orderBy });
  }
  if (part.sql) {
    const [sql, parameters] = part.sql;
    element.sources.push({ ...about, kind: 'sql', sql, parameters: PhpArray.list(parameters) });
  }
  for (const [column, final] of Object.entries(part.aliases ?? {})) element.aliases.push({ ...about, column, final });
  for (const [item, final] of part.ids ?? []) element.ids.push({ ...about, item, final });
  for (const [component, area, item] of part.files ?? []) {
    element.files.push({ ...about, component, area, item, context: null });
  }
  for (const inner of part.parts ?? []) element.add(build(inner, place), true, place);
  return element;
}

/** A helper that other parts of the reader use to declare elements of the core's own. */
export { build as buildPart, type Part };
