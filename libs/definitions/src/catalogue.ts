import { blockDocument, BLOCKS } from './core/block/block';
import {
  ACTIVITY_DOCUMENTS,
  BLOCK_DOCUMENTS,
  COURSE_DOCUMENTS,
  finalDocuments,
  MODULE_DOCUMENTS,
  PLUGINS,
  SECTION_DOCUMENTS,
} from './core';
import { type AnyDefinition, checkDefinition } from './check/check-definition';
import { checkOnSite, type SiteFindings, type SiteTables } from './check/check-on-site';
import { pointPlaces, type PointPlace } from './check/points';
import type { DefinitionProblem } from './check/problem';
import type {
  ActivityLink,
  BlockDefinition,
  DocumentDefinition,
  OwnSetting,
  PluginDefinition,
} from './language/documents';
import { DefinitionError } from './definition-error';
import type { LinkPattern } from './links';

/** What is known of plugins besides definitions. */
export interface PluginNotes {
  /** By plugin, what its definitions do not have of what it would write itself, in words for people. */
  readonly gaps?: ReadonlyMap<string, readonly string[]>;
  /** Plugins that write nothing of their own into any backup. */
  readonly withoutBackup?: readonly string[];
  /** Why plugins could not be asked what they write, and what to do about it, in words for people. */
  readonly whyNotAsked?: string;
}

/** All definitions that a backup is made from: the core's, and those registered from outside. */
export class DefinitionRegistry {
  private readonly documents: DocumentDefinition[] = [];
  private readonly pluginDefinitions: PluginDefinition[] = [];
  private readonly blocks: BlockDefinition[] = [];
  private places: ReadonlyMap<string, readonly PointPlace[]> | null = null;

  /** The definitions of a core Moodle. */
  static core(): DefinitionRegistry {
    const registry = new DefinitionRegistry();
    const all = [COURSE_DOCUMENTS, SECTION_DOCUMENTS, ACTIVITY_DOCUMENTS, MODULE_DOCUMENTS, BLOCK_DOCUMENTS];
    // A test holds them to what others' definitions are held to when they are registered; here it would only take time.
    for (const definition of [...all.flat(), ...PLUGINS, ...BLOCKS]) registry.add(definition);
    return registry;
  }

  /** By plugin, what its definitions do not have of what it would write itself, in words for people. */
  readonly gaps = new Map<string, readonly string[]>();

  /** Plugins that write nothing of their own into any backup, Moodle's backups among them. */
  readonly withoutBackup = new Set<string>();

  private notAsked: string | null = null;

  /** Why plugins could not be asked what they write, in words for people; null where they could, or nobody tried. */
  get whyNotAsked(): string | null {
    return this.notAsked;
  }

  /** These definitions and further ones. What is there already stays as it is. */
  with(
    further: readonly AnyDefinition[],
    { gaps = new Map(), withoutBackup = [], whyNotAsked }: PluginNotes = {},
  ): DefinitionRegistry {
    const registry = new DefinitionRegistry();
    registry.documents.push(...this.documents);
    registry.pluginDefinitions.push(...this.pluginDefinitions);
    registry.blocks.push(...this.blocks);
    for (const [plugin, missing] of [...this.gaps, ...gaps]) registry.gaps.set(plugin, missing);
    for (const plugin of [...this.withoutBackup, ...withoutBackup]) registry.withoutBackup.add(plugin);
    registry.notAsked = whyNotAsked ?? this.notAsked;
    for (const definition of further) if (!registry.has(definition)) registry.registerDefinition(definition);
    return registry;
  }

  private has(definition: AnyDefinition): boolean {
    if ('block' in definition) return this.block(definition.block) !== undefined;
    if ('point' in definition) {
      return this.pluginsAt(definition.point).some(({ plugin }) => plugin === definition.plugin);
    }
    return this.documents.some(
      (one) => one.scope === definition.scope && one.file === definition.file && areForTheSame(one, definition),
    );
  }

  /** Adds a document (of an activity, a block …), what a plugin writes at a plugin point, or what is to be known of a block.
   *  Throws DefinitionError where the same thing is registered twice, or where a definition says what cannot be meant so. */
  registerDefinition(definition: AnyDefinition): void {
    const problems = this.problemsOf(definition);
    if (problems.length > 0) {
      throw new DefinitionError(problems.map(({ message }) => message).join('\n'), { problems });
    }
    this.add(definition);
  }

  private add(definition: AnyDefinition): void {
    this.places = null;
    if ('block' in definition) return this.registerBlock(definition);
    if ('point' in definition) {
      const twice = this.pluginDefinitions.some(
        (one) => one.point === definition.point && one.plugin === definition.plugin,
      );
      if (twice)
        throw registeredTwice(`${definition.plugin} is registered twice at ${definition.point}.`, definition.plugin);
      this.pluginDefinitions.push(definition);
      return;
    }
    const twice = this.documents.some(
      (one) => one.scope === definition.scope && one.file === definition.file && areForTheSame(one, definition),
    );
    if (twice)
      throw registeredTwice(
        `${definition.file} is registered twice for ${definition.scope} documents.`,
        definition.file,
      );
    this.documents.push(definition);
    if (definition.advancedGrading) this.giveGradingDocument(definition.only ?? []);
  }

