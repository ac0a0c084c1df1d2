import { MOODLE } from '../../../version';
import { container, element } from '../../../language/elements';
import { own, parent } from '../../../language/operands';
import { query, table } from '../../../language/sources';

/** `<answers>`, shared by several question types. */
export const answers = container('answers', [
  element('answer', {
    fields: 'answertext answerformat fraction feedback feedbackformat',
    from: table('question_answers', { question: parent('id') }),
    aliases: { answer: 'answertext' },
  }),
]);

/** `<numerical_units>`, shared by several question types. */
export const numericalUnits = container('numerical_units', [
  element('numerical_unit', {
    fields: 'multiplier unit',
    from: table('question_numerical_units', { question: parent('id') }),
  }),
]);

/** `<numerical_options>`, shared by several question types. */
export const numericalOptions = container('numerical_options', [
  element('numerical_option', {
    fields: 'showunits unitsleft unitgradingtype unitpenalty',
    from: table('question_numerical_options', { question: parent('id') }),
  }),
]);

/** `<dataset_definitions>`, shared by several question types. */
export const datasetDefinitions = container('dataset_definitions', [
  element(
    'dataset_definition',
    {
      fields: 'category name type options itemcount',
      from: query({
        join:
          'JOIN {question_datasets} $l ON $l.question = :parent.id ' +
          'JOIN {question_dataset_definitions} $d ON $d.id = $l.datasetdefinition',
        columns: {},
        all: { $d: 'question_dataset_definitions' },
        // By the tie: a question may be tied to the same set twice.
        key: '$l.id',
        orderBy: '$d.id',
        writes: { tie: { table: 'question_datasets', set: { question: parent('id'), datasetdefinition: own('id') } } },
      }),
    },
    [
      container('dataset_items', [
        element('dataset_item', {
          fields: 'number value',
          from: table('question_dataset_items', { definition: parent('id') }),
          aliases: { itemnumber: 'number' },
        }),
      ]),
    ],
  ),
]);

/** `<calculated_records>`, shared by several question types. */
export const calculatedRecords = container('calculated_records', [
  element('calculated_record', {
    fields: 'answer tolerance tolerancetype correctanswerlength correctanswerformat',
    from: table('question_calculated', { question: parent('id') }),
  }),
]);

/** `<calculated_options>`, shared by several question types. */
export const calculatedOptions = container('calculated_options', [
  element('calculated_option', {
    fields: `
      synchronize single shuffleanswers correctfeedback correctfeedbackformat
      partiallycorrectfeedback partiallycorrectfeedbackformat incorrectfeedback
      incorrectfeedbackformat answernumbering shownumcorrect`,
    fieldsWhen: { shownumcorrect: { since: MOODLE['4.2'] } },
    from: table('question_calculated_options', { question: parent('id') }),
  }),
]);
