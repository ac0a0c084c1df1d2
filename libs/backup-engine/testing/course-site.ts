import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type KnownRelease, type OpenSiteOptions, type Site, openSite } from '@coursekeep/moodle-site';
import { SmallSite } from '../../moodle-site/testing/small-site';
import { BackupController, type BackupRequest, type BackupResult } from '../src';
import { verifyBackup } from '@coursekeep/backup-reader';

type Row = Parameters<SmallSite['insert']>[1];

export const COURSE = 10;
const COURSE_CONTEXT = 100;

const CAPABILITIES = [
  ...['backupcourse', 'userinfo', 'anonymise', 'configure'].map((name) => `moodle/backup:${name}`),
  ...['update', 'managegroups', 'changelockedcustomfields'].map((name) => `moodle/course:${name}`),
];

/** An activity as a test made it. */
export interface MadeActivity {
  readonly moduleId: number;
  readonly instanceId: number;
  readonly contextId: number;
}

/** What came out of a backup. */
export interface MadeBackup extends BackupResult {
  /** The documents by their paths. */
  readonly documents: ReadonlyMap<string, string>;
  /** The paths of the contents under `files/`. */
  readonly contents: readonly string[];
  /** The text of the archive's own moodle_backup.log. */
  readonly archiveLog: string;
  /** What `coursekeep verify` finds. */
  readonly problems: readonly string[];
  readonly queries: number;
  readonly log: readonly string[];
}

/** A small site on SQLite with one course (COURSE, section 11), to which a test adds what it is about. */
export class CourseSite {
  readonly small: SmallSite;
  private readonly modules = new Map<string, number>();
  private nextModule = 1000;

  constructor(tables: KnownRelease = '4.5') {
    this.small = SmallSite.create(tables);
    for (const name of CAPABILITIES) this.insert('capabilities', { name, captype: 'write', contextlevel: 50 });
    this.insert('course_categories', { id: 1, name: 'Category', path: '/1' });
    this.insert('course', { id: COURSE, category: 1, shortname: 'C', fullname: 'Course', format: 'topics' });
    this.insert('context', { id: COURSE_CONTEXT, contextlevel: 50, instanceid: COURSE, path: '/1/100', depth: 2 });
    this.insert('course_sections', { id: 11, course: COURSE, section: 0, name: '', summary: '', sequence: '' });
  }

  insert(table: string, row: Row): void {
    this.small.insert(table, row);
  }

  run(sql: string): void {
    this.small.run(sql);
  }

  /** An activity of the course; `row` is the module's own. */
  activity(modname: string, row: Row = {}, section = 11): MadeActivity {
    const moduleId = this.nextModule++;
    const activity = { moduleId, instanceId: moduleId + 10_000, contextId: moduleId + 20_000 };
    this.insert(modname, { id: activity.instanceId, course: COURSE, name: `${modname} ${moduleId}`, ...row });
    this.insert('course_modules', {
      id: moduleId,
      course: COURSE,
      module: this.module(modname),
      instance: activity.instanceId,
      section,
    });
    const path = `/1/${COURSE_CONTEXT}/${activity.contextId}`;
    this.insert('context', { id: activity.contextId, contextlevel: 70, instanceid: moduleId, path, depth: 3 });
    return activity;
  }

  /** Installs an activity module, once; its id. */
  module(modname: string): number {
    const known = this.modules.get(modname);
    if (known !== undefined) return known;
    const id = this.modules.size + 1;
    this.modules.set(modname, id);
    this.insert('modules', { id, name: modname });
    this.insert('config_plugins', { plugin: `mod_${modname}`, name: 'version', value: '2024100700' });
    return id;
  }

  user(id: number, row: Row = {}): void {
    this.insert('user', {
      id,
      username: `user${id}`,
      firstname: 'First',
      lastname: `Last${id}`,
      mnethostid: 1,
      ...row,
    });
    this.insert('context', { id: id + 50_000, contextlevel: 30, instanceid: id, path: `/1/${id + 50_000}` });
  }

