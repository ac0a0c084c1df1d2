import { tableDescriptions, type SiteSchema } from '@coursekeep/moodle-site';

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

/** The names that the tables of a plugin begin with. */
export function prefixesOf(plugin: string): string[] {
  const [type = '', ...name] = plugin.split('_');
  if (type === 'mod') return [name.join('_')];
  return type === 'qtype' ? [plugin, `question_${name.join('_')}`] : [plugin];
}

const SOUND_NAME = /^[a-z][a-z0-9_]*$/;
const coreTables = new Set(tableDescriptions.map((table) => table.name));
const isOf = (table: string, prefix: string): boolean => table === prefix || table.startsWith(`${prefix}_`);
