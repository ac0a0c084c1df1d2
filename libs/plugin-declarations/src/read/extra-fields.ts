import { BACKUP_VARIABLES } from '../api/constants';
import type { PluginPart } from '../api/natures';
import { NestedElement } from '../api/nested-element';
import { buildPart, type Part } from '../api/question-parts';
import type { ClassDeclaration } from '../php/code';
import { textsOf, type Reading } from './reading';

/** Does a question type leave its declaration to the tables that its type class names? */
export function hasExtraFields(reading: Reading, declaration: ClassDeclaration): boolean {
  return reading.interpreter.nativeParent(declaration) === 'backup_qtype_extrafields_plugin';
}

/** The declaration that the core makes of `extra_question_fields()` and `extra_answer_fields()` of the type class. */
export function extraFieldsPart(reading: Reading, part: PluginPart): void {
  const { name, plugin } = reading.source;
  const type = reading.code.class(plugin);
  if (!type) return;
  const fields = (method: string) => textsOf(reading.callStatic(type, method));
  const column = reading.callStatic(type, 'questionid_column_name');
  const owner = typeof column === 'string' ? column : 'questionid';
  const named = reading.callStatic(type, 'name');
  const wrapper: Part = {
    name: `plugin_qtype_${name}_question`,
    parts: [
      answersPart(fields('extra_answer_fields')),
      ...questionPart(typeof named === 'string' ? named : name, owner, fields('extra_question_fields')),
    ],
  };
  const element = new NestedElement('', [], [], type.place);
  element.condition = { path: '../../qtype', value: name };
  element.add(buildPart(wrapper, type.place), true, type.place);
  part.elements.push(element);
}

function questionPart(name: string, owner: string, [table, ...finals]: readonly string[]): Part[] {
  if (table === undefined) return [];
  return [{ name, attributes: ['id'], finals, table: [table, { [owner]: BACKUP_VARIABLES.VAR_PARENTID }] }];
}

function answersPart([table, ...finals]: readonly string[]): Part {
  const extra: Part[] =
    table === undefined
      ? []
      : [
          {
            name: 'extraanswerdata',
            attributes: ['id'],
            finals,
            table: [table, { answerid: BACKUP_VARIABLES.VAR_PARENTID }],
          },
        ];
  return {
    name: 'answers',
    parts: [
      {
        name: 'answer',
        attributes: ['id'],
        finals: ['answertext', 'answerformat', 'fraction', 'feedback', 'feedbackformat'],
        table: ['question_answers', { question: BACKUP_VARIABLES.VAR_PARENTID }, 'id'],
        aliases: { answer: 'answertext' },
        parts: extra,
      },
    ],
  };
}
