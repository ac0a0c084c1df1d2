import {
  conditionHolds,
  conditionState,
  type Condition,
  type ElementDefinition,
  type Field,
  type FileArea,
  type Node,
  type PluginDefinition,
  type Reference,
  type Rewrite,
  type Source,
  type SourceRow,
  type Sql,
  isOnSite,
  sourceOnSite,
} from '@coursekeep/definitions';
import type { Query } from '@coursekeep/moodle-site';
import type { CompileContext } from './compile-context';
import { selectedColumns } from './element-columns';
import { linkOf, queryOf, type Link } from './element-query';

/** An element of a definition made ready to run against one site under given settings. */
export interface CompiledElement {
  readonly name: string;
  readonly source: Source | null;
  /** The query that gives the rows of this element for all tasks at once; null without rows of its own. */
  readonly query: Query | null;
  /** How many of a row's first values are the keys of task and ancestors; the next one is the row's own key. */
  readonly depth: number;
  /** Value name → its place in the row. */
  readonly columns: ReadonlyMap<string, number>;
  /** What a row's text begins with, up to its attributes, and what it ends with; both with their indentation. */
  readonly opening: string;
  readonly closing: string;
  readonly attributes: readonly CompiledAttribute[];
  readonly fields: readonly CompiledField[];
  readonly refers: readonly Noted<Reference>[];
  readonly files: readonly Noted<FileArea>[];
  readonly onlyIf: PluginDefinition['onlyIf'];
  /** The tasks that have the element; null: all. */
  readonly onlyFor: ReadonlySet<string> | null;
  /** Has no tags of its own. */
  readonly bare: boolean;
  readonly children: readonly CompiledElement[];
  readonly arrange: ((rows: SourceRow[]) => SourceRow[]) | null;
  /** The place of the value without which nothing is written inside. */
  readonly bareWithout: number | null;
}

/** What is noted of a row; `onlyFor`: of which tasks, null for all. */
export type Noted<T> = T & { readonly onlyFor: ReadonlySet<string> | null };

/** An attribute with its place in the row. */
export interface CompiledAttribute {
  readonly name: string;
  readonly at: number | undefined;
  readonly rewrite: Rewrite | null;
}

/** A field with its place in the row, undefined where the site does not have it, and the text around its value. */
export interface CompiledField extends Field {
  readonly at: number | undefined;
  readonly opening: string;
  readonly closing: string;
  readonly rewrite: Rewrite | null;
}

interface Surroundings {
  readonly links: readonly Link[];
  readonly onlyIf: PluginDefinition['onlyIf'];
  /** The tasks of which something is read here. */
  readonly tasks: readonly string[];
  /** How deep in the document. */
  readonly level: number;
}

/** Compiles a definition: settings decided, tables and columns that the site lacks left out, one query for each element
 *  with rows. Null where nothing is left of it. */
