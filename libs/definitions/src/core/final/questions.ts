import { container, element, point, type RewriteContext } from '../../language/elements';
import { document } from '../../language/documents';
import { parent } from '../../language/operands';
import { query, table } from '../../language/sources';
import { itemTags } from '../shared/sources';

/** What a question says of itself, in the question bank of Moodle 4.0 and in the one before. */
const QUESTION = {
  fields: `
    parent name questiontext questiontextformat generalfeedback
    generalfeedbackformat defaultmark penalty qtype length stamp version hidden timecreated
    timemodified createdby modifiedby idnumber`,
  fieldsBefore: { question_bank_entries: 'version hidden idnumber' },
  rewrite: { qtype: typeInBackup },
};

/** A question of a type whose data do not go in would break every attempt at its quiz after a restore; with this type of
 *  Moodle's own the quiz can be attempted (docs/decisions/0014). */
function typeInBackup(qtype: string | null, { knowsPlugin }: RewriteContext): string | null {
  return knowsPlugin(`qtype_${qtype}`) ? qtype : 'missingtype';
}

const PARTS = [
  point('qtype_question_plugin'),
  point('qbank_question_plugin'),
  point('local_question_plugin'),
  container('question_hints', [
    element('question_hint', {
      fields: 'hint hintformat shownumcorrect clearwrong options',
      from: table('question_hints', { questionid: parent('id') }),
    }),
  ]),
  container('tags', [
    element('tag', {
      attributes: 'id contextid',
      fields: 'name rawname',
      from: itemTags('question', 'core_question'),
    }),
  ]),
];

/** Since Moodle 4.0: entries of the bank, their versions, and the question of each. */
const entries = container('question_bank_entries', [
  element(
    'question_bank_entry',
    {
      fields: 'questioncategoryid idnumber ownerid nextversion',
      from: query({
        join:
          'JOIN {question_bank_entries} $e ON $e.questioncategoryid = :parent.id AND ' +
          '($e.questioncategoryid IN (@question_category_complete) OR $e.id IN (@question_bank_entry))',
        columns: {},
        all: { $e: 'question_bank_entries' },
        key: '$e.id',
      }),
    },
    [
      container('question_version', [
        element(
          'question_versions',
          { fields: 'version status', from: table('question_versions', { questionbankentryid: parent('id') }) },
          [
            container('questions', [
              element('question', { ...QUESTION, from: table('question', { id: parent('questionid') }) }, PARTS),
            ]),
          ],
        ),
      ]),
    ],
  ),
]);

/** Before Moodle 4.0: the questions themselves. */
const flat = container('questions', [
  element(
    'question',
    { ...QUESTION, from: table('question', { category: parent('id') }, { before: 'question_bank_entries' }) },
    PARTS,
  ),
]);

/** questions.xml: categories with their questions. */
export const questions = document(
  'final',
  'questions.xml',
  container('question_categories', [
    element(
      'question_category',
      {
        fields: `
          name contextid contextlevel contextinstanceid info infoformat stamp parent sortorder idnumber`,
        from: query({
          join:
            'JOIN {question_categories} $c ON $c.id IN (@question_categoryfinal) ' +
            'JOIN {context} $x ON $x.id = $c.contextid',
          columns: { contextlevel: '$x.contextlevel', contextinstanceid: '$x.instanceid' },
          all: { $c: 'question_categories' },
          key: '$c.id',
        }),
      },
      [entries, flat],
    ),
  ]),
);
