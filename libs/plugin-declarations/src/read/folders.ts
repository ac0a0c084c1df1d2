import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CodeView } from '../api/site';

/** Where plugins of a type lie in a site's code; see README.md. */
const FOLDERS: Readonly<Record<string, string>> = {
  mod: 'mod',
  block: 'blocks',
  qtype: 'question/type',
  qbank: 'question/bank',
  qbehaviour: 'question/behaviour',
  gradingform: 'grade/grading/form',
  local: 'local',
  tool: 'admin/tool',
  report: 'report',
  coursereport: 'course/report',
  format: 'course/format',
  theme: 'theme',
  enrol: 'enrol',
  plagiarism: 'plagiarism',
  availability: 'availability/condition',
  customfield: 'customfield/field',
  contenttype: 'contentbank/contenttype',
  assignsubmission: 'mod/assign/submission',
  assignfeedback: 'mod/assign/feedback',
  quizaccess: 'mod/quiz/accessrule',
  workshopform: 'mod/workshop/form',
  workshopeval: 'mod/workshop/eval',
  workshopallocation: 'mod/workshop/allocation',
  ltisource: 'mod/lti/source',
  ltiservice: 'mod/lti/service',
  bbbext: 'mod/bigbluebuttonbn/extension',
  logstore: 'admin/tool/log/store',
};

/** Is it a type of plugins that Moodle itself has? */
export const isCoreType = (type: string): boolean => Object.hasOwn(FOLDERS, type);

/** Types that activities, blocks and tools have for plugins of their own. */
const WITH_SUBPLUGINS = ['mod', 'tool', 'local', 'block', 'format', 'qtype', 'report'];

/** Where the plugins of a site lie in its code. */
export class CodeFolders implements CodeView {
  private readonly types = new Map(Object.entries(FOLDERS));
  private readonly folders: ReadonlyMap<string, PluginFolder>;

  /** `plugins`: frankenstyle names. */
  constructor(
    private readonly siteCode: string,
    plugins: readonly string[],
  ) {
    this.folders = pluginFolders(siteCode, plugins, this.types);
  }

  /** Undefined where it is not there. */
  of(plugin: string): PluginFolder | undefined {
    return this.folders.get(plugin);
  }

  pluginsOf(type: string): readonly string[] | null {
    const folder = this.types.get(type);
    if (folder === undefined) return null;
    return namesIn(join(this.siteCode, folder)).filter((name) =>
      existsSync(join(this.siteCode, folder, name, 'version.php')),
    );
  }

  classExists(name: string): boolean | null {
    const [plugin = '', ...path] = name.split('\\');
    const type = typeOf(plugin, this.types);
    if (path.length === 0 || type === undefined || !path.every((part) => /^\w+$/.test(part))) return null;
    const folder = join(this.siteCode, this.types.get(type) ?? '', plugin.slice(type.length + 1));
    return existsSync(`${join(folder, 'classes', ...path)}.php`);
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => /^[a-z][a-z0-9_]*$/.test(name));
  } catch {
    return [];
  }
}

function typeOf(plugin: string, types: ReadonlyMap<string, string>): string | undefined {
  return [...types.keys()].filter((one) => plugin.startsWith(`${one}_`)).sort((a, b) => b.length - a.length)[0];
}

/** The folder of each plugin, as far as it is there. Types of subplugins that they bring are added to `types`. */
function pluginFolders(
  siteCode: string,
  plugins: readonly string[],
  types: Map<string, string>,
): Map<string, PluginFolder> {
  const folders = new Map<string, PluginFolder>();
  const add = (plugin: string): void => {
    const type = typeOf(plugin, types);
    if (type === undefined || folders.has(plugin)) return;
    const name = plugin.slice(type.length + 1);
    const folder = join(siteCode, types.get(type) ?? '', name);
    if (!/^\w+$/.test(name) || !existsSync(folder)) return;
    folders.set(plugin, { type, name, folder });
    if (WITH_SUBPLUGINS.includes(type)) {
      for (const [own, path] of subpluginTypes(folder, siteCode)) if (!types.has(own)) types.set(own, path);
    }
  };
  // Plugins first, so that their types are known when their subplugins come.
  const rank = (plugin: string) => (WITH_SUBPLUGINS.some((type) => plugin.startsWith(`${type}_`)) ? 0 : 1);
  for (const plugin of [...plugins].sort((a, b) => rank(a) - rank(b))) add(plugin);
  return folders;
}

export interface PluginFolder {
  readonly type: string;
  readonly name: string;
  readonly folder: string;
}

function subpluginTypes(folder: string, siteCode: string): [string, string][] {
  const json = readJson(join(folder, 'db/subplugins.json'));
  const own = asTexts(json?.subplugintypes).map(([type, path]): [string, string] => [
    type,
    join(folder.slice(siteCode.length + 1), path),
  ]);
  const types = new Map([...asTexts(json?.plugintypes), ...own]);
  return [...types, ...(json ? [] : oldSubpluginTypes(folder))].filter(
    ([type, path]) => /^[a-z][a-z0-9]*$/.test(type) && !path.split('/').includes('..'),
  );
}

/** `$subplugins = ['type' => 'path', …];` of `db/subplugins.php`. */
function oldSubpluginTypes(folder: string): [string, string][] {
  const text = readText(join(folder, 'db/subplugins.php')) ?? '';
  return [...text.matchAll(/['"](\w+)['"]\s*=>\s*['"]([\w/]+)['"]/g)].map(([, type = '', path = '']) => [type, path]);
}

function readJson(path: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(readText(path) ?? 'null');
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function asTexts(value: unknown): [string, string][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
