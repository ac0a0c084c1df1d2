import { setTimeout as delay } from 'node:timers/promises';
import { askWhoAnswers, type WhoAnswers } from './address-probe';

const patienceMs = 10_000;
const againMs = 60_000;

export interface AddressCheckOptions {
  /** The address that clients are given; rejects while the site does not answer. */
  readonly address: () => Promise<string>;
  /** Is it the one of COURSEKEEP_PUBLIC_URL, not the site's? */
  readonly isSet: boolean;
  readonly secret: string;
  /** Ends the check. */
  readonly signal: AbortSignal;
}

/** Finds out whether the address that clients are given for their downloads leads here, in the background. Resolves with
 *  what the operator should know, null where all is well or the check was ended. Never rejects. */
export async function checkPublicAddress({
  address,
  isSet,
  secret,
  signal,
}: AddressCheckOptions): Promise<string | null> {
  while (!signal.aborted) {
    const given = await address().catch(() => null);
    if (given !== null) {
      const limit = AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]);
      const answer = await askWhoAnswers(given, secret, limit);
      return signal.aborted ? null : noticeOf(given, isSet, answer);
    }
    await delay(againMs, undefined, { signal }).catch(() => undefined);
  }
  return null;
}

function noticeOf(address: string, isSet: boolean, answer: WhoAnswers): string | null {
  if (answer.who === 'ours') return null;
  const what = isSet
    ? `COURSEKEEP_PUBLIC_URL is ${address}`
    : `COURSEKEEP_PUBLIC_URL is not set, so clients are sent to the site's own address, ${address}`;
  const remedy = 'Set COURSEKEEP_PUBLIC_URL to the address under which clients reach this service.';
  if (answer.who === 'other') {
    const other = isSet ? 'another program answers there' : 'Moodle answers there, which does not have the backups';
    return `Downloads do not work: ${what}, and ${other} (status ${answer.status}). ${remedy}`;
  }
  return `Whether downloads work is not known: ${what}, which this machine cannot reach (${answer.why}). If clients cannot either: ${remedy}`;
}
