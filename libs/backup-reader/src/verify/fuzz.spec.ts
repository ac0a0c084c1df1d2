import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeWithShared } from '../../../../tools/testing/shared';
import { DAMAGES, Seeded } from '../../testing/damage';
import { temporaryFolder } from '../../../archive/testing/folder';
import { Editing, packEntries, readEntries } from '../../../archive/testing/rewrite-backup';
import { verifyBackup } from './verify-backup';

const ROUNDS = 12;

describeWithShared('damaged copies of real backups', (shared) => {
  const folder = temporaryFolder();
  const samples: readonly [string, number][] = [
    ['moodle45-pgsql/backups/plain.all.mbz', ROUNDS],
    ['moodle45-pgsql/backups/plain.default_zip.mbz', ROUNDS],
    ['moodle51-mariadb/backups/grades.default.mbz', ROUNDS],
    ['moodle51-mariadb/backups/everything.default.mbz', 3],
  ];
  const cases = samples.flatMap(([sample, rounds]) =>
    Object.keys(DAMAGES).map((damage) => [sample, damage, rounds] as const),
  );

  it.each(cases)('%s: %s is detected, or changes nothing', async (sample, damage, rounds) => {
    const source = join(shared, 'moodle', sample);
    const original = readFileSync(source);
    const contents = await readEntries(source);
    const copy = join(folder(), 'damaged.mbz');
    for (let seed = 1; seed <= rounds; seed += 1) {
      const bytes = (DAMAGES[damage] as (typeof DAMAGES)[string])(Buffer.from(original), new Seeded(seed));
      if (bytes.equals(original)) continue;
      writeFileSync(copy, bytes);
      const report = await verifyBackup(copy);
      if (report.verdict !== 'whole') expect(report.problems.length).toBeGreaterThan(0);
      else expect({ seed, contents: await readEntries(copy) }).toEqual({ seed, contents });
    }
  });
});

/** What a careless program or hand does to a document; each makes a backup of which something is lost or broken. */
const EDITS: Readonly<Record<string, (editing: Editing, random: Seeded) => unknown>> = {
  'a tag lost': (editing, random) => {
    const path = random.pick(documents(editing));
    const tags = [...editing.text(path).matchAll(/<\/?[a-z_]+[^>]*>/g)];
    const tag = random.pick(tags);
    const text = editing.text(path);
    return editing.files.set(path, Buffer.from(text.slice(0, tag.index) + text.slice(tag.index + tag[0].length)));
  },
  'a document cut': (editing, random) => {
    const path = random.pick(documents(editing));
    const bytes = editing.files.get(path) as Buffer;
    return editing.files.set(path, bytes.subarray(0, random.below(bytes.length)));
  },
  'a document lost': (editing, random) => editing.remove(random.pick(expected(editing))),
  'a document put in the place of another': (editing, random) => {
    const path = random.pick(documents(editing));
    const file = path.slice(path.lastIndexOf('/') + 1);
    const other = random.pick(
      documents(editing).filter((name) => !name.endsWith(file) && rootOf(editing, name) !== rootOf(editing, path)),
    );
    return editing.files.set(path, editing.files.get(other) as Buffer);
  },
  'bytes that are no text': (editing, random) => {
    const path = random.pick(documents(editing));
    const bytes = editing.files.get(path) as Buffer;
    const at = 40 + random.below(bytes.length - 41);
    return editing.files.set(path, Buffer.concat([bytes.subarray(0, at), Buffer.from([0xff]), bytes.subarray(at)]));
  },
  'a file taken from the list': (editing) =>
    editing.replace('files.xml', /<file id="\d+">(?:(?!<\/file>)[^])*<filename>[^.<][^]*?<\/file>/, ''),
  'a content hash changed': (editing) =>
    editing.replace(
      'files.xml',
      /(<contenthash>)([0-9a-f])(?!a39a3ee)/,
      (_all, tag, digit) => `${tag}${digit === '0' ? '1' : '0'}`,
    ),
  'a size changed': (editing) => editing.replace('files.xml', /<filesize>[1-9]/, '$&7'),
  'a content lost': (editing, random) => editing.remove(random.pick(contents(editing))),
  'a content changed': (editing, random) => {
    const bytes = editing.files.get(random.pick(contents(editing))) as Buffer;
    const at = random.below(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
  },
  'a content added': (editing) => editing.files.set(`files/aa/${'a'.repeat(40)}`, Buffer.from('x')),
  'a reference to nobody': (editing, random) => {
    const path = random.pick(
      documents(editing).filter((name) => /inforef/.test(name) && /<file>/.test(editing.text(name))),
    );
    return editing.replace(path, /(<file>\s*<id>)\d+/, '$199999999');
  },
  'an activity taken from the list': (editing) =>
    editing.replace('moodle_backup.xml', /<activity>\s*<moduleid>[^]*?<\/activity>/, ''),
  'an activity listed that is not there': (editing) =>
    editing
      .replace('moodle_backup.xml', /<moduleid>(\d+)/, '<moduleid>$1</moduleid><x>')
      .replace('moodle_backup.xml', /<directory>activities\/(\w+)</, '<directory>activities/$19<'),
  'a section taken from the list': (editing) =>
    editing.replace('moodle_backup.xml', /<section>\s*<sectionid>[^]*?<\/section>/, ''),
  'a document type declared': (editing, random) => {
    const path = random.pick(documents(editing));
    return editing.replace(path, /\?>\n/, '?>\n<!DOCTYPE x [<!ENTITY a "b">]>\n');
  },
  'a person listed twice': (editing) => editing.replace('users.xml', /<user [^]*?<\/user>/, '$&$&'),
  'an activity that says it is another': (editing, random) => {
    const path = random.pick(documents(editing).filter((name) => name.endsWith('/module.xml')));
    return editing.replace(path, /<module id="/, '$&9');
  },
};

const documents = ({ files }: Editing): string[] => [...files.keys()].filter((path) => path.endsWith('.xml'));
const contents = ({ files }: Editing): string[] => [...files.keys()].filter((path) => path.startsWith('files/'));
const rootOf = (editing: Editing, path: string): string => /<([a-z_]+)/.exec(editing.text(path).slice(38))?.[1] ?? '';

/** Whether these two are there depends on what the course has. */
const expected = (editing: Editing): string[] => documents(editing).filter((path) => path !== 'completion.xml');

describeWithShared('backups whose documents were edited', (shared) => {
  const folder = temporaryFolder();
  it.each(Object.keys(EDITS).flatMap((name) => (['tgz', 'zip'] as const).map((format) => [name, format] as const)))(
    '%s is detected in a %s',
    async (name, format) => {
      const files = await readEntries(join(shared, 'moodle/moodle45-pgsql/backups/plain.all.mbz'));
      for (let seed = 1; seed <= 3; seed += 1) {
        const editing = new Editing(new Map([...files].map(([path, bytes]) => [path, Buffer.from(bytes)])));
        (EDITS[name] as (typeof EDITS)[string])(editing, new Seeded(seed));
        const copy = join(folder(), `edited-${seed}.mbz`);
        await packEntries(editing.files, copy, format);
        const { verdict, problems } = await verifyBackup(copy);
        // Moodle takes the real size of a content, whatever files.xml says.
        const said = name === 'a size changed' ? 'whole-with-gaps' : 'damaged';
        expect({ seed, verdict, problems: problems.length > 0 }).toEqual({ seed, verdict: said, problems: true });
        expect(problems.every(({ message, consequence }) => message !== '' && consequence !== '')).toBe(true);
      }
    },
  );
});
