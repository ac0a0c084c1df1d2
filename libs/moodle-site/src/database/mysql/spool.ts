import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { databaseLimits } from '../limits';
import type { Row } from '../reader';
import { rowCharacters } from '../rows';

/** Above this many characters a result goes to a file. */
const memoryCharacters = 1_000_000;
/** A frame is what is written and read back at once: one batch. */
const frameCharacters = 500_000;

interface Frame {
  readonly offset: number;
  readonly length: number;
}

/** The rows of one result, taken off the connection so that the next query can be sent. Small results stay in memory,
 *  others are in a temporary file, batch by batch as JSON, and are read back batch by batch. */
export class Spool {
  private open: Row[] = [];
  private openCharacters = 0;
  private memory: Row[][] = [];
  private characters = 0;
  private folder: string | null = null;
  private file = -1;
  private frames: Frame[] = [];

  /** Adds a row. Throws what the file system throws where the temporary file cannot be written. */
  add(row: Row): void {
    const length = rowCharacters(row);
    this.open.push(row);
    this.openCharacters += length;
    if (this.openCharacters > frameCharacters || this.open.length >= databaseLimits.batchRows) this.closeBatch();
  }

  /** Reads all rows back in order, once. */
  async *batches(): AsyncGenerator<readonly Row[], void, undefined> {
    this.closeBatch();
    const { folder } = this;
    if (folder === null) {
      while (this.memory.length > 0) yield this.memory.shift()!;
      return;
    }
    closeSync(this.file);
    this.file = -1;
    const handle = await open(join(folder, 'rows'), 'r');
    try {
      for (const frame of this.frames) yield await readFrame(handle, frame);
    } finally {
      await handle.close();
    }
  }

  /** Gives memory and file back; may be called at any time and twice. */
  discard(): void {
    if (this.file >= 0) closeSync(this.file);
    if (this.folder !== null) rmSync(this.folder, { recursive: true, force: true });
    this.file = -1;
    this.folder = null;
    this.open = [];
    this.memory = [];
    this.frames = [];
  }

  private closeBatch(): void {
    if (this.open.length === 0) return;
    this.memory.push(this.open);
    this.characters += this.openCharacters;
    this.open = [];
    this.openCharacters = 0;
    if (this.folder === null && this.characters > memoryCharacters) {
      this.folder = mkdtempSync(join(tmpdir(), `coursekeep-rows-${process.pid}-`));
      this.file = openSync(join(this.folder, 'rows'), 'wx', 0o600);
    }
    if (this.folder !== null) for (const batch of this.memory.splice(0)) this.write(batch);
  }

  private write(batch: readonly Row[]): void {
    const bytes = Buffer.from(JSON.stringify(batch));
    const last = this.frames.at(-1);
    const offset = last ? last.offset + last.length : 0;
    for (let written = 0; written < bytes.length;) written += writeSync(this.file, bytes, written);
    this.frames.push({ offset, length: bytes.length });
  }
}

async function readFrame(handle: FileHandle, frame: Frame): Promise<Row[]> {
  const bytes = Buffer.allocUnsafe(frame.length);
  for (let position = 0; position < frame.length;) {
    const { bytesRead } = await handle.read(bytes, position, frame.length - position, frame.offset + position);
    if (bytesRead === 0) throw new Error('The temporary file of a query result was cut short.');
    position += bytesRead;
  }
  return JSON.parse(bytes.toString()) as Row[];
}
