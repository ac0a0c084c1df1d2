import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmbeddedSite, describeEmbeddedSite } from '@coursekeep/embedded-site';
import { importBackup } from './import-backup';
import { backUp, packFiles, readFiles } from '../testing/backup-files';
import { siteRows } from '../../embedded-site/testing/site-content';

const folder = mkdtempSync(join(tmpdir(), 'coursekeep-bank-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A backup of a demo course with the bank of another course, which has a larger id. */
async function withForeignBank(site: string): Promise<string> {
  const { id } = (await describeEmbeddedSite(site)).courses[0]!;
  const files = await readFiles(await backUp(site, id, join(folder, 'backup')));
  const bank = `<question_categories><question_category id="900"><name>Shared</name><contextid>7777</contextid>
    <contextlevel>50</contextlevel><contextinstanceid>${id + 1}</contextinstanceid><info></info><infoformat>0</infoformat>
    <stamp>s</stamp><parent>0</parent><sortorder>0</sortorder><idnumber>$@NULL@$</idnumber>
    <question_bank_entries></question_bank_entries></question_category></question_categories>`;
  return packFiles(files.set('questions.xml', Buffer.from(bank)), join(folder, 'foreign.mbz'));
}

it('a context that was made for the bank of a course that is not here does not become that of the next course', async () => {
  const site = join(folder, 'site');
  await createEmbeddedSite(site, { wwwroot: 'http://127.0.0.1:8080', now: 1_790_000_000 });
  const backup = await withForeignBank(site);
  const first = await importBackup(backup, site);
  const before = await siteRows(site);
  const second = await importBackup(backup, site);
  expect(second.courseId).not.toBe(first.courseId);
  const after = await siteRows(site);
  expect([...before].filter(([key, row]) => after.get(key) !== row)).toEqual([]);
}, 120_000);
