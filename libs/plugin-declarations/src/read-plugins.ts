import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  type AnyDefinition,
  type DefinitionRegistry,
  type DocumentDefinition,
  finalDocuments,
  plugin as definePlugin,
} from '@coursekeep/definitions';
import type { CodeView, SiteFacts } from './api/site';
import type { NotRead } from './convert/conversion';
import { LIMITS, LimitReached } from './php/limits';
import { NotPhp } from './php/parse';
import { readActivity } from './read/activity';
import { readBlock } from './read/block';
import { CodeFolders, type PluginFolder } from './read/folders';
import { readPluginParts } from './read/plugin-parts';
import { pointsOf } from './read/points';
import { Reading } from './read/reading';
import { type PluginSources, ReadCache } from './read-cache';

export type ReadDefinition = AnyDefinition;

/** What was read of one plugin. */
export interface ReadPlugin {
  readonly plugin: string;
  /** Null: its code is not in the site's folder. */
  readonly folder: string | null;
  /** `none`: it has no backup code, so that Moodle's backups have nothing of its own either. */
  readonly outcome: 'complete' | 'in part' | 'none' | 'not read';
  readonly definitions: readonly ReadDefinition[];
  readonly notRead: readonly NotRead[];
}

/** What is kept from one reading of a site to the next. */
export interface Kept {
  readonly cache: ReadCache;
  /** The version of a plugin, as the site has it. */
  readonly versions: ReadonlyMap<string, string>;
}

/** Reads what plugins declare about their backup in the site's code; nothing of it is run. `known`: the definitions that are
 *  there already; their plugins are not read. */
export function readPlugins(
  siteCode: string,
  plugins: readonly string[],
  known: DefinitionRegistry,
  site: SiteFacts,
  { cache, versions }: Kept = { cache: new ReadCache(), versions: new Map() },
): ReadPlugin[] {
  const folders = new CodeFolders(siteCode, plugins);
  const ofCore = [
    ...(['course', 'section', 'activity', 'block'] as const).flatMap((scope) => known.of(scope)),
    ...Object.values(finalDocuments),
  ];
  const { columns, ...facts } = site;
  const readAll = (some: readonly string[], among: DefinitionRegistry, own: readonly DocumentDefinition[]) => {
    const points = pointsOf([...ofCore, ...own], []);
    const ids: number[] = [];
    const read = some.map((plugin) => {
      const folder = folders.of(plugin);
      if (!folder) return notThere(plugin);
      const key = [siteCode, plugin, versions.get(plugin), facts, ofCore.length, own === NONE ? null : activities.ids];
      const entry = cache.read(key, sourcesOf(folder, folders, columns), (sources) =>
        withoutWrong(readOne(plugin, folder, points, site, sources), among),
      );
      ids.push(entry.id);
      return entry.read;
    });
    return { read, ids };
  };
  // Activities first: their own subplugins are asked at points that only they have.
  const isActivity = (plugin: string) => plugin.startsWith('mod_');
  const activities: ReturnType<typeof readAll> = readAll(plugins.filter(isActivity), known, NONE);
  const definitions = activities.read.flatMap((one) => one.definitions);
  const others = readAll(
    plugins.filter((plugin) => !isActivity(plugin)),
    known.with(definitions),
    definitions.filter((one) => 'root' in one),
  );
  return [...activities.read, ...others.read];
}

const NONE: readonly DocumentDefinition[] = [];

function sourcesOf({ folder }: PluginFolder, code: CodeView, columns: SiteFacts['columns']): PluginSources {
  return {
    readFile: (path) => readText(join(folder, path)),
    columns,
    pluginsOf: (type) => code.pluginsOf(type),
    classExists: (name) => code.classExists(name),
  };
}

function notThere(plugin: string): ReadPlugin {
  return { plugin, folder: null, outcome: 'not read', definitions: [], notRead: [] };
}

function readOne(
  plugin: string,
  { type, name, folder }: PluginFolder,
  points: ReturnType<typeof pointsOf>,
  site: SiteFacts,
  sources: PluginSources,
): ReadPlugin {
  const { readFile, columns } = sources;
  const reading = new Reading({ plugin, type, name, readFile }, { ...site, columns }, sources);
  try {
    const definitions = definitionsOf(reading, points);
    for (const { element, place, why } of reading.host.lostElements) reading.to.leaveOut(element, place, why);
    const { notRead } = reading.to;
    if (definitions === null) return { plugin, folder, outcome: 'none', definitions: withoutBackup(reading), notRead };
    const outcome = notRead.length === 0 ? 'complete' : definitions.length === 0 ? 'not read' : 'in part';
    return { plugin, folder, outcome, definitions, notRead };
  } catch (error) {
    return { plugin, folder, outcome: 'not read', definitions: [], notRead: [whyNot(error)] };
  }
}

/** A definition that was read and cannot be meant so is left out, and said: it must not end a backup. */
function withoutWrong(read: ReadPlugin, known: DefinitionRegistry): ReadPlugin {
  const right: ReadDefinition[] = [];
  const wrong: NotRead[] = [];
  for (const definition of read.definitions) {
    const problems = known.with(right).problemsOf(definition);
    if (problems.length === 0) right.push(definition);
    for (const { message } of problems) {
      wrong.push({ element: null, place: { file: 'backup/moodle2', line: 0 }, why: message.replace(/\.$/, '') });
    }
  }
  if (wrong.length === 0) return read;
  const outcome = right.length === 0 ? 'not read' : 'in part';
  return { ...read, outcome, definitions: right, notRead: [...read.notRead, ...wrong] };
}

/** Null where the plugin has no backup code. */
function definitionsOf(reading: Reading, points: ReturnType<typeof pointsOf>): ReadDefinition[] | null {
  const { type } = reading.source;
  if (type === 'mod') return readActivity(reading);
  if (type === 'block') {
    const block = readBlock(reading);
    return block && [block.definition, ...block.documents];
  }
  const parts = readPluginParts(reading, points.values());
  return parts.length > 0 || reading.to.notRead.length > 0 ? parts : null;
}

/** A question keeps its type, whether or not that has something to add to it. */
function withoutBackup({ source: { type, plugin } }: Reading): ReadDefinition[] {
  return type === 'qtype' ? [definePlugin('qtype_question_plugin', plugin, [])] : [];
}

function whyNot(error: unknown): NotRead {
  if (error instanceof NotPhp) return { element: null, place: error.place, why: error.message };
  if (error instanceof LimitReached || error instanceof RangeError) {
    return { element: null, place: { file: 'backup/moodle2', line: 0 }, why: error.message };
  }
  throw error;
}

function readText(path: string): string | null {
  try {
    return statSync(path).size > LIMITS.fileBytes ? null : readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
