import { setTimeout as delay } from 'node:timers/promises';
import type { Site } from '@coursekeep/moodle-site';

/** So long the next look-up waits for the one under way, which may hang in a database that says nothing. */
const PATIENCE_MS = 1000;

/** Look-ups of the same thing at the same time, made once for all who ask. Whoever asks while one is under way shares the next
 *  one: it begins after the question, so nobody gets an answer older than the question. */
export class SharedLookups {
  private readonly waiting = new Map<string, Promise<unknown>>();
  private readonly running = new Map<string, Promise<unknown>>();

  constructor(private readonly patienceMs = PATIENCE_MS) {}

  ask<Answer>(key: string, look: () => Promise<Answer>): Promise<Answer> {
    const waiting = this.waiting.get(key);
    if (waiting) return waiting as Promise<Answer>;
    const asked = this.begin(key, look);
    this.waiting.set(key, asked);
    return asked;
  }

  private async begin<Answer>(key: string, look: () => Promise<Answer>): Promise<Answer> {
    await this.endOf(this.running.get(key));
    // Requests that arrived together ask one after the other in this very moment.
    await new Promise(setImmediate);
    this.waiting.delete(key);
    const running = look();
    this.running.set(key, running);
    try {
      return await running;
    } finally {
      if (this.running.get(key) === running) this.running.delete(key);
    }
  }

  private async endOf(running: Promise<unknown> | undefined): Promise<void> {
    if (!running) return;
    const stop = new AbortController();
    const patience = delay(this.patienceMs, undefined, { signal: stop.signal, ref: false });
    await Promise.race([running, patience]).catch(() => undefined);
    stop.abort();
    await patience.catch(() => undefined);
  }
}

/** The same site, whose look-ups about tokens and rights are shared by the requests that need them at the same time. A change in
 *  the site counts from the next request on. */
export function withSharedLookups(site: Site): Site {
  const tokens = sharing(site.tokens, ['authenticate', 'admit', 'mayCall', 'isFunctionOfSite', 'userFor']);
  const access = sharing(site.access, [
    'context',
    'contextById',
    'userById',
    'dutyOf',
    'isSiteAdmin',
    'hasCapability',
    'canAccessCourse',
    'course',
  ]);
  return Object.create(site, { tokens: { value: tokens }, access: { value: access } }) as Site;
}

type Method = (...questions: unknown[]) => Promise<unknown>;

function sharing<Reader extends object>(reader: Reader, names: readonly (keyof Reader & string)[]): Reader {
  const lookups = new SharedLookups();
  const share = (name: keyof Reader & string) => {
    const method = reader[name] as Method;
    return (...questions: unknown[]) =>
      lookups.ask(name + JSON.stringify(questions), () => method.apply(reader, questions));
  };
  return Object.create(reader, Object.fromEntries(names.map((name) => [name, { value: share(name) }]))) as Reader;
}