  /** A file of the site with its content in the pool; its content hash. */
  file(row: Row, content = `content of ${String(row.filename)}`): string {
    const hash = createHash('sha1').update(content).digest('hex');
    this.insert('files', {
      contenthash: hash,
      pathnamehash: createHash('sha1').update(JSON.stringify(row)).digest('hex'),
      filepath: '/',
      filesize: Buffer.byteLength(content),
      mimetype: 'text/plain',
      ...row,
    });
    mkdirSync(join(this.contentFile(hash), '..'), { recursive: true });
    writeFileSync(this.contentFile(hash), content);
    return hash;
  }

  contentFile(hash: string): string {
    return join(this.small.folder, 'filedir', hash.slice(0, 2), hash.slice(2, 4), hash);
  }

  open(options: OpenSiteOptions = {}): Promise<Site> {
    return openSite(this.small.configFile, { env: {}, ...options });
  }

  async backup(request: Partial<BackupRequest> = {}, options: OpenSiteOptions = {}): Promise<MadeBackup> {
    const site = await this.open(options);
    try {
      return await backUp(site, { courseId: COURSE, ...request });
    } finally {
      await site.close();
    }
  }

  remove(): void {
    this.small.remove();
  }
}

/** Backs a course up and reads what came out. */
export async function backUp(
  site: Site,
  request: Partial<BackupRequest> & Pick<BackupRequest, 'courseId'>,
): Promise<MadeBackup> {
  let queries = 0;
  const log: string[] = [];
  const database: Site['database'] = {
    dialect: site.database.dialect,
    all: (query) => site.database.all(query),
    close: () => site.database.close(),
    snapshot: (work) =>
      site.database.snapshot(async (reader) => {
        const result = await work(reader);
        queries = reader.queryCount;
        return result;
      }),
  };
  const watched = new Proxy(site, {
    get: (target, name) => (name === 'database' ? database : Reflect.get(target, name)),
  });
  const folder = mkdtempSync(join(process.env.TMPDIR ?? '/tmp', 'coursekeep-backup-'));
  try {
    const controller = await BackupController.create({
      site: watched,
      userId: 2,
      clock: () => 1_700_000_000_000,
      onLog: (level, message) => log.push(`${level} ${message}`),
      ...request,
    });
    const result = await controller.execute(folder);
    const { problems } = await verifyBackup(result.path);
    const unpacked = join(folder, 'unpacked');
    mkdirSync(unpacked);
    execFileSync('tar', ['-xzf', result.path, '-C', unpacked]);
    const paths = readdirSync(unpacked, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(unpacked, join(entry.parentPath, entry.name)));
    const documents = paths.filter((path) => path.endsWith('.xml'));
    return {
      ...result,
      queries,
      log,
      problems: problems.map(({ message }) => message),
      archiveLog: readFileSync(join(unpacked, 'moodle_backup.log'), 'utf8'),
      documents: new Map(documents.map((path) => [path, readFileSync(join(unpacked, path), 'utf8')])),
      contents: paths.filter((path) => path.startsWith('files/')).sort(),
    };
  } finally {
    if (existsSync(folder)) rmSync(folder, { recursive: true });
  }
}

/** All texts of an element in a document, in order. */
export function texts(xml: string | undefined, element: string): string[] {
  return [...(xml ?? '').matchAll(new RegExp(`<${element}(?: [^>]*)?>([^<]*)</${element}>`, 'g'))].map((m) => m[1]!);
}

/** All values of an attribute of an element, in order. */
export function attributes(xml: string | undefined, element: string, attribute: string): string[] {
  return [...(xml ?? '').matchAll(new RegExp(`<${element} [^>]*?\\b${attribute}="([^"]*)"`, 'g'))].map((m) => m[1]!);
}

/** The ids that an inforef.xml lists under an item. */
export function inforef(xml: string | undefined, item: string): string[] {
  return [...(xml ?? '').matchAll(new RegExp(`<${item}>\\s*<id>(\\d+)</id>`, 'g'))].map((m) => m[1]!);
}
