import { availableParallelism } from 'node:os';

/** Bytes that are being made, or what is to be said of those that were written before. The promise is wrapped, for a generator
 *  would wait for it and make nothing side by side. */
export type Part = { readonly made: Promise<Buffer[]> } | (() => Buffer[]);

/** Gives the bytes of the parts in their order, while the next ones are made on the thread pool already. */
export async function* sideBySide(parts: AsyncIterable<Part>): AsyncGenerator<Buffer> {
  const width = availableParallelism() + 2;
  const inFlight: Part[] = [];
  for await (const part of parts) {
    // Awaited below; until then a failure of a later part must not count as unhandled.
    if ('made' in part) part.made.catch(() => undefined);
    inFlight.push(part);
    if (inFlight.length >= width) yield* await take(inFlight.shift());
  }
  while (inFlight.length > 0) yield* await take(inFlight.shift());
}

function take(part: Part | undefined): Promise<Buffer[]> | Buffer[] {
  if (!part) return [];
  return typeof part === 'function' ? part() : part.made;
}
