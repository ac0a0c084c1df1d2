import { dirname, join } from 'node:path/posix';
import { LimitReached, LIMITS } from './limits';
import { type Declared, declaredIn, functionAlone, lineAt } from './extract';
import { child, children, lineOf, nameOf, NotPhp, parsePhp, type PhpNode } from './parse';
import type { Place } from './place';

/** A class, trait or interface of the plugin's own. */
export interface ClassDeclaration {
  readonly name: string;
  readonly parent: string | null;
  readonly traits: readonly string[];
  readonly constants: ReadonlyMap<string, PhpNode>;
  readonly properties: ReadonlyMap<string, PhpNode | null>;
  readonly methods: ReadonlyMap<string, FunctionDeclaration>;
  readonly place: Place;
}

export interface FunctionDeclaration {
  readonly name: string;
  readonly parameters: readonly PhpNode[];
  readonly body: PhpNode | null;
  readonly isStatic: boolean;
  readonly file: string;
  readonly owner: string | null;
}

/** Gives the text of a file of the plugin, by its path in the plugin's folder; null where there is none. */
export type ReadFile = (path: string) => string | null;

/** The classes, functions and constants of a plugin. Files are read when something of them is asked for. */
export class PluginCode {
  private readonly classes = new Map<string, ClassDeclaration>();
  private readonly functions = new Map<string, FunctionDeclaration>();
  /** `define('NAME', …)` and `const NAME = …` of files. */
  readonly constants = new Map<string, { readonly node: PhpNode; readonly file: string }>();
  private readonly loaded = new Map<string, boolean>();
  private readonly texts = new Map<string, string | null>();
  private readonly declared = new Map<string, Declared>();
  /** `use` of the plugin's files: the name, in small letters, and the whole name that it stands for. */
  private readonly imports = new Map<string, string>();
  /** Files that others require at their beginning. */
  private readonly required: string[] = [];
  /** The first words of the namespaces that the plugin's classes are in. */
  private readonly spaces: Set<string>;

  /** `component`: the plugin's name, `mod_choice`. `further`: files that hold what is found nowhere else. */
  constructor(
    private readonly component: string,
    private readonly read: ReadFile,
    private readonly further: readonly string[],
  ) {
    this.spaces = new Set([component]);
  }

  /** Reads a file once; false where it is not there. Throws NotPhp. */
  load(path: string): boolean {
    const before = this.loaded.get(path);
    if (before !== undefined) return before;
    const source = this.text(path);
    this.loaded.set(path, source !== null);
    if (source === null) return false;
    if (this.loaded.size > LIMITS.files) throw new LimitReached(`It takes more than ${LIMITS.files} files.`);
    this.declare(parsePhp(source, path), path, '');
    return true;
  }

  class(name: string): ClassDeclaration | null {
    const whole = this.wholeName(name);
    const [space = ''] = whole.split('\\');
    // A class of another plugin's, or of Moodle's, may have the last name of one of this plugin's.
    if (whole.includes('\\') && !this.spaces.has(space)) return null;
    const key = shortName(whole);
    for (const file of this.classes.has(key) ? [] : this.classFiles(whole)) {
      if (!this.classes.has(key) && this.declaredIn(file).classes.has(key)) this.tryLoad(file);
    }
    return this.classes.get(key) ?? null;
  }

  /** What a name of a class stands for where a file imports it; itself elsewhere. Without a backslash at its beginning. */
  wholeName(name: string): string {
    if (name.startsWith('\\')) return name.slice(1);
    const [first = '', ...rest] = name.split('\\');
    return [this.imports.get(first.toLowerCase()) ?? first, ...rest].join('\\');
  }

  function(name: string): FunctionDeclaration | null {
    const key = shortName(name);
    for (const file of this.functions.has(key) ? [] : [...this.required, ...this.further]) {
      if (!this.functions.has(key)) this.loadFunction(file, key);
    }
    return this.functions.get(key) ?? null;
  }

  /** Where a file declares a function, whether or not it can be read; null where it does not. */
  lineOfFunction(file: string, name: string): number | null {
    const at = this.declaredIn(file).functions.get(name.toLowerCase());
    return at === undefined ? null : lineAt(this.text(file) ?? '', at);
  }

  constant(name: string): { readonly node: PhpNode; readonly file: string } | null {
    const key = name.replace(/^.*\\/, '');
    for (const file of ['', ...this.further]) {
      if (file !== '' && (this.text(file) ?? '').includes(key)) this.tryLoad(file);
      const constant = this.constants.get(key);
      if (constant) return constant;
    }
    return null;
  }

  /** The classes that a file declares. */
  classesOf(path: string): ClassDeclaration[] {
    return this.tryLoad(path) ? [...this.classes.values()].filter(({ place }) => place.file === path) : [];
  }

  /** Reads a function alone where that can be told apart, else the whole file. */
  private loadFunction(file: string, name: string): void {
    const at = this.declaredIn(file).functions.get(name);
    if (at === undefined) return;
    const alone = this.loaded.get(file) ? null : functionAlone(this.text(file) ?? '', at);
    if (alone === null) this.tryLoad(file);
    else this.tryDeclare(alone, file);
  }

  private tryDeclare(source: string, file: string): void {
    try {
      this.declare(parsePhp(source, file), file, '');
    } catch (error) {
      if (!(error instanceof NotPhp)) throw error;
    }
  }

  private declaredIn(file: string): Declared {
    let declared = this.declared.get(file);
    if (declared === undefined) this.declared.set(file, (declared = declaredIn(this.text(file) ?? '')));
    return declared;
  }

