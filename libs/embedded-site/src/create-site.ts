import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { makeWritableFolder } from '@coursekeep/archive';
import type { KnownRelease } from '@coursekeep/moodle-site';
import { checkedWwwroot, configText, replaceWwwroot } from './config-file';
import { createTables } from './database/create-tables';
import { openDatabase } from './database/open-database';
import { demoSite, emptySite } from './demo/demo-site';
import { orDiskFull } from './disk-full';
import { EmbeddedSiteError } from './errors';
import { layoutOf, tablePrefix, type SiteLayout } from './layout';
import { ContentStore } from './writing/content-store';
import { relink } from './writing/relink';
import { TransactionWriter } from './writing/site-writer';

export interface EmbeddedSiteOptions {
  /** The address under which the site says it lives; a slash at the end is dropped. */
  readonly wwwroot: string;
  /** Unix seconds: the demo courses are under way at this moment. Default: now. */
  readonly now?: number;
  /** Gives a web-service token of 32 hex digits. Default: random. */
  readonly token?: () => string;
  /** `none`: a site without courses and people, for one to be imported under its own ids. Default: the demo courses. */
  readonly courses?: 'demo' | 'none';
  /** Of a site without courses: the release of Moodle that it is. Default 4.5, which the demo site always is. */
  readonly release?: KnownRelease;
}

export interface CreatedSite {
  readonly folder: string;
  /** The site's config.php, to be given to `openSite`. */
  readonly configFile: string;
  /** False where a current site was there already and has been kept. */
  readonly created: boolean;
  /** Where a site of an older form was moved to; null where there was none. */
  readonly setAside: string | null;
}

/** The form of the tables and demo courses; a site of another form is made anew. Stored as SQLite's `user_version`. */
const siteForm = 1;

/** Makes the embedded site in `folder`: Moodle's tables in SQLite, a file pool, three demo courses with their people, and a
 *  config.php. A current site is kept, and only moved to `wwwroot` if it lives elsewhere; a site of an older form is set
 *  aside, never deleted. The folder takes its name when all is there, so that a crash leaves nothing half made.
 *  The same `now` gives the same content, but for the tokens. Rejects with EmbeddedSiteError where the folder holds
 *  something else, the disk is full or `wwwroot` is no address, with ArchiveError where nothing can be written there. */
export async function createEmbeddedSite(folder: string, options: EmbeddedSiteOptions): Promise<CreatedSite> {
  const wwwroot = checkedWwwroot(options.wwwroot);
  const layout = layoutOf(resolve(folder));
  if (await isEmbeddedSiteCurrent(folder)) return keep(layout, wwwroot);
  const outdated = await holdsOutdatedSite(layout);
  const making = await freshFolder(layout.folder);
  try {
    await makeSite(layoutOf(making), { ...options, wwwroot });
    const setAside = outdated ? await moveAside(layout.folder) : null;
    const mine = await takeName(making, layout.folder);
    // Else somebody made the same site meanwhile.
    return mine
      ? { folder: layout.folder, configFile: layout.config, created: true, setAside }
      : await keep(layout, wwwroot);
  } catch (error) {
    throw orDiskFull(error, layout.folder);
  } finally {
    await rm(making, { recursive: true, force: true });
  }
}

/** Whether `folder` holds an embedded site of the form that this version makes. Rejects with EmbeddedSiteError where there
 *  is a database that cannot be read now, so that nobody replaces a site which is only busy or locked away. */
export async function isEmbeddedSiteCurrent(folder: string): Promise<boolean> {
  const layout = layoutOf(resolve(folder));
  if (!existsSync(layout.config) || !existsSync(layout.database)) return false;
  try {
    return (await formOf(layout.database)) === siteForm;
  } catch (cause) {
    const { driverError } = cause as { driverError?: { code?: string } };
    const code = driverError?.code ?? (cause as { code?: string }).code ?? '';
    if (/^SQLITE_(NOTADB|CORRUPT)/.test(code)) return false;
    throw new EmbeddedSiteError(
      'embedded-unreadable',
      `${layout.database} cannot be read: ${(cause as Error).message}`,
      {
        cause,
      },
    );
  }
}

async function formOf(database: string): Promise<number | undefined> {
  const source = await openDatabase(database, 'read');
  try {
    const [row] = await source.query<{ user_version: number }[]>('PRAGMA user_version');
    return row?.user_version;
  } finally {
    await source.destroy();
  }
}

