import {
  conditionState,
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
  readonly refers: readonly Reference[];
  readonly files: readonly FileArea[];
  readonly onlyIf: PluginDefinition['onlyIf'];
  readonly children: readonly CompiledElement[];
  readonly arrange: ((rows: SourceRow[]) => SourceRow[]) | null;
  /** The place of the value without which nothing is written inside. */
  readonly bareWithout: number | null;
}

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
  readonly needsUserinfo: boolean;
  /** How deep in the document. */
  readonly level: number;
}

/** Compiles a definition: settings decided, tables and columns that the site lacks left out, one query for each element
 *  with rows. Null where nothing is left of it. */
export function compile(root: ElementDefinition, context: CompileContext): CompiledElement | null {
  let aliases = 0;
  return compileElement(root, { links: [], onlyIf: null, needsUserinfo: false, level: 0 });

  function compileElement(definition: ElementDefinition, around: Surroundings): CompiledElement | null {
    if (!isOnSite(definition, context.schema)) return null;
    const state = conditionState(definition.when, context);
    const needsUserinfo = around.needsUserinfo || state === 'userinfo';
    const source =
      definition.source !== null && state !== 'off' ? sourceOnSite(definition.source, context.schema) : null;
    const isContainer = definition.source === null && definition.fields.length === 0;
    if (isContainer ? definition.absentOtherwise && state === 'off' : !source) return null;
    const link = source ? linkOf(definition, source, around.links, `e${++aliases}`, context) : null;
    const links = link ? [...around.links, link] : around.links;
    const tasks = needsUserinfo ? context.tasksWithUserinfo : context.tasks;
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
    const inner = { links, onlyIf: around.onlyIf, needsUserinfo, level: level + 1 };
    return {
      name: definition.name,
      source,
      query: link && tasks.length > 0 ? queryOf(links, selected, tasks, around.onlyIf, context) : null,
      depth: links.length - (link ? 1 : 0) + 1,
      columns,
      opening: `${indent(level)}<${definition.name}`,
      closing: `${indent(level)}</${definition.name}>`,
      attributes: definition.attributes.map((name) => ({
        name,
        at: columns.get(name),
        rewrite: definition.rewrite[name] ?? null,
      })),
      fields: fields.map((field) => compileField(field, definition.rewrite, columns, level + 1)),
      refers: definition.refers.filter((reference) => selected.has(reference.field)),
      files: definition.files.filter((area) => conditionState(area.when ?? null, context) !== 'off'),
      onlyIf: null,
      children: definition.children.flatMap((node) => compileNode(node, inner)),
      arrange: definition.arrange,
      bareWithout: definition.bareWithout === null ? null : (columns.get(definition.bareWithout) ?? null),
    };
  }

  function compileNode(node: Node, around: Surroundings): CompiledElement[] {
    if (node.kind === 'element') {
      const compiled = compileElement(node, around);
      return compiled ? [compiled] : [];
    }
    return context.pluginsAt(node.name).flatMap((plugin) =>
      plugin.children.flatMap((child) => {
        const compiled = compileElement(child, { ...around, onlyIf: plugin.onlyIf ?? around.onlyIf });
        return compiled ? [{ ...compiled, onlyIf: plugin.onlyIf }] : [];
      }),
    );
  }
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
