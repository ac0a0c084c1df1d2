import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';

/** Which backups are being read in this process. */
@Injectable()
export class Readers {
  private readonly reading = new Map<string, number>();

  /** Counts a reader until the stream is closed, however that comes. */
  watch(backupid: string, stream: Readable): Readable {
    this.reading.set(backupid, (this.reading.get(backupid) ?? 0) + 1);
    stream.once('close', () => {
      const left = (this.reading.get(backupid) ?? 1) - 1;
      if (left > 0) this.reading.set(backupid, left);
      else this.reading.delete(backupid);
    });
    return stream;
  }

  isReading(backupid: string): boolean {
    return this.reading.has(backupid);
  }
}