  /** What in a definition cannot be meant so, beside those that are registered; empty where all is well. */
  problemsOf(definition: AnyDefinition): readonly DefinitionProblem[] {
    return checkDefinition(definition, { documents: this.documents, points: this.pointPlaces() });
  }

  /** What a site says of definitions that are right by themselves. */
  heldAgainst(site: SiteTables, definitions: readonly AnyDefinition[]): SiteFindings {
    return checkOnSite(definitions, site, { points: this.pointPlaces() });
  }

  private pointPlaces(): ReadonlyMap<string, readonly PointPlace[]> {
    this.places ??= pointPlaces([...this.documents, ...Object.values(finalDocuments)], this.pluginDefinitions);
    return this.places;
  }

  private registerBlock(definition: BlockDefinition): void {
    if (this.block(definition.block)) {
      throw registeredTwice(`block_${definition.block} is registered twice.`, `block_${definition.block}`);
    }
    this.blocks.push(definition);
    const at = this.documents.findIndex(({ scope, file }) => scope === 'block' && file === 'block.xml');
    if (at >= 0) this.documents[at] = blockDocument(this.blocks);
  }

  private giveGradingDocument(modules: readonly string[]): void {
    const at = this.documents.findIndex(({ scope, file }) => scope === 'activity' && file === 'grading.xml');
    const grading = this.documents[at];
    if (grading) this.documents[at] = { ...grading, only: [...(grading.only ?? []), ...modules] };
  }

  /** The documents of a scope in Moodle's order: of an activity, `module.xml`, then its own, then those that any may have. */
  of(scope: DocumentDefinition['scope']): readonly DocumentDefinition[] {
    return this.documents
      .filter((definition) => definition.scope === scope)
      .sort((a, b) => placeInTask(a) - placeInTask(b));
  }

  /** All that plugins write, at any point. */
  plugins(): readonly PluginDefinition[] {
    return this.pluginDefinitions;
  }

  /** What plugins write at a point, in alphabetical order of the plugins. */
  pluginsAt(point: string): readonly PluginDefinition[] {
    return this.pluginDefinitions
      .filter((definition) => definition.point === point)
      .sort((a, b) => (a.plugin < b.plugin ? -1 : 1));
  }

  /** Does a definition write something for this plugin (`enrol_lti`) at a plugin point? */
  knowsPlugin(plugin: string): boolean {
    return this.pluginDefinitions.some((definition) => definition.plugin === plugin);
  }

  /** What is known of a block besides its documents. */
  block(name: string): BlockDefinition | undefined {
    return this.blocks.find((definition) => definition.block === name);
  }

  /** All that is known of blocks besides their documents. */
  allBlocks(): readonly BlockDefinition[] {
    return this.blocks;
  }

  /** Is there a definition for this block? */
  supportsBlock(name: string): boolean {
    return this.block(name) !== undefined || this.of('block').some(({ only }) => only?.includes(name));
  }

  /** Is there a definition for this activity module? */
  supportsModule(modname: string): boolean {
    return this.ofModule(modname) !== undefined;
  }

  /** The addresses below `/mod/<module>/` that backups of this branch of Moodle (501 is 5.1) have as placeholders. */
  linksOfModule(modname: string, branch: number): readonly ActivityLink[] {
    const links = this.ofModule(modname)?.links ?? [];
    return links.filter(
      (link) => 'pattern' in link || ((link.since ?? 0) <= branch && branch < (link.before ?? Infinity)),
    );
  }

  /** The settings that activities of a module have besides those of all. */
  settingsOfModule(modname: string): readonly OwnSetting[] {
    return this.ofModule(modname)?.settings ?? [];
  }

  /** The blocks whose addresses become placeholders, with these. */
  linksOfBlocks(): ReadonlyMap<string, readonly LinkPattern[]> {
    return new Map(this.blocks.map(({ block, links }) => [block, links]));
  }

  private ofModule(modname: string): DocumentDefinition | undefined {
    return this.of('activity').find((definition) => isOwn(definition) && definition.only?.includes(modname));
  }
}

function registeredTwice(message: string, name: string): DefinitionError {
  return new DefinitionError(message, {
    problems: [{ subject: 'definition', name, place: name, nearest: null, message }],
  });
}

/** Two kinds of activity may each have a document of the same name. */
function areForTheSame(one: DocumentDefinition, other: DocumentDefinition): boolean {
  return one.only === null || other.only === null || one.only.some((name) => other.only?.includes(name));
}

/** Is it a document of one kind of activity? What any activity may have, some may not (`grading.xml`). */
const isOwn = ({ file, only }: DocumentDefinition): boolean => only !== null && file !== 'grading.xml';

function placeInTask(definition: DocumentDefinition): number {
  if (definition.scope !== 'activity' || definition.file === 'module.xml') return 0;
  return isOwn(definition) ? 1 : 2;
}

let shared: DefinitionRegistry | null = null;

/** The registry that backups use: the core's definitions and those that the program registered. */
export function definitions(): DefinitionRegistry {
  return (shared ??= DefinitionRegistry.core());
}

/** Adds a document (of an activity, a block …), what a plugin writes at a plugin point, or what is to be known of a block, to
 *  the definitions that all backups of this program are made from: call it once, before the first backup. Throws
 *  DefinitionError where the same thing is registered twice, or where it says what cannot be meant so. */
export function registerDefinition(definition: AnyDefinition): void {
  definitions().registerDefinition(definition);
}
