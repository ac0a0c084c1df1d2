import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { temporaryFolder } from '../../../archive/testing/folder';
import { pax, tar, type TarSpec, tgz, zip, type ZipSpec } from '../../../archive/testing/hostile-archives';
import { smallBackup } from '../../testing/small-backup';
import { verifyBackup } from '../verify/verify-backup';
import type { ReadLimits } from '@coursekeep/archive';
import { openBackup } from './open-backup';

const files = Object.entries(smallBackup()).map(([name, content]) => ({ name, content }));
const withTar = (...more: TarSpec[]) => tgz([...files, ...more]);
const withZip = (...more: ZipSpec[]) => zip([...files, ...more]);
const zeros = Buffer.alloc(3_000_000);

describe('hostile archives', () => {
  const folder = temporaryFolder();

  async function refusal(bytes: Buffer, limits: Partial<ReadLimits> = {}) {
    const path = join(folder(), 'hostile.mbz');
    writeFileSync(path, bytes);
    const opened = openBackup(path, { limits }).then(async (backup) => {
      try {
        for await (const document of backup.documents()) for await (const _ of document.rows());
        for (const { path: entry } of backup.entries()) for await (const _ of backup.bytes(entry));
      } finally {
        await backup.close();
      }
    });
    const error = await opened.then(
      () => null,
      (reason: Error & { code: string }) => reason,
    );
    const report = await verifyBackup(path, { limits });
    expect(readdirSync(folder())).toEqual(['hostile.mbz']);
    expect(report.verdict).not.toBe('whole');
    expect(report.problems[0]?.message).toBeTruthy();
    return { code: error?.code, message: error?.message };
  }

  const names: readonly [string, string][] = [
    ['climbs', '../../escaped.xml'],
    ['climbs in the middle', 'files/../../escaped.xml'],
    ['climbs with backslashes', '..\\..\\escaped.xml'],
    ['is absolute', '/tmp/escaped.xml'],
    ['is absolute on Windows', 'C:\\escaped.xml'],
    ['is a network path', '\\\\server\\share'],
    ['holds a line feed', 'files/a\nb'],
    ['holds an escape', 'files/\u001b[2Jx'],
  ];
  it.each(names)('a name that %s', async (_, name) => {
    for (const bytes of [withTar({ name }), withZip({ name })]) {
      expect(await refusal(bytes)).toMatchObject({ code: 'unsafe-entry', message: expect.stringContaining('refused') });
    }
    expect(existsSync(join(folder(), '..', 'escaped.xml'))).toBe(false);
  });

  it('a long name that climbs', async () => {
    const long = `${'a/'.repeat(80)}${'../'.repeat(90)}escaped`;
    const gnu = { name: 'long', type: 'L', content: `${long}\0` };
    expect(await refusal(withTar(gnu, { name: 'x' }))).toMatchObject({ code: 'unsafe-entry' });
    expect(await refusal(withTar(pax({ path: long }), { name: 'x' }))).toMatchObject({ code: 'unsafe-entry' });
  });

  it.each([
    ['character device', '3', 0o020644],
    ['block device', '4', 0o060644],
    ['named pipe', '6', 0o010644],
  ])('a %s', async (kind, type, mode) => {
    for (const bytes of [withTar({ name: 'x', type, link: '/etc/passwd' }), withZip({ name: 'x', mode })]) {
      expect(await refusal(bytes)).toMatchObject({ code: 'unsafe-entry', message: expect.stringContaining(kind) });
    }
  });

  it('a link out of the archive is a name like any other: refused where it climbs', async () => {
    for (const type of ['1', '2']) {
      const link = { name: '../../escaped', type, link: 'moodle_backup.xml' };
      expect(await refusal(withTar(link))).toMatchObject({ code: 'unsafe-entry' });
    }
  });

  it.each(['course', 'files.xml/inner.xml'])('a file and a folder of one name: %s', async (name) => {
    for (const bytes of [withTar({ name, content: 'x' }), withZip({ name, content: 'x' })]) {
      expect(await refusal(bytes)).toMatchObject({ code: 'duplicate-entry' });
    }
  });

  it.each(['moodle_backup.xml', './moodle_backup.xml'])('an entry that a zip has twice: %s', async (name) => {
    expect(await refusal(withZip({ name, content: 'x' }))).toMatchObject({ code: 'duplicate-entry' });
  });

  it('a gzip bomb', async () => {
    const bomb = withTar({ name: 'files/aa/bomb', content: zeros });
    const limits = { ratioFrom: 1_000_000 };
    expect(await refusal(bomb, limits)).toMatchObject({ code: 'limit-exceeded', message: /limit ratio/ });
    expect(await refusal(bomb, { totalBytes: 2_000_000 })).toMatchObject({ code: 'limit-exceeded' });
    expect(await refusal(bomb, { entryBytes: 2_000_000 })).toMatchObject({ code: 'limit-exceeded' });
  });

  it('a file that comes again and again, each time unpacked', async () => {
    const again = { name: 'files/aa/again', content: Buffer.alloc(1_000_000, 'x') };
    const limits = { totalBytes: 2_500_000 };
    expect(await refusal(withTar(again, again, again), limits)).toMatchObject({ code: 'limit-exceeded' });
  });

  it('a zip bomb', async () => {
    const packed = deflateRawSync(zeros);
    const bomb = withZip({ name: 'files/aa/bomb', content: zeros, packed, method: 8 });
    expect(await refusal(bomb, { ratioFrom: 1_000_000 })).toMatchObject({ code: 'limit-exceeded' });
  });

  it('a zip that unpacks to more than it says', async () => {
    const packed = deflateRawSync(zeros);
    const liar = withZip({ name: 'files/aa/bomb', content: zeros, packed, method: 8, size: 100 });
    expect(await refusal(liar)).toMatchObject({ code: 'archive-damaged' });
  });

  it('a zip whose entries share their bytes', async () => {
    const shared = withZip(
      { name: 'files/aa/one', content: zeros },
      { name: 'files/aa/two', content: zeros, sameAs: 6 },
    );
    expect(await refusal(shared)).toMatchObject({ code: 'unsafe-entry' });
  });

  it('an encrypted zip, and one packed in a way nobody knows', async () => {
    expect(await refusal(withZip({ name: 'x', content: 'x', packed: Buffer.alloc(13), flags: 0x801 }))).toMatchObject({
      code: 'unsupported',
    });
    expect(await refusal(withZip({ name: 'x', content: 'x', method: 99 }))).toMatchObject({ code: 'unsupported' });
  });

  it('a zip that counts fewer entries than it lists', async () => {
    expect(await refusal(zip(files, files.length - 1))).toMatchObject({ code: 'archive-damaged' });
  });

  it.each<[string, TarSpec]>([
    ['an absurd size', { name: 'x', size: 8 ** 11 - 1 }],
    ['a negative size', { name: 'x', sizeField: Buffer.alloc(12, 0xff) }],
    ['a size beyond all numbers', { name: 'x', sizeField: Buffer.concat([Buffer.of(0x80), Buffer.alloc(11, 0xee)]) }],
    ['a size that is no number', { name: 'x', sizeField: Buffer.from('12z45678901\0') }],
    ['a huge pax header', { name: 'x', type: 'x', size: 2 ** 32 }],
    ['a huge long name', { name: 'x', type: 'L', size: 2 ** 32 }],
    ['a garbled pax header', { name: 'x', type: 'x', content: '9999 path=a\n' }],
    ['a pax header without a length', { name: 'x', type: 'x', content: 'path=a\n' }],
    ['a pax size that is no number', pax({ size: '-5' })],
    ['a sparse file', pax({ 'GNU.sparse.major': '1' })],
    ['a kind that nobody knows', { name: 'x', type: 'Q' }],
  ])('a tar with %s', async (_, entry) => {
    const { code } = await refusal(withTar(entry));
    expect(['limit-exceeded', 'truncated', 'archive-damaged', 'unsupported']).toContain(code);
  });

  it('more entries, or longer names, than anybody needs', async () => {
    expect(await refusal(tgz(files), { entries: 5 })).toMatchObject({ code: 'limit-exceeded' });
    expect(await refusal(zip(files), { entries: 5 })).toMatchObject({ code: 'limit-exceeded' });
    expect(await refusal(tgz(files), { pathBytes: 20 })).toMatchObject({ code: 'limit-exceeded' });
  });

  const documents: readonly [string, string, string][] = [
    ['entities that expand', '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>', 'xml-forbidden'],
    ['an entity from outside', '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a>1</a>', 'xml-forbidden'],
    ['an entity that nobody declared', '<a>&nbsp;</a>', 'xml-malformed'],
    ['elements without end', '<a>'.repeat(200), 'limit-exceeded'],
    ['a text without end', `<a>${'x'.repeat(3_000_000)}</a>`, 'limit-exceeded'],
    ['an attribute without end', `<a b="${'x'.repeat(3_000_000)}"></a>`, 'limit-exceeded'],
    ['a comment without end', `<a><!--${'x'.repeat(3_000_000)}--></a>`, 'limit-exceeded'],
    ['another encoding', '<?xml version="1.0" encoding="UTF-16"?><a>1</a>', 'unsupported'],
    ['nothing at all', '', 'xml-malformed'],
    ['two roots', '<a></a><b></b>', 'xml-malformed'],
  ];
  it.each(documents)('a document with %s', async (_, content, code) => {
    const limits = { textBytes: 1_000_000 };
    expect(await refusal(withTar({ name: 'course/calendar.xml', content }), limits)).toMatchObject({ code });
  });

  it('a document that is not text', async () => {
    const content = Buffer.from([...Buffer.from('<a>'), 0xc3, 0x28, ...Buffer.from('</a>')]);
    expect(await refusal(withTar({ name: 'course/x.xml', content }))).toMatchObject({ code: 'xml-malformed' });
  });

  it('an archive that is cut anywhere', async () => {
    for (const whole of [tgz(files), tar(files), zip(files)]) {
      for (let at = 600; at < whole.length - 1024; at += 97) {
        const { code } = await refusal(whole.subarray(0, at));
        expect(['truncated', 'archive-damaged', 'not-an-archive', 'not-a-backup']).toContain(code);
      }
    }
  });

  it.each<[string, Buffer, RegExp]>([
    ['nothing', Buffer.alloc(0), /is empty/],
    ['a text', Buffer.from('hello '.repeat(200)), /no archive/],
    ['an empty tar', gzipSync(Buffer.alloc(1024)), /empty/],
    ['a backup of Moodle 1.9', tgz([{ name: 'moodle.xml', content: '<x/>' }]), /1\.9/],
    ['a common cartridge', zip([{ name: 'imsmanifest.xml', content: '<x/>' }]), /IMS/],
    ['a folder around it', tgz(files.map((file) => ({ ...file, name: `my/${file.name}` }))), /folder "my"/],
  ])('what is no backup: %s', async (_, bytes, message) => {
    expect((await refusal(bytes)).message).toMatch(message);
  });

  it('what is no file', async () => {
    await expect(openBackup(folder())).rejects.toMatchObject({ code: 'file-unreadable' });
    await expect(openBackup(join(folder(), 'nowhere.mbz'))).rejects.toMatchObject({ code: 'file-unreadable' });
  });
});
