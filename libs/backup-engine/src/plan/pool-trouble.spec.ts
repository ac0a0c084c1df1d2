import { mkdirSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { ContentMissing, ContentUnreadable, type FilePool } from '@coursekeep/moodle-site';
import { backUp, COURSE, CourseSite, texts } from '../../testing/course-site';

describe('a pool that has lost or damaged contents', () => {
  let site: CourseSite;
  let page: ReturnType<CourseSite['activity']>;
  beforeEach(() => {
    site = new CourseSite();
    page = site.activity('page', { name: 'Lunch' });
  });
  afterEach(() => site.remove());

  const addFile = (filename: string, more = {}) =>
    site.file({ contextid: page.contextId, component: 'mod_page', filearea: 'content', itemid: 0, filename, ...more });

  it('is whole: nothing is said', async () => {
    const hash = addFile('a.txt');
    const { warnings, contents } = await site.backup();
    expect([warnings, contents]).toEqual([[], [`files/${hash.slice(0, 2)}/${hash}`]]);
  });

  it('names a content that is missing: activity, path, hash; and the log has Moodle’s line', async () => {
    const [lost, kept] = [addFile('lost.txt'), addFile('kept.txt')];
    rmSync(site.contentFile(lost));
    const { warnings, contents, documents, status, log } = await site.backup();
    expect(status).toBe(1000);
    expect(warnings).toEqual([
      {
        code: 'content-missing',
        kind: 'loss',
        message: expect.stringContaining(`"/lost.txt" in page "Lunch" (cmid ${page.moduleId})`),
        path: `files/${lost.slice(0, 2)}/${lost}`,
      },
    ]);
    expect(warnings[0]!.message).toContain(lost);
    expect(contents).toEqual([`files/${kept.slice(0, 2)}/${kept}`]);
    expect(texts(documents.get('files.xml'), 'filename')).toEqual(['lost.txt', 'kept.txt']);
    expect(log.join('\n')).toContain(`warn Missing file in pool: /lost.txt (context ${page.contextId}`);
  });

  it('packs a content whose SHA-1 is wrong, and says so', async () => {
    const hash = addFile('changed.txt', {});
    writeFileSync(site.contentFile(hash), 'content of CHANGED.txt');
    const { warnings, contents, archiveLog } = await site.backup();
    expect(warnings).toMatchObject([{ code: 'content-mismatch', message: expect.stringContaining('"/changed.txt"') }]);
    expect(contents).toHaveLength(1);
    // It turns out only while the content is packed, after the archive's index has told how long the log is.
    expect(archiveLog.trimEnd().split('\n')).toEqual([expect.stringContaining(hash)]);
  });

  it('has every damaged content in the archive’s own log, also one that is damaged while it is packed anew', async () => {
    const hashes = [addFile('first.txt'), addFile('second.txt'), addFile('third.txt')];
    writeFileSync(site.contentFile(hashes[0]!), 'content of FIRST.txt');
    const open = await site.open();
    const pool = open.files;
    let asked = 0;
    const failing: FilePool = {
      size: (hash) => pool.size(hash),
      read: (hash) => {
        if (hash === hashes[1] && ++asked === 2) writeFileSync(site.contentFile(hash), 'content of SECOND.txt');
        return pool.read(hash);
      },
    };
    const broken = new Proxy(open, { get: (target, name) => (name === 'files' ? failing : Reflect.get(target, name)) });
    const { warnings, contents, archiveLog } = await backUp(broken, { courseId: COURSE });
    await open.close();
    expect(warnings.map(({ code }) => code)).toEqual(['content-mismatch', 'content-mismatch']);
    expect(contents).toHaveLength(3);
    expect(archiveLog.trimEnd().split('\n')).toEqual([
      expect.stringContaining(hashes[0]!),
      expect.stringContaining(hashes[1]!),
    ]);
  });

  it('says when a content is not as long as the site has noted', async () => {
    const hash = addFile('short.txt');
    truncateSync(site.contentFile(hash), 3);
    const { warnings, archiveLog } = await site.backup();
    expect(archiveLog.trimEnd().split('\n')).toHaveLength(2);
    expect(warnings.map(({ code }) => code)).toEqual(['content-size', 'content-mismatch']);
    expect(warnings[0]!.message).toContain('3 bytes instead of 20');
  });

  it('names what is no readable file', async () => {
    const hash = addFile('folder.txt');
    rmSync(site.contentFile(hash));
    mkdirSync(site.contentFile(hash));
    const { warnings, status } = await site.backup();
    expect(status).toBe(1000);
    expect(warnings).toMatchObject([
      { code: 'content-unreadable', message: expect.stringContaining('it is not a file') },
    ]);
  });

  it('goes on when the whole pool is gone, with a bounded list of warnings', async () => {
    for (let at = 0; at < 150; at++) addFile(`${at}.txt`);
    const open = await site.open();
    renameSync(`${site.small.folder}/filedir`, `${site.small.folder}/moved`);
    const { warnings, documents, contents, status } = await backUp(open, { courseId: COURSE });
    await open.close();
    expect(status).toBe(1000);
    expect(contents).toEqual([]);
    expect(texts(documents.get('files.xml'), 'filename')).toHaveLength(150);
    expect(warnings).toHaveLength(101);
    expect(warnings[0]).toMatchObject({ code: 'content-unreadable', message: expect.stringContaining('is not there') });
    expect(warnings[100]!.message).toContain('50 more');
  });

  it('leaves out a content that is lost while it is packed, and packs the rest anew', async () => {
    const [, second] = [addFile('first.txt'), addFile('second.txt')];
    const open = await site.open();
    const pool = open.files;
    let asked = 0;
    const failing: FilePool = {
      size: (hash) =>
        hash === second && asked > 0 ? Promise.reject(new ContentMissing('content-missing', 'gone')) : pool.size(hash),
      read: (hash) => {
        if (hash !== second) return pool.read(hash);
        asked += 1;
        return Readable.from(
          (async function* () {
            yield Buffer.from('con');
            throw new ContentUnreadable('content-unreadable', 'The disk could not be read.');
          })(),
        );
      },
    };
    const broken = new Proxy(open, { get: (target, name) => (name === 'files' ? failing : Reflect.get(target, name)) });
    const { warnings, contents, status } = await backUp(broken, { courseId: COURSE });
    await open.close();
    expect(status).toBe(1000);
    expect(asked).toBe(1);
    expect(contents).toHaveLength(1);
    expect(warnings).toMatchObject([{ code: 'content-unreadable', message: expect.stringContaining('"/second.txt"') }]);
  });

  it('reports a pool in object storage, and reads from a further pool', async () => {
    const hash = addFile('remote.txt');
    rmSync(site.contentFile(hash));
    site.run(
      'CREATE TABLE mdl_tool_objectfs_objects (id INTEGER PRIMARY KEY, contenthash VARCHAR(40), location INTEGER)',
    );
    site.run(`INSERT INTO mdl_tool_objectfs_objects (contenthash, location) VALUES ('${hash}', 2)`);
    const without = await site.backup();
    expect(without.warnings.map(({ code }) => code)).toEqual(['content-missing', 'pool-in-object-storage']);
    expect(without.warnings[1]!.message).toContain('1 of the 1 contents');
    const remote: FilePool = {
      size: () => Promise.resolve(21),
      read: () => Readable.from([Buffer.from('content of remote.txt')]),
    };
    const withPool = await site.backup({}, { pools: [remote] });
    expect([withPool.warnings, withPool.contents.length]).toEqual([[], 1]);
  });

  it('packs no content where files are off, and does not ask the pool', async () => {
    const hash = addFile('a.txt');
    rmSync(site.contentFile(hash));
    const { warnings, contents, documents } = await site.backup({ settings: { files: 0 } });
    expect([warnings, contents]).toEqual([[], []]);
    expect(texts(documents.get('files.xml'), 'filename')).toEqual(['a.txt']);
  });
});
