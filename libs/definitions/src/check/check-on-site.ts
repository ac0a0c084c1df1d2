import { nearestName } from '@coursekeep/errors';
import { columnsOfValue, valueNames } from '../element-values';
import type { Condition, ElementDefinition, Node } from '../language/elements';
import type { Operand } from '../language/operands';
import type { Source } from '../language/sources';
import type { Sql } from '../language/sql';
import { columnsIn, type ColumnPath, sourceOnSite, tablesGiven, tablesOf, tieColumns } from '../source-on-site';
import type { AnyDefinition, KnownDefinitions } from './check-definition';
import { type DefinitionProblem, type Place, Problems } from './problem';
import { rowsAbove, sourcesOf } from './surroundings';

/** The tables and columns of a site. */
export interface SiteTables {
  readonly tables: readonly string[];
  hasTable(table: string): boolean;
  hasColumn(table: string, column: string): boolean;
  columns(table: string): readonly { readonly name: string }[];
}

/** What a site says of definitions that are right by themselves. */
export interface SiteFindings {
  /** Tables and columns that the definitions name and the site does not have. */
  readonly problems: readonly DefinitionProblem[];
  /** Columns of tables whose rows are shown, that no field takes: they are in no backup. */
  readonly columnsNotKnown: readonly ColumnPath[];
  /** Fields that no column of the site gives, and that are near to none: another version of the plugin may have them. */
  readonly fieldsNotThere: readonly string[];
}

/** Holds definitions against the tables of a site. `known`: where plugin points stand. */
export function checkOnSite(
  definitions: readonly AnyDefinition[],
  site: SiteTables,
  { points }: Pick<KnownDefinitions, 'points'>,
): SiteFindings {
  const check = new SiteCheck(site);
  for (const definition of definitions) {
    if ('block' in definition) continue;
    if ('point' in definition) {
      const [first] = points.get(definition.point) ?? [];
      const place = `${definition.plugin} at ${definition.point}`;
      for (const child of definition.children) check.node(child, first?.above ?? [], [place, '']);
    } else {
      check.condition(definition.when, [definition.file, 'when']);
      // The course of an activity is the one that is backed up.
      if (definition.scope === 'activity') definition.only?.forEach((name) => check.name([name, 'course']));
      check.node(definition.root, [], [definition.file, '']);
    }
  }
  return check.findings();
}

class SiteCheck {
  private readonly problems = new Problems();
  private readonly named = new Map<string, Set<string>>();
  /** The tables whose rows the definitions show. */
  private readonly shown = new Set<string>();
  private readonly absent: string[] = [];
  private readonly elements: { element: ElementDefinition; source: Source; place: Place }[] = [];

  constructor(private readonly site: SiteTables) {}

  node(node: Node, above: readonly ElementDefinition[], place: Place): void {
    if (node.kind === 'point') return;
    const path = [place.at(-1), node.name].filter((one) => one !== undefined && one !== '').join('/');
    const here = [...place.slice(0, -1), path];
    this.condition(node.when, [...here, 'when']);
    const sources = sourcesOf(node);
    const chosen = (node.source && sourceOnSite(node.source, this.site)) ?? sources[0];
    if (chosen && !this.isReplaced(chosen)) this.source(node, chosen, above, here);
    for (const child of node.children) this.node(child, [...above, node], here);
  }

  condition(condition: Condition | null, place: Place): void {
    for (const { table, where, column } of condition?.rows ?? []) {
      this.table(table, place);
      for (const name of [...Object.keys(where), ...(column === null ? [] : [column])])
        this.column([table, name], place);
    }
    for (const one of [...(condition?.any ?? []), ...(condition?.unless ? [condition.unless] : [])]) {
      this.condition(one, place);
    }
  }

  /** Fields come last: a column that another field takes is not what is meant by a wrong one. */
  findings(): SiteFindings {
    for (const { element, source, place } of this.elements) this.fields(element, source, place);
    const columnsNotKnown = [...this.shown].flatMap((table) =>
      this.free(table).map((column): ColumnPath => [table, column]),
    );
    return { problems: this.problems.found, columnsNotKnown, fieldsNotThere: this.absent };
  }

