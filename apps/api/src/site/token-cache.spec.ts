import type { Site, TokenRequest } from '@coursekeep/moodle-site';
import { withTokenCache } from './token-cache';

const refusal = { exception: 'e', errorcode: 'invalidtoken', message: 'm' };
const request = (token: string, address = '10.0.0.1'): TokenRequest => ({ token, address, door: 'rest' });

/** A site with one good token, which counts how often it is asked. */
function site() {
  const asked = { tokens: 0, functions: 0, good: true };
  const tokens = {
    authenticate: async ({ token }: TokenRequest) => {
      asked.tokens += 1;
      return asked.good && token === 'good' ? { user: { id: 7 } } : refusal;
    },
    mayCall: async () => {
      asked.functions += 1;
      return asked.good;
    },
  };
  return { asked, real: { version: '2024', tokens } as unknown as Site };
}

describe('the cache of tokens', () => {
  it('asks the site once for what it let in, for so long', async () => {
    const { asked, real } = site();
    let now = 0;
    const cached = withTokenCache(real, 2, () => now);
    const holder = await cached.tokens.authenticate(request('good'));
    expect(await cached.tokens.authenticate(request('good'))).toBe(holder);
    if ('errorcode' in holder) throw new Error('refused');
    for (let call = 0; call < 3; call++) expect(await cached.tokens.mayCall(holder, 'f', ['s'])).toBe(true);
    expect(asked).toMatchObject({ tokens: 1, functions: 1 });
    await cached.tokens.mayCall(holder, 'g', ['s']);
    expect(asked.functions).toBe(2);
    asked.good = false;
    now = 1999;
    expect(await cached.tokens.authenticate(request('good'))).toBe(holder);
    now = 2000;
    expect(await cached.tokens.authenticate(request('good'))).toBe(refusal);
    expect(cached.version).toBe('2024');
  });

  it('remembers no refusal, and nothing for another address or another door', async () => {
    const { asked, real } = site();
    const { tokens } = withTokenCache(real, 2, () => 0);
    await tokens.authenticate(request('bad'));
    await tokens.authenticate(request('bad'));
    expect(asked.tokens).toBe(2);
    await tokens.authenticate(request('good'));
    await tokens.authenticate(request('good', '10.0.0.2'));
    await tokens.authenticate({ ...request('good'), door: 'file' });
    expect(asked.tokens).toBe(5);
    asked.good = false;
    const holder = await tokens.authenticate(request('good'));
    if ('errorcode' in holder) throw new Error('refused');
    expect([await tokens.mayCall(holder, 'f', []), await tokens.mayCall(holder, 'f', [])]).toEqual([false, false]);
  });

  it('is none where it has no time', () => {
    const { real } = site();
    expect(withTokenCache(real, 0)).toBe(real);
  });
});