  private text(path: string): string | null {
    let text = this.texts.get(path);
    if (text === undefined) this.texts.set(path, (text = this.read(path)));
    return text;
  }

  /** A file that is not needed for sure is passed over where it is not PHP. */
  private tryLoad(path: string): boolean {
    try {
      return this.load(path);
    } catch (error) {
      if (error instanceof LimitReached) throw error;
      return false;
    }
  }

  /** Where Moodle's own loader, and the plugin's habits, would have a class. */
  private classFiles(name: string): readonly string[] {
    const plain = name.replace(/^\\/, '');
    const prefix = `${this.component}\\`;
    const spaced = plain.startsWith(prefix) ? [`classes/${plain.slice(prefix.length).replaceAll('\\', '/')}.php`] : [];
    const old = plain.startsWith(`${this.component}_`) ? [`classes/${plain.slice(this.component.length + 1)}.php`] : [];
    return [...spaced, ...old, ...this.required, ...this.further].filter((path) => !path.includes('..'));
  }

  private declare(nodes: readonly PhpNode[], file: string, namespace: string): void {
    for (const node of nodes) this.declareOne(node, file, namespace);
  }

  /** `require_once($CFG->dirroot . '/mod/choice/more.php')`, or beside the file itself. */
  private require(node: PhpNode, file: string): void {
    const [path = ''] = textsIn(child(node, 'target')).slice(-1);
    const folder = `/${this.component.replace(/^[a-z0-9]+_/, '')}/`;
    const at = path.lastIndexOf(folder);
    if (!path.endsWith('.php') || path.includes('..')) return;
    this.required.push(at >= 0 ? path.slice(at + folder.length) : join(dirname(file), path));
  }

  private import(group: PhpNode): void {
    for (const item of children(group, 'items')) {
      const whole = [...(nameOf(group) === '' ? [] : [nameOf(group)]), nameOf(item)].join('\\').replace(/^\\/, '');
      const alias = child(item, 'alias');
      this.imports.set((alias ? nameOf(alias) : whole.replace(/^.*\\/, '')).toLowerCase(), whole);
    }
  }

  private declareOne(node: PhpNode, file: string, namespace: string): void {
    switch (node.kind) {
      case 'namespace':
        this.spaces.add(nameOf(node).split('\\')[0] ?? '');
        return this.declare(children(node, 'children'), file, nameOf(node));
      case 'usegroup':
        if (node.type === null) this.import(node);
        return;
      case 'block':
        return this.declare(children(node, 'children'), file, namespace);
      case 'if':
        // `if (!class_exists(…)) { class … }`
        for (const branch of [child(node, 'body'), child(node, 'alternate')]) {
          if (branch) this.declareOne(branch, file, namespace);
        }
        return;
      case 'class':
      case 'trait':
      case 'interface': {
        const declared = classOf(node, file);
        if (!this.classes.has(shortName(declared.name))) this.classes.set(shortName(declared.name), declared);
        return;
      }
      case 'function': {
        const declared = functionOf(node, file, null);
        if (!this.functions.has(shortName(declared.name))) this.functions.set(shortName(declared.name), declared);
        return;
      }
      case 'constantstatement':
        for (const one of children(node, 'constants')) {
          const value = child(one, 'value');
          if (value) this.constants.set(nameOf(one), { node: value, file });
        }
        return;
      case 'expressionstatement': {
        const call = child(node, 'expression');
        if (call?.kind === 'include') return this.require(call, file);
        const [name, value] = call ? children(call, 'arguments') : [];
        const isDefine = call?.kind === 'call' && nameOf(child(call, 'what')) === 'define';
        if (isDefine && name?.kind === 'string' && value) this.constants.set(String(name.value), { node: value, file });
      }
    }
  }
}

/** Plugins' classes are told apart by their last name: no two of one plugin's backup code share it. */
function shortName(name: string): string {
  return name.replace(/^.*\\/, '').toLowerCase();
}

function classOf(node: PhpNode, file: string): ClassDeclaration {
  const body = children(node, 'body');
  const of = (kind: string) => body.filter((member) => member.kind === kind);
  const name = nameOf(node);
  const parent = child(node, 'extends');
  return {
    name,
    parent: parent ? nameOf(parent) : null,
    traits: of('traituse').flatMap((use) => children(use, 'traits').map(nameOf)),
    constants: new Map(
      of('classconstant').flatMap((member) =>
        children(member, 'constants').flatMap((one) => {
          const value = child(one, 'value');
          return value ? [[nameOf(one), value] as const] : [];
        }),
      ),
    ),
    properties: new Map(
      of('propertystatement').flatMap((member) =>
        children(member, 'properties').map((one) => [nameOf(one), child(one, 'value')] as const),
      ),
    ),
    methods: new Map(
      of('method').map((member) => [nameOf(member).toLowerCase(), functionOf(member, file, name)] as const),
    ),
    place: { file, line: lineOf(node) },
  };
}

/** The literal texts of an expression, in the order in which they stand. */
function textsIn(node: PhpNode | null): string[] {
  if (node?.kind === 'string') return [String(node.value)];
  return node?.kind === 'bin' ? [...textsIn(child(node, 'left')), ...textsIn(child(node, 'right'))] : [];
}

function functionOf(node: PhpNode, file: string, owner: string | null): FunctionDeclaration {
  return {
    name: nameOf(node),
    parameters: children(node, 'arguments'),
    body: child(node, 'body'),
    isStatic: node.isStatic === true,
    file,
    owner,
  };
}
