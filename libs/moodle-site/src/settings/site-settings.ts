import type { SiteConfig } from '../config/site-config';
import type { SiteConnection } from '../database/reader';

/** The site's settings: those that config.php sets come first, as in Moodle, then the database's, read afresh each time. */
export class SiteSettings {
  constructor(
    private readonly database: SiteConnection,
    private readonly config: SiteConfig,
  ) {}

  async get(plugin: string | null, name: string): Promise<string | null> {
    return (await this.many(plugin, [name]))[name] ?? null;
  }

  /** Several settings of the core (plugin null) or of one plugin by one query; null where there is none. */
  async many<Name extends string>(plugin: string | null, names: readonly Name[]): Promise<Record<Name, string | null>> {
    const rows = await this.database.all(
      plugin === null
        ? { text: 'SELECT name, value FROM {config} WHERE name IN (?)', parameters: [names] }
        : {
            text: 'SELECT name, value FROM {config_plugins} WHERE plugin = ? AND name IN (?)',
            parameters: [plugin, names],
          },
    );
    const stored = new Map(rows.map((row) => [row.name, row.value]));
    const value = (name: Name) => this.forced(plugin, name) ?? stored.get(name) ?? null;
    return Object.fromEntries(names.map((name) => [name, value(name)])) as Record<Name, string | null>;
  }

  /** The elements of a list that config.php alone sets, by falling key; empty ones are left out. */
  forcedList(name: string): string[] {
    return Object.entries(this.config.settings)
      .filter(([key, value]) => key.startsWith(`${name}/`) && value !== '')
      .sort(([a], [b]) => Number(b.slice(name.length + 1)) - Number(a.slice(name.length + 1)))
      .map(([, value]) => value);
  }

  private forced(plugin: string | null, name: string): string | undefined {
    const key = plugin === null ? name : `${plugin}/${name}`;
    return Object.hasOwn(this.config.settings, key) ? this.config.settings[key] : undefined;
  }
}

/** A comma list of a setting, without blanks and empty parts. */
export function commaList(value: string | null): string[] {
  return (value ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** PHP's idea of a setting that is on. */
export function isSet(value: string | null): boolean {
  return value !== null && value !== '' && value !== '0';
}
