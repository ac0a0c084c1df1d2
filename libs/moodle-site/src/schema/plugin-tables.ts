import type { SiteSchema } from './schema';
import { tableDescriptions } from './tables';

/** Which tables belong to which plugin of a site, by their names: none of Moodle's own. */
export class PluginTables {
  private readonly byPlugin = new Map<string, string[]>();

  /** `read`: tables that definitions read, which are nobody's here. */
  constructor(
    private readonly schema: SiteSchema,
    plugins: Iterable<string>,
    read: ReadonlySet<string>,
  ) {
    const prefixes = [...plugins].flatMap((plugin) => prefixesOf(plugin).map((prefix) => ({ plugin, prefix })));
    // The longest name comes first: `quiz_archiver_jobs` belongs to quiz_archiver, not to mod_quiz.
    prefixes.sort((a, b) => b.prefix.length - a.prefix.length);
    for (const table of schema.tables.filter(
      (name) => SOUND_NAME.test(name) && !coreTables.has(name) && !read.has(name),
    )) {
      const owner = prefixes.find(({ prefix }) => isOf(table, prefix));
      if (owner) this.byPlugin.set(owner.plugin, [...(this.byPlugin.get(owner.plugin) ?? []), table]);
    }
  }

  /** In alphabetical order. */
  of(plugin: string): readonly string[] {
    return this.byPlugin.get(plugin) ?? [];
  }

  /** All tables of an activity module by their names, Moodle's own among them: what its sub-plugins' rows hang on. */
  ofModule(modname: string): readonly string[] {
    return this.schema.tables.filter((table) => SOUND_NAME.test(table) && isOf(table, modname));
  }
}

/** Plugins that have tables here and are not among those that the site lists: half installed, or half removed. Of the words of
 *  a table's name the first is the type and the second stands for the plugin. */
export function pluginsByTables(
  schema: SiteSchema,
  listed: readonly string[],
  read: ReadonlySet<string>,
): readonly string[] {
  const prefixes = listed.flatMap(prefixesOf);
  const found = schema.tables.flatMap((table) => {
    const [, plugin] = OF_A_TYPE.exec(table) ?? [];
    const isNobodys = !coreTables.has(table) && !read.has(table) && !prefixes.some((prefix) => isOf(table, prefix));
    return plugin !== undefined && isNobodys ? [plugin] : [];
  });
  return [...new Set(found)];
}

/** Types of plugins whose tables keep what is of courses, and of whose names no table of Moodle itself makes use. */
const OF_A_TYPE =
  /^((?:assignfeedback|assignsubmission|availability|block|enrol|format|gradingform|local|plagiarism|qtype|quizaccess|report|tool)_[a-z0-9]+)(?:_|$)/;

/** The names that the tables of a plugin begin with. */
export function prefixesOf(plugin: string): string[] {
  const [type = '', ...name] = plugin.split('_');
  if (type === 'mod') return [name.join('_')];
  return type === 'qtype' ? [plugin, `question_${name.join('_')}`] : [plugin];
}

const SOUND_NAME = /^[a-z][a-z0-9_]*$/;
const coreTables = new Set(tableDescriptions.map((table) => table.name));
const isOf = (table: string, prefix: string): boolean => table === prefix || table.startsWith(`${prefix}_`);