export function compile(root: ElementDefinition, context: CompileContext): CompiledElement | null {
  let aliases = 0;
  return compileElement(root, { links: [], onlyIf: null, tasks: context.tasks, level: 0 });

  function compileElement(definition: ElementDefinition, around: Surroundings): CompiledElement | null {
    if (!isOnSite(definition, context.schema)) return null;
    const tasks = tasksWhere(definition.when, around.tasks, context);
    const isOff = tasks.length === 0 && conditionState(definition.when, context) === 'off';
    const source = definition.source !== null && !isOff ? sourceOnSite(definition.source, context.schema) : null;
    const isContainer = definition.source === null && definition.fields.length === 0;
    if (isContainer ? definition.absentOtherwise && isOff : !source) return null;
    const link = source ? linkOf(definition, source, around.links, `e${++aliases}`, context) : null;
    const links = link ? [...around.links, link] : around.links;
    const fields = definition.fields.filter(
      ({ name }) =>
        conditionState(definition.fieldsWhen[name] ?? null, context) !== 'off' &&
        !context.schema.hasTable(definition.fieldsBefore[name] ?? ''),
    );
    const selected = source
      ? selectedColumns({ ...definition, fields }, source, link?.alias, context.schema)
      : new Map<string, string | Sql>();
    const columns = new Map([...selected.keys()].map((name, at) => [name, at + (link ? links.length + 1 : 0)]));
    const { level } = around;
    const bare = definition.bare ?? false;
    // What a container holds is asked for by conditions of its own.
    const withTasks = isContainer && !definition.absentOtherwise ? around.tasks : tasks;
    const inner = { links, onlyIf: around.onlyIf, tasks: withTasks, level: bare ? level : level + 1 };
    const isForAll = isContainer && !definition.absentOtherwise;
    return {
      name: definition.name,
      source,
      query: link && tasks.length > 0 ? queryOf(links, selected, tasks, around.onlyIf, context) : null,
      depth: links.length - (link ? 1 : 0) + 1,
      columns,
      opening: bare ? '' : `${indent(level)}<${definition.name}`,
      closing: bare ? '' : `${indent(level)}</${definition.name}>`,
      attributes: definition.attributes.map((name) => ({
        name,
        at: columns.get(name),
        rewrite: definition.rewrite[name] ?? null,
      })),
      fields: fields.map((field) => compileField(field, definition.rewrite, columns, inner.level)),
      refers: noted(
        definition.refers.filter((reference) => selected.has(reference.field)),
        tasks,
      ),
      files: noted(definition.files, tasks),
      onlyIf: null,
      onlyFor: isForAll || tasks.length === around.tasks.length ? null : new Set(tasks),
      bare,
      children: definition.children.flatMap((node) => compileNode(node, inner)),
      arrange: definition.arrange,
      bareWithout: definition.bareWithout === null ? null : (columns.get(definition.bareWithout) ?? null),
    };
  }

  function noted<T extends { readonly when?: Condition }>(all: readonly T[], tasks: readonly string[]): Noted<T>[] {
    return all.flatMap((one) => {
      if (!one.when) return [{ ...one, onlyFor: null }];
      const chosen = tasksWhere(one.when, tasks, context);
      return chosen.length === 0 ? [] : [{ ...one, onlyFor: chosen.length === tasks.length ? null : new Set(chosen) }];
    });
  }

  function compileNode(node: Node, around: Surroundings): CompiledElement[] {
    if (node.kind === 'element') {
      const compiled = compileElement(node, around);
      return compiled ? [compiled] : [];
    }
    const compiled = context.pluginsAt(node.name).flatMap((plugin) =>
      plugin.children.flatMap((child) => {
        const compiled = compileElement(child, { ...around, onlyIf: plugin.onlyIf ?? around.onlyIf });
        return compiled ? [{ ...compiled, onlyIf: plugin.onlyIf }] : [];
      }),
    );
    // At one point the plain values of all plugins come before the elements of any.
    return [...compiled.filter(({ bare }) => bare), ...compiled.filter(({ bare }) => !bare)];
  }
}

/** The tasks for which a condition holds. */
export function tasksWhere(
  condition: Condition | null,
  tasks: readonly string[],
  context: CompileContext,
): readonly string[] {
  if (!condition) return tasks;
  const withUserinfo = new Set(context.tasksWithUserinfo);
  return tasks.filter((task) =>
    conditionHolds(condition, {
      version: context.version,
      isOn: (name) => {
        if (name === 'userinfo') return withUserinfo.has(task);
        return name.startsWith('.') ? (context.taskFacts?.isOn(task, name) ?? false) : context.isOn(name);
      },
      hasRow: (test) => context.taskFacts?.hasRow(task, test) ?? false,
    }),
  );
}

function compileField(
  { name, form }: Field,
  rewrite: ElementDefinition['rewrite'],
  columns: ReadonlyMap<string, number>,
  level: number,
): CompiledField {
  const attribute = form === 'encrypted' ? ' encrypted="true"' : '';
  const opening = `${indent(level)}<${name}${attribute}>`;
  return { name, form, at: columns.get(name), opening, closing: `</${name}>`, rewrite: rewrite[name] ?? null };
}

const indent = (level: number): string => `\n${'  '.repeat(level)}`;
