import { MoodleHost } from '../api/host';
import type { CodeView, SiteFacts } from '../api/site';
import type { Test } from '../api/tests';
import { Conversion } from '../convert/conversion';
import { type ClassDeclaration, PluginCode, type ReadFile } from '../php/code';
import type { Formula } from '../php/formula';
import { Interpreter } from '../php/interpreter';
import { PhpArray, PhpObject, type Value } from '../php/values';

/** A plugin whose code is read: where it lies, and of which version the site says it is. */
export interface PluginSource {
  /** `mod_choice`. */
  readonly plugin: string;
  readonly type: string;
  readonly name: string;
  readonly readFile: ReadFile;
}

/** Files that hold classes and functions which backup code uses. */
const FURTHER = ['lib.php', 'locallib.php', 'questiontype.php', 'constants.php'];

/** What is needed while one plugin is read. */
export class Reading {
  readonly code: PluginCode;
  readonly host: MoodleHost;
  readonly interpreter: Interpreter<Test>;
  readonly to: Conversion;
  readonly ownSettings = new Set<string>();

  constructor(
    readonly source: PluginSource,
    readonly site: SiteFacts,
    code: CodeView,
  ) {
    this.code = new PluginCode(source.plugin, source.readFile, FURTHER);
    this.host = new MoodleHost(source, site, this.ownSettings, code);
    this.interpreter = new Interpreter<Test>(this.code, this.host);
    this.to = new Conversion(this.interpreter.formulas, site);
  }

  /** Loads a file of the plugin's `backup/moodle2`. */
  loadBackup(file: string): boolean {
    return this.code.load(`backup/moodle2/${file}`);
  }

  /** An object of one of the plugin's classes, with what it is to the reader. */
  object(declaration: ClassDeclaration, nature: unknown): PhpObject {
    const object = this.interpreter.create(declaration, [], declaration.place);
    object.nature = nature;
    return object;
  }

  /** Calls a method of the plugin's own; undefined where it has none of that name. */
  call(object: PhpObject, method: string): Value | undefined {
    const declared = object.declaration && this.interpreter.methodOf(object.declaration, method);
    if (!declared) return undefined;
    return this.interpreter.callMethod(object, method, [], declared.owner.place);
  }

  /** Calls a static method, or one that could be. */
  callStatic(declaration: ClassDeclaration, method: string, values: readonly Value[] = []): Value | undefined {
    const found = this.interpreter.methodOf(declaration, method);
    if (!found) return undefined;
    return this.interpreter.call(found.method, values, { self: null, owner: found.owner, late: declaration });
  }

  /** Each value that a choice may have, with what must hold for it. */
  alternatives(value: Value): { readonly value: Value; readonly when: Formula }[] {
    const found: { value: Value; when: Formula }[] = [];
    this.interpreter.each(value, (one) => {
      found.push({ value: one, when: this.interpreter.live });
      return null;
    });
    return found;
  }
}

/** The texts of a list; those of its items that are none are passed over. */
export function textsOf(value: Value | undefined): string[] {
  return value instanceof PhpArray ? value.values().filter((one) => typeof one === 'string') : [];
}

/** The texts that are the keys of a list. */
export function keysOf(value: Value | undefined): string[] {
  return value instanceof PhpArray ? [...value.entries.keys()].filter((key) => typeof key === 'string') : [];
}
