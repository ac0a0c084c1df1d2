import type { Backup } from '@coursekeep/backup-reader';
import type { Site } from '@coursekeep/moodle-site';

/** A plugin that the backup needs and the site lacks. */
export interface MissingPlugin {
  readonly kind: 'activity' | 'block' | 'course format' | 'question type';
  /** Moodle's name of it, without its kind: `board`. */
  readonly name: string;
  /** How often the backup uses it. */
  readonly uses: number;
}

/** What the site lacks of the backup's plugins. Moodle's command leaves such parts out without a word. */
export async function missingPlugins(backup: Backup, site: Site): Promise<MissingPlugin[]> {
  const [modules, blocks, others] = await Promise.all([
    namesIn(site, 'SELECT name FROM {modules}'),
    namesIn(site, 'SELECT name FROM {block}'),
    namesIn(site, "SELECT plugin AS name FROM {config_plugins} WHERE name = 'version'"),
  ]);
  const { format } = backup.information.course;
  const uses = {
    activity: backup.activities.map(({ modname }) => modname),
    block: blockNames(backup),
    'course format': format === '' ? [] : [format],
    'question type': await questionTypes(backup),
  };
  const knows: Record<MissingPlugin['kind'], (name: string) => boolean> = {
    activity: (name) => modules.has(name),
    block: (name) => blocks.has(name),
    'course format': (name) => others.has(`format_${name}`),
    'question type': (name) => others.has(`qtype_${name}`),
  };
  return (Object.keys(uses) as MissingPlugin['kind'][]).flatMap((kind) =>
    [...counted(uses[kind])]
      .filter(([name]) => !knows[kind](name))
      .map(([name, count]) => ({ kind, name, uses: count })),
  );
}

async function namesIn(site: Site, text: string): Promise<ReadonlySet<string>> {
  return new Set((await site.database.all({ text })).map(({ name }) => name ?? ''));
}

function blockNames(backup: Backup): string[] {
  return [...backup.entries()].flatMap(
    ({ path }) => /\/blocks\/([a-z][a-z0-9_]*)_\d+\/block\.xml$/.exec(path)?.[1] ?? [],
  );
}

async function questionTypes(backup: Backup): Promise<string[]> {
  const types: string[] = [];
  for await (const { qtype } of backup.questions()) if (qtype !== '') types.push(qtype);
  return types;
}

function counted(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
