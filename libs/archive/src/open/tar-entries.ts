import { TAR_BLOCK } from '../write/tar-header';
import type { ReadLimits } from './limits';
import { BackupReadError, limitExceeded } from './read-error';
import type { EntryVisitor } from './archive-reader';
import type { ByteQueue } from './byte-queue';
import type { Contents } from './contents';
import { parsePax, type PaxValues } from './pax-header';
import { parseTarBlock, type TarBlock } from './tar-block';

/** Passes a tar: enters its files into `contents` (position: byte of the unpacked tar) and shows each to `visit`. Reads on
 *  to the end of the stream. Throws BackupReadError for all that a backup does not need. */
export async function passTar(
  bytes: ByteQueue,
  contents: Contents,
  limits: ReadLimits,
  visit: EntryVisitor,
): Promise<void> {
  let everywhere: PaxValues = {};
  let extended: PaxValues = {};
  let longName: string | undefined;
  for (;;) {
    const block = parseTarBlock(await fullBlock(bytes));
    if (block === null) break;
    if (isExtension(block)) {
      const content = await smallContent(bytes, block, limits);
      if (block.type === 'L') longName = content.toString('utf8').replace(/\0.*$/s, '');
      else if (block.type === 'x') extended = parsePax(content);
      else if (block.type === 'g') everywhere = { ...everywhere, ...parsePax(content) };
      continue;
    }
    const name = extended.path ?? everywhere.path ?? longName ?? block.name;
    const size = extended.size ?? everywhere.size ?? block.size;
    [longName, extended] = [undefined, {}];
    if (!block.isUstar) contents.oddities.note('old tar', name);
    const link = LINKS[block.type];
    if (link !== undefined) {
      contents.skip(name, link);
      // A hard link may say the size of what it leads to; nothing of it follows.
      continue;
    }
    requirePlain(block, name);
    const isFolder = block.type === '5';
    const entry = contents.add(isFolder ? `${name}/` : name, isFolder ? 0 : size, bytes.position);
    const end = bytes.position + Math.ceil(size / TAR_BLOCK) * TAR_BLOCK;
    if (entry) await visit(entry, whole(bytes, entry.path, size));
    if (!(await bytes.skip(end - bytes.position))) throw truncated(name);
  }
  await bytes.drain();
}

const isExtension = (block: TarBlock): boolean => 'LKxg'.includes(block.type);

async function fullBlock(bytes: ByteQueue): Promise<Buffer> {
  const block = await bytes.take(TAR_BLOCK);
  if (block.length < TAR_BLOCK) throw truncated(null);
  return block;
}

async function smallContent(bytes: ByteQueue, block: TarBlock, limits: ReadLimits): Promise<Buffer> {
  const maximum = 4 * limits.pathBytes + 64 * 1024;
  if (block.size > maximum) throw limitExceeded('pathBytes', 'An extended header of the archive is too large');
  const content = await bytes.take(Math.ceil(block.size / TAR_BLOCK) * TAR_BLOCK);
  if (content.length < block.size) throw truncated(null);
  return content.subarray(0, block.size);
}

/** The content of one entry; ends with an error where the archive ends before it. */
async function* whole(bytes: ByteQueue, path: string, size: number): AsyncGenerator<Buffer> {
  let got = 0;
  for await (const chunk of bytes.stream(size)) {
    got += chunk.length;
    yield chunk;
  }
  if (got < size) throw truncated(path);
}

function requirePlain(block: TarBlock, name: string): void {
  if ('057'.includes(block.type)) return;
  const kind = KINDS[block.type];
  const quoted = JSON.stringify(name.slice(0, 200));
  throw kind
    ? new BackupReadError('unsafe-entry', `The archive is refused: ${quoted} is a ${kind}.`, name.slice(0, 200))
    : new BackupReadError(
        'unsupported',
        `The archive holds ${quoted} of a kind that no backup needs (${JSON.stringify(block.type)}).`,
        name.slice(0, 200),
      );
}

/** Moodle passes over links when it unpacks, and so does every reader here: what they lead to is never looked at. */
const LINKS: Readonly<Record<string, string>> = { '1': 'hard link', '2': 'symbolic link' };

const KINDS: Readonly<Record<string, string>> = {
  '3': 'character device',
  '4': 'block device',
  '6': 'named pipe',
};

function truncated(path: string | null): BackupReadError {
  const where = path === null ? '' : ` in the middle of ${JSON.stringify(path.slice(0, 200))}`;
  return new BackupReadError('truncated', `The archive ends too early${where}: a part of the file is missing.`, path);
}
