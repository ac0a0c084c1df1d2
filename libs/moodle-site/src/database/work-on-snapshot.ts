import type { SnapshotReader } from './reader';

/** A snapshot on a connection of its own. */
interface ServerSnapshot extends SnapshotReader {
  /** Breaks the connection: what waits for an answer fails. */
  abandon(): void;
  end(): Promise<void>;
}

/** Runs `work` against a snapshot and ends it; abandons it where the signal is aborted meanwhile. */
export async function workOnSnapshot<T>(
  snapshot: ServerSnapshot,
  work: (reader: SnapshotReader) => Promise<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  const abandon = () => snapshot.abandon();
  signal?.addEventListener('abort', abandon, { once: true });
  try {
    signal?.throwIfAborted();
    return await work(snapshot);
  } finally {
    signal?.removeEventListener('abort', abandon);
    await snapshot.end();
  }
}
