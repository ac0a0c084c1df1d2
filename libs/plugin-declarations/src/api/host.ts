import type { Formula } from '../php/formula';
import type { Call, Host, Native } from '../php/host';
import type { Interpreter } from '../php/interpreter';
import type { Place } from '../php/place';
import { Known, PhpObject, textOf, type Unknown, type Value } from '../php/values';
import { backupConstant } from './constants';
import { databaseMethod, managerMethod } from './database';
import { constructElement, constructFinal, elementMethods } from './elements';
import { classExists } from './class-exists';
import { moodleFunctions } from './functions';
import { ROOT_MARK, taskValue } from './known';
import { NestedElement } from './nested-element';
import { constructReflection, reflectionMethods } from './reflection';
import { PluginPart } from './natures';
import { pluginMethods } from './plugin-methods';
import { questionTypeMethods } from './question-parts';
import { columnTest, knownTruth, rowProperty } from './rows';
import type { CodeView, SiteFacts } from './site';
import { settingMethod, settingMethods, stepMethods, taskMethods, taskMethodOfKnown } from './task-methods';
import type { Test } from './tests';
import { staticMethods } from './statics';
import { constructSetting, constructStep } from './construct';

/** Which methods the classes of Moodle's backup API have, by what their names end in. */
const KINDS: readonly (readonly [RegExp, Readonly<Record<string, Native>>, Native | null])[] = [
  [/^(backup_)?(base_)?nested_element$/, elementMethods, constructElement],
  [/^(backup_)?(base_)?final_element$/, {}, constructFinal],
  [/^backup_(\w+_)?structure_step$|^backup_structure_step$/, stepMethods, constructStep],
  [/^backup_\w*step$|^(backup_)?(annotate|calculate|delete|move)_\w+$/, {}, constructStep],
  [/^backup_(\w+_)?task$/, taskMethods, null],
  [/^backup_(\w+_)?(sub)?plugin$/, pluginMethods, null],
  [/^\w*setting$/, settingMethods, constructSetting],
  [/^reflectionclass$/, reflectionMethods, constructReflection],
  [/^question_type$/, questionTypeMethods, null],
  [/^backup_helper$|^context(_\w+)?$|^core\\context\\?\w*$/, {}, null],
];

const kindOf = (name: string) => KINDS.find(([pattern]) => pattern.test(name.replace(/^\\/, '').toLowerCase()));

/** The surroundings of a plugin's backup code: what Moodle gives it. */
export class MoodleHost implements Host {
  constructor(
    /** `mod_choice` → type `mod`, name `choice`. */
    private readonly plugin: { readonly type: string; readonly name: string },
    private readonly site: SiteFacts,
    /** The activity's own settings. */
    readonly ownSettings: Set<string>,
    private readonly code: CodeView,
  ) {}

  /** Elements that were to be added to what is not known. */
  readonly lostElements: { readonly element: string; readonly place: Place; readonly why: string }[] = [];

  lost({ place, what }: Unknown, name: string, values: readonly Value[]): void {
    if (name !== 'add_child') return;
    for (const value of values) {
      const element = value instanceof PhpObject ? value.nature : null;
      if (!(element instanceof NestedElement)) continue;
      this.lostElements.push({ element: element.name, place, why: `it is added to what depends on ${what}` });
    }
  }

  get component(): string {
    return this.plugin.name;
  }

  hasClass(name: string): boolean {
    return kindOf(name) !== undefined;
  }

  construct(className: string, call: Call): void {
    kindOf(className)?.[2]?.(call);
  }

  method(className: string, name: string): Native | null {
    const methods = kindOf(className)?.[1] ?? {};
    if (Object.hasOwn(methods, name)) return methods[name] ?? null;
    const plain = className.replace(/^\\/, '').toLowerCase();
    return staticMethods(plain, name, this.plugin, this.code);
  }

  function(name: string): Native | null {
    if (name === 'class_exists') return (call) => classExists(call, this, this.code);
    return Object.hasOwn(moodleFunctions, name) ? (moodleFunctions[name] ?? null) : null;
  }

