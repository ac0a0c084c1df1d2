import { TextDecoder } from 'node:util';
import { SaxesParser } from 'saxes';
import type { ReadLimits } from './limits';
import { BackupReadError, limitExceeded } from './read-error';

/** What an XML document is made of, in its order. Text comes as it is in the document, white space between tags too; a
 *  text may come in pieces. */
export type XmlEvent =
  | { readonly kind: 'open'; readonly name: string; readonly attributes: Readonly<Record<string, string>> }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'close'; readonly name: string };

/** Reads a document in bounded memory, in batches of events. Throws `xml-malformed` with line and column, `xml-forbidden`
 *  for a document type declaration (so no entity is ever expanded), `limit-exceeded`. */
export async function* xmlBatches(
  bytes: AsyncIterable<Buffer>,
  path: string,
  limits: ReadLimits,
): AsyncGenerator<XmlEvent[]> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const reading = new Reading(path, limits);
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > limits.documentBytes) {
      throw limitExceeded('documentBytes', `The document ${path} has more than ${limits.documentBytes} bytes`, path);
    }
    for (let at = 0; at < chunk.length; at += SLICE) {
      yield* reading.take(decode(decoder, chunk.subarray(at, at + SLICE), path));
    }
  }
  yield* reading.take(decode(decoder, undefined, path));
  yield* reading.end();
}

const SLICE = 64 * 1024;

function decode(decoder: TextDecoder, bytes: Buffer | undefined, path: string): string {
  try {
    return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
  } catch (cause) {
    throw new BackupReadError('xml-malformed', `${path} is damaged: it is not valid UTF-8 text.`, path, { cause });
  }
}

class Reading {
  private readonly parser = new SaxesParser<{ position: true; xmlns: false }>({ position: true, xmlns: false });
  private events: XmlEvent[] = [];
  private depth = 0;
  private sinceTag = 0;
  private problem: BackupReadError | undefined;

  constructor(
    private readonly path: string,
    private readonly limits: ReadLimits,
  ) {
    this.listen();
  }

  *take(text: string): Generator<XmlEvent[]> {
    this.sinceTag += text.length;
    this.parser.write(text);
    yield* this.flush();
    if (this.sinceTag <= this.limits.textBytes) return;
    throw limitExceeded('textBytes', `A single text in ${this.path} is too long`, this.path);
  }

  *end(): Generator<XmlEvent[]> {
    this.parser.close();
    yield* this.flush();
  }

  private *flush(): Generator<XmlEvent[]> {
    if (this.problem) throw this.problem;
    if (this.events.length === 0) return;
    const events = this.events;
    this.events = [];
    yield events;
  }

  private listen(): void {
    this.parser.on('opentag', ({ name, attributes }) => {
      this.sinceTag = 0;
      this.depth += 1;
      if (this.depth > this.limits.depth) {
        this.fail(limitExceeded('depth', `Elements of ${this.path} are nested too deeply`, this.path));
      }
      this.events.push({ kind: 'open', name, attributes });
    });
    this.parser.on('closetag', ({ name }) => {
      this.sinceTag = 0;
      this.depth -= 1;
      this.events.push({ kind: 'close', name });
    });
    this.parser.on('text', (text) => this.events.push({ kind: 'text', text }));
    this.parser.on('cdata', (text) => this.events.push({ kind: 'text', text }));
    this.parser.on('doctype', () => {
      const sentence = `${this.path} is refused: it declares a document type, which no backup needs and attacks use.`;
      this.fail(new BackupReadError('xml-forbidden', sentence, this.path));
    });
    this.parser.on('xmldecl', ({ encoding }) => {
      if (encoding === undefined || /^utf-?8$/i.test(encoding)) return;
      this.fail(new BackupReadError('unsupported', `${this.path} is written in ${encoding}, not UTF-8.`, this.path));
    });
    this.parser.on('error', (error) => {
      const message = error.message.replace(/^\d+:\d+: /, '');
      const where = `line ${this.parser.line}, column ${this.parser.column}`;
      this.fail(
        new BackupReadError('xml-malformed', `${this.path} is damaged at ${where}: ${message}`, this.path, {
          cause: error,
        }),
      );
    });
  }

  /** The first problem counts: what follows is its consequence. */
  private fail(problem: BackupReadError): void {
    this.problem ??= problem;
  }
}