  private source(element: ElementDefinition, source: Source, above: readonly ElementDefinition[], here: Place): void {
    const place = [...here, 'from'];
    for (const table of tablesOf(source)) this.table(table, place);
    for (const table of tablesGiven(source)) if (this.site.hasTable(table)) this.shown.add(table);
    for (const path of [...tieColumns(source), ...orderColumns(source)]) this.column(path, place);
    for (const { element: name, column } of ancestorsIn(source)) {
      const owner = rowsAbove(above, name);
      for (const one of owner ? sourcesOf(owner) : [])
        if (one.kind === 'table') this.column([one.table, column], place);
    }
    for (const name of valueNames(element)) for (const path of columnsOfValue(element, source, name)) this.name(path);
    this.elements.push({ element, source, place: here });
  }

  private fields(element: ElementDefinition, source: Source, place: Place): void {
    if (!tablesOf(source).every((table) => this.site.hasTable(table))) return;
    for (const name of valueNames(element)) {
      const paths = columnsOfValue(element, source, name);
      const isOptional = element.rewrite[name] !== undefined || this.site.hasTable(element.fieldsBefore[name] ?? '');
      if (paths.length === 0 || isOptional || paths.some((path) => this.site.hasColumn(...path))) continue;
      const free = paths.flatMap(([table]) => this.free(table));
      const [table = ''] = paths[0] ?? [];
      if (nearestName(name, free) !== undefined) this.problems.unlessKnown(`column of {${table}}`, name, free, place);
      else this.absent.push(`${place.join(', ')}: ${name}`);
    }
  }

  private table(table: string, place: Place): void {
    if (!this.site.hasTable(table)) this.problems.unlessKnown('table on this site', table, this.site.tables, place);
  }

  private column(path: ColumnPath, place: Place): void {
    const [table, column] = path;
    this.name(path);
    if (!this.site.hasTable(table) || this.site.hasColumn(table, column)) return;
    const columns = this.site.columns(table).map(({ name }) => name);
    this.problems.unlessKnown(`column of {${table}}`, column, columns, place);
  }

  /** Notes that a column is known. */
  name([table, column]: ColumnPath): void {
    const names = this.named.get(table) ?? new Set(['id']);
    this.named.set(table, names.add(column));
  }

  /** The columns of a table that nothing names. */
  private free(table: string): string[] {
    const names = this.named.get(table);
    return this.site.columns(table).flatMap(({ name }) => (names?.has(name) ? [] : [name]));
  }

  /** Newer versions of Moodle keep these rows elsewhere, and the site is one. */
  private isReplaced(source: Source): boolean {
    return (source.kind === 'table' || source.kind === 'query') && this.site.hasTable(source.before ?? '');
  }
}

function orderColumns(source: Source): ColumnPath[] {
  if (source.kind === 'query') return [source.key, ...source.orderBy, ...(source.groupBy ?? [])].flatMap(columnsIn);
  if (source.kind !== 'table') return [];
  const without = Object.values(source.without ?? {}).flatMap((where) => Object.keys(where));
  const order = source.orderBy.split(',').map((item) => item.trim().split(/\s+/)[0] ?? '');
  return [...order, ...without].filter((column) => column !== 'id').map((column) => [source.table, column]);
}

/** What a source takes from the elements above. */
function ancestorsIn(source: Source): { element: string | null; column: string }[] {
  if (source.kind === 'table') return Object.values(source.where).flatMap(ancestorOf);
  if (source.kind !== 'query') return [];
  const all: Sql[] = [source.join, source.key, ...Object.values(source.columns)];
  return all.flatMap(({ chunks }) => chunks.flatMap((chunk) => (chunk.kind === 'ancestor' ? [chunk] : [])));
}

const ancestorOf = (operand: Operand) => (typeof operand === 'object' && operand?.kind === 'ancestor' ? [operand] : []);