  constant(name: string): Value | undefined {
    if (name === 'MOODLE_INTERNAL') return 1;
    // The features of a module: their values only tell them apart.
    if (/^(FEATURE|MOD)_[A-Z0-9_]+$/.test(name)) return name;
    return /^(SQL_|IGNORE_|MUST_EXIST|PARAM_|CONTEXT_|GRADE_TYPE_|DEBUG_)/.test(name) ? `constant ${name}` : undefined;
  }

  classConstant(className: string, name: string): Value | undefined {
    return backupConstant(className.replace(/^\\/, '').toLowerCase(), name);
  }

  global(name: string): Value | undefined {
    if (name === 'DB' || name === '$DB') return new Known('database', null);
    if (name === 'CFG' || name === '$CFG') return new Known('cfg', null);
    return undefined;
  }

  property(of: PhpObject | Known, name: string, call: Call): Value | undefined {
    if (!(of instanceof Known)) return this.ofObject(of, name);
    if (of.meaning === 'cfg') return this.configuration(name);
    if (of.meaning === 'context' && name === 'id') return new Known('context id', of.detail);
    return rowProperty(of, name, call);
  }

  private ofObject({ nature }: PhpObject, name: string): Value | undefined {
    if (name === 'task' || name === 'step') return new Known('task object', null);
    if (name === 'modulename') return this.plugin.name;
    if (name === 'moduleid') return taskValue('module');
    if (name === 'activityid') return taskValue('instance');
    if (name === 'contextid') return taskValue('context');
    if (name === 'sectionid') return taskValue('section');
    if (name === 'courseid') return taskValue('course');
    if (name === 'blockid') return taskValue('block');
    if (name === 'blockname') return this.plugin.name;
    if (nature instanceof PluginPart) {
      if (name === 'pluginname' || name === 'subpluginname') return nature.name;
      if (name === 'plugintype' || name === 'subplugintype') return nature.type;
    }
    return undefined;
  }

  private configuration(name: string): Value | undefined {
    switch (name) {
      case 'wwwroot':
        return ROOT_MARK;
      case 'version':
        return this.site.version;
      case 'branch':
        return String(this.site.branch);
      case 'release':
        return this.site.release;
      case 'dbtype':
        return this.site.dbtype;
      case 'dirroot':
      case 'libdir':
      case 'dataroot':
        return `/${name}`;
      default:
        return new Known('column', columnTest('config', { name }, 'value'));
    }
  }

  methodOfKnown(of: Known, name: string, call: Call): Value | undefined {
    switch (of.meaning) {
      case 'task object':
        return taskMethodOfKnown(name, call, this.plugin.name);
      case 'database':
        return databaseMethod(name, call, this.site);
      case 'manager':
        return managerMethod(name, call, this.site);
      case 'setting':
        return settingMethod(of, name, call);
      default:
        return undefined;
    }
  }

  truth(of: Known, interpreter: Interpreter): Formula | undefined {
    return knownTruth(of, interpreter as Interpreter<Test>);
  }

  equals(of: Known, value: Value, interpreter: Interpreter): Formula | undefined {
    if (of.meaning !== 'column') return undefined;
    const text = textOf(value);
    if (text === undefined) return undefined;
    const { formulas } = interpreter as Interpreter<Test>;
    if (value === null || value === '' || typeof value === 'boolean') {
      const truth = knownTruth(of, interpreter as Interpreter<Test>);
      if (truth === undefined) return undefined;
      return value === true ? truth : formulas.not(truth);
    }
    return formulas.atom({
      kind: 'known',
      test: { kind: 'row', row: { ...(of.detail as object), is: text } as never },
    });
  }

  text(of: Known, before: Value, after: Value): Value | undefined {
    if (of.meaning !== 'task' && of.meaning !== 'text') return undefined;
    const parts = [before, after].flatMap((one) =>
      one instanceof Known && one.meaning === 'text'
        ? (one.detail as (string | Known)[])
        : [one instanceof Known ? one : (textOf(one) ?? '')],
    );
    return new Known('text', parts);
  }
}
