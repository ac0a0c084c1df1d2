import { randomUUID } from 'node:crypto';
import { mkdir, open, unlink, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { folderError } from '../publish/folder-error';

/** A nameless temporary file in `folder`: it is unlinked as soon as it is open, so that no crash leaves it behind. */
export class SpoolFile {
  private constructor(
    private readonly folder: string,
    private readonly handle: FileHandle,
    private readonly leftover: string | undefined,
  ) {}

  static async create(folder: string): Promise<SpoolFile> {
    const path = join(folder, `.coursekeep-spool-${randomUUID()}.partial`);
    try {
      await mkdir(folder, { recursive: true });
      const handle = await open(path, 'wx+', 0o600);
      // Where an open file cannot be unlinked (Windows) it is removed at the end.
      const unlinked = await unlink(path).then(
        () => true,
        () => false,
      );
      return new SpoolFile(folder, handle, unlinked ? undefined : path);
    } catch (error) {
      throw folderError(error, folder);
    }
  }

  async write(pieces: Buffer[], position: number): Promise<void> {
    const size = pieces.reduce((sum, piece) => sum + piece.length, 0);
    try {
      const { bytesWritten } = await this.handle.writev(pieces, position);
      if (bytesWritten === size) return;
      // A disk that fills up takes a part first; writing the rest brings the error.
      const rest = Buffer.concat(pieces).subarray(bytesWritten);
      for (let done = 0; done < rest.length;) {
        done += (await this.handle.write(rest, done, rest.length - done, position + bytesWritten + done)).bytesWritten;
      }
    } catch (error) {
      throw folderError(error, this.folder);
    }
  }

  /** Up to `length` bytes from `position`; empty at the end of the file. */
  async read(position: number, length: number): Promise<Buffer> {
    const buffer = Buffer.allocUnsafeSlow(length);
    const { bytesRead } = await this.handle.read(buffer, 0, length, position);
    return buffer.subarray(0, bytesRead);
  }

  async remove(): Promise<void> {
    await this.handle.close();
    if (this.leftover) await unlink(this.leftover).catch(() => undefined);
  }
}
