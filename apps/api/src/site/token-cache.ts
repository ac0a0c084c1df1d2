import { isRefusal, type Site, type SiteTokens, type TokenHolder } from '@coursekeep/moodle-site';
import { Remembered } from './remembered';

/** The same site, whose tokens are remembered for some seconds once they were let in: a client that asks often is looked up
 *  once. Refusals are not remembered, so that a new token works at once; one that was withdrawn works that much longer. */
export function withTokenCache(site: Site, seconds: number, clock: () => number = Date.now): Site {
  if (seconds === 0) return site;
  return Object.create(site, { tokens: { value: cached(site.tokens, seconds * 1000, clock) } }) as Site;
}

function cached(tokens: SiteTokens, lifetimeMs: number, clock: () => number): SiteTokens {
  const holders = new Remembered<TokenHolder>(lifetimeMs, clock);
  /** The functions that a holder was let in to; forgotten with the holder. */
  const callable = new WeakMap<TokenHolder, Set<string>>();

  const authenticate: SiteTokens['authenticate'] = async (request) => {
    const key = `${request.door}\0${request.address}\0${request.token ?? ''}`;
    const known = holders.get(key);
    if (known) return known;
    const since = clock();
    const answer = await tokens.authenticate(request);
    if (!isRefusal(answer)) holders.set(key, answer, since);
    return answer;
  };

  const mayCall: SiteTokens['mayCall'] = async (holder, functionName, openServices) => {
    const key = [functionName, ...openServices].join();
    const known = callable.get(holder);
    if (known?.has(key)) return true;
    const may = await tokens.mayCall(holder, functionName, openServices);
    if (may) callable.set(holder, (known ?? new Set()).add(key));
    return may;
  };

  return Object.create(tokens, { authenticate: { value: authenticate }, mayCall: { value: mayCall } }) as SiteTokens;
}
