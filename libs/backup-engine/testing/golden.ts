import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A `.settings.json` beside a backup that Moodle made: what was asked for and what Moodle made of it. */
export interface GoldenSettings {
  readonly courseid: number;
  readonly requested: Record<string, unknown>;
  readonly root_settings: Record<string, unknown>;
  readonly other_settings: Record<string, unknown>;
  readonly moodle_release: string;
}

export const GOLDEN_SITES = ['moodle45-pgsql', 'moodle45-mariadb', 'moodle51-mariadb'] as const;

/** The names of a site's sample backups, without ending: `plain.all`. */
export function goldenNames(shared: string, site: string): string[] {
  const folder = join(shared, 'moodle', site, 'backups');
  const files = existsSync(folder) ? readdirSync(folder) : [];
  return files.filter((file) => file.endsWith('.settings.json')).map((file) => file.replace('.settings.json', ''));
}

export function goldenSettings(shared: string, site: string, name: string): GoldenSettings {
  const file = join(shared, 'moodle', site, 'backups', `${name}.settings.json`);
  return JSON.parse(readFileSync(file, 'utf8')) as GoldenSettings;
}

/** The `moodle_backup.xml` of a sample backup. */
export function goldenManifest(shared: string, site: string, name: string): string {
  return goldenDocument(shared, site, name, 'moodle_backup.xml');
}

/** A document of a sample backup. */
export function goldenDocument(shared: string, site: string, name: string, path: string): string {
  const archive = join(shared, 'moodle', site, 'backups', `${name}.mbz`);
  const zipped = readFileSync(archive).subarray(0, 2).toString('latin1') === 'PK';
  const [program, ...options] = zipped ? ['unzip', '-p'] : ['tar', '-xzOf'];
  return execFileSync(program!, [...options, archive, path], { encoding: 'utf8', maxBuffer: 1 << 26 });
}

/** The `<setting>`s of a manifest: level, section or activity, name, value. */
export function settingRows(xml: string): [string, string | undefined, string, string][] {
  const row =
    /<setting>\s*<level>(\w+)<\/level>\s*(?:<(?:section|activity)>(\w+)<\/\w+>\s*)?<name>(\w+)<\/name>\s*<value>([^<]*)</g;
  return [...xml.matchAll(row)].map((match) => [match[1]!, match[2], match[3]!, match[4]!]);
}