async function makeSite(layout: SiteLayout, options: EmbeddedSiteOptions): Promise<void> {
  if (options.release && options.release !== '4.5' && options.courses !== 'none')
    throw new EmbeddedSiteError(
      'embedded-release',
      'The demo courses are of Moodle 4.5: another release comes without courses.',
    );
  const token = options.token ?? (() => randomBytes(16).toString('hex'));
  const now = options.now ?? Math.floor(Date.now() / 1000);
  const source = await openDatabase(layout.database, 'create');
  try {
    // Nobody else sees this file yet: it is synced as a whole before the folder takes its name.
    await source.query('PRAGMA synchronous = OFF');
    await source.query('PRAGMA journal_mode = MEMORY');
    await source.transaction(async ({ queryRunner }) => {
      if (!queryRunner) throw new EmbeddedSiteError('write-refused', 'The database gave no transaction.');
      const release = options.release ?? '4.5';
      await createTables(queryRunner, release);
      const writer = new TransactionWriter(queryRunner, new ContentStore(layout.filedir), release);
      const { wwwroot } = options;
      const site =
        options.courses === 'none' ? emptySite({ wwwroot, now, token, release }) : demoSite({ wwwroot, now, token });
      await site.writeTo(writer);
    });
    await source.query(`PRAGMA user_version = ${siteForm}`);
    await source.query('PRAGMA journal_mode = DELETE');
  } finally {
    await source.destroy();
  }
  await mkdir(layout.filedir, { recursive: true });
  await sync(layout.database);
  await writeFile(layout.config, configText(options.wwwroot));
}

async function keep(layout: SiteLayout, wwwroot: string): Promise<CreatedSite> {
  await moveTo(layout, wwwroot);
  return { folder: layout.folder, configFile: layout.config, created: false, setAside: null };
}

/** The address is changed in the database first: should the process die in between, the next start does it again. */
async function moveTo(layout: SiteLayout, wwwroot: string): Promise<void> {
  const source = await openDatabase(layout.database, 'write');
  try {
    const [host] = await source.query<{ wwwroot: string }[]>(
      `SELECT wwwroot FROM ${tablePrefix}mnet_host WHERE id = 1`,
    );
    if (host && host.wwwroot !== wwwroot)
      await source.transaction(async ({ queryRunner }) => {
        if (queryRunner) await relink(queryRunner, host.wwwroot, wwwroot);
      });
  } finally {
    await source.destroy();
  }
  await replaceWwwroot(layout.config, wwwroot);
}

/** A new folder beside the one to be, for the site while it is made. Those that dead processes left behind go away. */
async function freshFolder(folder: string): Promise<string> {
  const parent = dirname(folder);
  const prefix = `.${basename(folder)}-in-the-making-`;
  await makeWritableFolder(parent);
  for (const name of await readdir(parent)) {
    const [, pid] = name.startsWith(prefix) ? (/^(\d+)-/.exec(name.slice(prefix.length)) ?? []) : [];
    if (pid && !isAlive(Number(pid))) await rm(join(parent, name), { recursive: true, force: true });
  }
  const making = join(parent, `${prefix}${process.pid}-${randomBytes(4).toString('hex')}`);
  await mkdir(making);
  return making;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** False where the folder is free. */
async function holdsOutdatedSite(layout: SiteLayout): Promise<boolean> {
  if (existsSync(layout.database)) return true;
  if (!existsSync(layout.folder) || (await readdir(layout.folder)).length === 0) return false;
  throw new EmbeddedSiteError(
    'embedded-folder-taken',
    `${layout.folder} holds something that is not an embedded site. Empty it, or name another folder.`,
  );
}

async function moveAside(folder: string): Promise<string> {
  let number = 1;
  while (existsSync(`${folder}.old-${number}`)) number += 1;
  const aside = `${folder}.old-${number}`;
  await rename(folder, aside);
  return aside;
}

async function takeName(making: string, folder: string): Promise<boolean> {
  try {
    await rename(making, folder);
  } catch (error) {
    if (['ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  }
  await syncFolder(dirname(folder));
  return true;
}

async function sync(path: string): Promise<void> {
  const file = await open(path, 'r+');
  await file.sync().finally(() => file.close());
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  // Some file systems cannot sync a folder; the rename has happened all the same.
  await folder
    .sync()
    .catch(() => undefined)
    .finally(() => folder.close());
}
