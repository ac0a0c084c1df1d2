import fc from 'fast-check';
import type { Site, TokenRequest } from '@coursekeep/moodle-site';
import { SharedLookups, withSharedLookups } from './shared-lookups';

describe('shared look-ups', () => {
  it('are made once for all who ask at the same moment', async () => {
    const lookups = new SharedLookups();
    let looks = 0;
    const look = async () => (looks += 1);
    const answers = await Promise.all([lookups.ask('a', look), lookups.ask('a', look), lookups.ask('b', look)]);
    expect(answers).toEqual([1, 1, 2]);
    expect(await lookups.ask('a', look)).toBe(3);
  });

  it('fail for all who asked, and are tried again by the next', async () => {
    const lookups = new SharedLookups();
    const fail = () => Promise.reject(new Error('down'));
    const failed = await Promise.allSettled([lookups.ask('a', fail), lookups.ask('a', fail)]);
    expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await lookups.ask('a', async () => 'up')).toBe('up');
  });

  it('do not wait for ever for one that hangs', async () => {
    const lookups = new SharedLookups(1);
    void lookups.ask('a', () => new Promise(() => undefined));
    await new Promise(setImmediate);
    await new Promise(setImmediate);
    expect(await lookups.ask('a', async () => 'answered')).toBe('answered');
  });

  it('never answer with what was true before the question', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 30 }),
        async (s, pauses) => {
          const lookups = new SharedLookups();
          let truth = 0;
          // The site is read at the beginning of a look-up and the answer arrives at any time after.
          const look = () => s.schedule(Promise.resolve(truth));
          const asked = pauses.map(async (pause) => {
            for (let turn = 0; turn < pause; turn++) await new Promise(setImmediate);
            truth += 1;
            const atQuestion = truth;
            expect(await lookups.ask('truth', look)).toBeGreaterThanOrEqual(atQuestion);
          });
          await Promise.all([...asked, s.waitFor(Promise.all(asked))]);
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('a site with shared look-ups', () => {
  const refusal = { exception: 'e', errorcode: 'invalidtoken', message: 'm' };

  function countingSite() {
    const asked: TokenRequest[] = [];
    const tokens = {
      good: 'good',
      async authenticate(request: TokenRequest) {
        asked.push(request);
        return request.token === this.good ? { user: { id: 7 } } : refusal;
      },
    };
    return { asked, tokens, site: { version: '2024', tokens, access: {} } as unknown as Site };
  }

  it('asks once for the same token, door and address, and apart for others', async () => {
    const { asked, site } = countingSite();
    const shared = withSharedLookups(site);
    const request = (token: string, address = '10.0.0.1', door: 'rest' | 'file' = 'rest') =>
      shared.tokens.authenticate({ token, address, door });
    const answers = await Promise.all([
      request('good'),
      request('good'),
      request('bad'),
      request('good', '10.0.0.2'),
      request('good', '10.0.0.1', 'file'),
    ]);
    expect(asked).toHaveLength(4);
    expect(answers[0]).toBe(answers[1]);
    expect(answers[2]).toBe(refusal);
    expect(shared.version).toBe('2024');
  });

  it('lets nobody in with a token that was withdrawn a moment ago', async () => {
    const { tokens, site } = countingSite();
    const shared = withSharedLookups(site);
    const request = () => shared.tokens.authenticate({ token: 'good', address: '10.0.0.1', door: 'rest' });
    const before = request();
    expect(await before).toEqual({ user: { id: 7 } });
    const during = request();
    await during;
    tokens.good = 'another';
    expect(await request()).toBe(refusal);
  });
});
