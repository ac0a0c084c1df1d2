import type { Native, Call } from '../php/host';
import type { Interpreter } from '../php/interpreter';
import { Known, PhpObject, Unknown, type Value } from '../php/values';
import { settingName } from './setting-name';
import { taskValue } from './known';
import { OwnSetting, Task } from './natures';
import { type Connection, NestedElement } from './nested-element';
import { addQuestionReferences, addQuestionUsages } from './question-parts';
import type { Test } from './tests';

/** What steps, tasks and plugins' parts alike can be asked. */
const shared: Readonly<Record<string, Native>> = {
  get_setting_value: (call) => settingValue(call),
  get_setting: ({ self, values: [name = null], interpreter }) =>
    new Known('setting', {
      name: settingOf(name, interpreter),
      task: self?.nature instanceof Task ? self.nature : null,
    }),
  setting_exists: () => true,
  get_courseid: () => taskValue('course'),
  get_contextid: () => taskValue('context'),
  get_sectionid: () => taskValue('section'),
  get_moduleid: () => taskValue('module'),
  get_activityid: () => taskValue('instance'),
  get_blockid: () => taskValue('block'),
  get_task: () => new Known('task object', null),
  get_name: () => '',
};

const UNDER_USERINFO = new Set(['userinfo', '.userinfo']);

function settingOf(name: Value, interpreter: Interpreter): string | null {
  const host = interpreter.host as unknown as { component: string; ownSettings: ReadonlySet<string> };
  const read = settingName(name, host.component);
  if (read === null) return null;
  if (UNDER_USERINFO.has(read)) return 'userinfo';
  if (read.startsWith('.')) return read;
  return host.ownSettings.has(read) ? `.${read}` : read;
}

function settingValue({ values: [name = null], interpreter, place }: Call): Value {
  const setting = settingOf(name, interpreter);
  if (setting === null) return new Unknown(place, 'a setting whose name is not known');
  // What is being backed up is included.
  if (setting === 'included' || setting === '.included') return 1;
  const { formulas } = interpreter as Interpreter<Test>;
  return interpreter.each(
    interpreter.truthValue(formulas.atom({ kind: 'known', test: { kind: 'setting', name: setting } })),
    (on) => Number(on),
  );
}

function connect(type: Value, element: Value, isSubplugin: boolean, { interpreter, place }: Call): Value {
  return interpreter.eachOf([type, element], ([name = null, at = null]) => {
    const nature = at instanceof PhpObject ? at.nature : null;
    if (typeof name === 'string' && nature instanceof NestedElement) {
      const connection: Connection = { kind: 'connection', type: name, isSubplugin, at: nature };
      nature.add(connection, interpreter.live, place);
    }
    return null;
  });
}

export const stepMethods: Readonly<Record<string, Native>> = {
  ...shared,
  add_subplugin_structure: (call) => connect(call.values[0] ?? null, call.values[1] ?? null, true, call),
  add_plugin_structure: (call) => connect(call.values[0] ?? null, call.values[1] ?? null, false, call),
  prepare_activity_structure: ({ values: [root = null] }) => root,
  prepare_block_structure: ({ values: [root = null] }) => root,
  add_question_usages: addQuestionUsages,
  add_question_references: addQuestionReferences('question_references'),
  add_question_set_references: addQuestionReferences('question_set_references'),
};

export const taskMethods: Readonly<Record<string, Native>> = {
  ...shared,
  add_step: ({ self, values: [step = null], interpreter, place }) => {
    if (self?.nature instanceof Task) self.nature.steps.push({ step, when: interpreter.live, place });
    return null;
  },
  add_setting: ({ self, values: [setting = null], interpreter, place }) => {
    if (self?.nature instanceof Task) self.nature.settings.push({ setting, when: interpreter.live, place });
    return null;
  },
};

/** The same of `$this->task` and `$this->step`, which are not the plugin's own. */
export function taskMethodOfKnown(name: string, call: Call, modname: string): Value | undefined {
  if (name === 'get_modulename' || name === 'get_blockname') return modname;
  return shared[name]?.(call);
}

/** What can be done with a setting that the plugin asked for. */
export function settingMethod(of: Known, name: string, { values, interpreter, place }: Call): Value | undefined {
  const setting = of.detail as { readonly name: string | null; readonly task: Task | null };
  if (name === 'get_value') {
    if (setting.name === null) return new Unknown(place, 'a setting whose name is not known');
    const { formulas } = interpreter as Interpreter<Test>;
    return interpreter.truthValue(formulas.atom({ kind: 'known', test: { kind: 'setting', name: setting.name } }));
  }
  if (name === 'add_dependency') {
    const [dependent] = values;
    const nature = dependent instanceof PhpObject ? dependent.nature : null;
    if (setting.name === 'userinfo' && nature instanceof OwnSetting) setting.task?.lockedByUserinfo.add(nature);
    return null;
  }
  return undefined;
}

export const settingMethods: Readonly<Record<string, Native>> = {
  get_ui: ({ place }) => new Unknown(place, 'how a setting is shown'),
  get_name: ({ self }) => (self?.nature instanceof OwnSetting ? self.nature.name : null),
  add_dependency: () => null,
};
