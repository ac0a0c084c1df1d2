import { isCoreModule } from '../core/core-plugins';
import type {
  ActivityLink,
  BlockDefinition,
  DocumentDefinition,
  DocumentScope,
  PluginDefinition,
} from '../language/documents';
import { SCOPE_VARIABLES } from '../language/names';
import { checkCondition } from './check-condition';
import { checkArea, checkNode } from './check-element';
import type { PointPlace } from './points';
import { type DefinitionProblem, type Place, Problems } from './problem';
import { namesWritten, type Surroundings } from './surroundings';

export type AnyDefinition = DocumentDefinition | PluginDefinition | BlockDefinition;

/** The definitions among which another one is checked. */
export interface KnownDefinitions {
  readonly documents: readonly DocumentDefinition[];
  /** The places of the plugin points, by their names. */
  readonly points: ReadonlyMap<string, readonly PointPlace[]>;
}

/** What in a definition cannot be meant so, as far as the definitions themselves tell: names of settings, conditions, fields,
 *  references, orders, plugin points and so on that there are not. What only a site can know is not asked. */
export function checkDefinition(definition: AnyDefinition, known: KnownDefinitions): readonly DefinitionProblem[] {
  const problems = new Problems();
  if ('block' in definition) checkBlock(definition, problems);
  else if ('point' in definition) checkPlugin(definition, known, problems);
  else if (isDocument(definition)) checkDocument(definition, known, problems);
  else
    problems.malformed(
      'definition',
      definition,
      'a definition is made by activity(), document(), plugin() or block()',
      ['it'],
    );
  return problems.found;
}

const isDocument = (definition: unknown): definition is DocumentDefinition =>
  typeof definition === 'object' && definition !== null && 'root' in definition && 'scope' in definition;

function checkDocument(definition: DocumentDefinition, known: KnownDefinitions, problems: Problems): void {
  const { file, only, root } = definition;
  const place = [String(file)];
  problems.unlessKnown('kind of document', definition.scope, Object.keys(SCOPE_VARIABLES), place);
  if (problems.found.length > 0) return;
  if (!/^[\w-]+\.xml$/.test(file)) problems.malformed('file', file, 'a document is called as steps.xml is', place);
  const names = only ?? [];
  for (const name of names) {
    if (!/^[a-z][a-z0-9_]*$/.test(name))
      problems.malformed('name', name, 'modules and blocks have small letters', place);
  }
  const own = [...known.documents.filter((one) => one.only?.some((name) => names.includes(name))), definition];
  const prefix = definition.scope === 'block' ? 'block' : 'mod';
  const around: Surroundings = {
    problems,
    scope: definition.scope,
    above: [],
    ownSettings: new Set(own.flatMap(({ settings }) => settings.map(({ name }) => `.${name}`))),
    components: new Set(isCore(definition) ? [] : names.map((name) => `${prefix}_${name}`)),
    place,
  };
  checkCondition(definition.when, around, 'when');
  checkLinks(definition.links, problems, [...place, 'links']);
  checkNode(root, { ...around, place: [...place, ''] });
}

/** The core's own name files of each other. */
const isCore = ({ only }: DocumentDefinition): boolean => only?.every(isCoreModule) ?? true;

function checkPlugin(definition: PluginDefinition, known: KnownDefinitions, problems: Problems): void {
  const { plugin, point, onlyIf, children } = definition;
  const place = [`${plugin} at ${point}`];
  if (!/^[a-z][a-z0-9]*_[a-z0-9_]+$/.test(plugin)) {
    return problems.malformed('plugin', plugin, 'a plugin is called as qtype_essay is', place);
  }
  problems.unlessKnown('plugin point', point, known.points.keys(), place);
  for (const { scope, above } of known.points.get(point) ?? []) {
    const ownSettings = null;
    const around: Surroundings = { problems, scope, above, ownSettings, components: new Set([plugin]), place };
    checkOnlyIf(onlyIf, around);
    for (const child of children) checkNode(child, { ...around, place: [...place, ''] });
    // The first place tells what there is to tell; a name that only another place lacks would be said twice.
    if (problems.found.length > 0) return;
  }
}

function checkOnlyIf(onlyIf: PluginDefinition['onlyIf'], { problems, above, place }: Surroundings): void {
  if (onlyIf === null) return;
  const owner = above.findLast(({ name }) => name === onlyIf.element);
  const here = [...place, 'onlyIf'];
  if (owner) return problems.unlessKnown(`field of <${owner.name}>`, onlyIf.column, namesWritten(owner), here);
  problems.unlessKnown(
    'element around the point called',
    onlyIf.element,
    above.map(({ name }) => name),
    here,
  );
}

function checkBlock(definition: BlockDefinition, problems: Problems): void {
  const { block, files, links } = definition;
  const place = [`block_${block}`];
  if (typeof block !== 'string' || !/^[a-z][a-z0-9_]*$/.test(block)) {
    return problems.malformed('block', block, 'a block is called as html is, without "block_"', place);
  }
  const scope: DocumentScope = 'block';
  const around = { problems, scope, above: [], ownSettings: null, components: new Set([`block_${block}`]), place };
  for (const area of files) checkArea(area, around, null);
  checkLinks(links, problems, [...place, 'links']);
}

function checkLinks(links: readonly ActivityLink[], problems: Problems, place: Place): void {
  for (const link of links) {
    if ('pattern' in link) {
      if (!isPattern(link.pattern, link.flags))
        problems.malformed('pattern', link.pattern, 'a pattern is a regular expression', place);
    } else if (typeof link.path !== 'string' || !/^\w+$/.test(link.name)) {
      problems.malformed(
        'link',
        link,
        'a link is made by link(path, NAME), with letters, digits and _ in the name',
        place,
      );
    }
  }
}

function isPattern(pattern: string, flags: string): boolean {
  try {
    new RegExp(pattern, flags);
    return true;
  } catch {
    return false;
  }
}
