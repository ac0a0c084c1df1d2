import type { SiteConfig } from '../config/site-config';
import { databaseLimits } from './limits';

/** How often within the limit the line is looked at. */
const LOOKS = 5;

/** How long the server may be silent before a query of the pool is given up, in milliseconds: the server ends it by itself
 *  earlier, so longer silence is none of the query's. */
export function poolSilenceMs({ silenceMs }: SiteConfig): number {
  return Math.min(silenceMs, databaseLimits.statementTimeoutMs + databaseLimits.silenceGraceMs);
}

/** What a server answers. Rejects with the code DATABASE_SILENT where nothing at all has come over the line for so long;
 *  `receivedBytes` tells how much has come so far. Looks are counted and not the time, so that a process that was stopped
 *  or busy for a while has heard what came meanwhile before it gives up. */
export async function unlessSilent<T>(
  answer: Promise<T>,
  receivedBytes: () => number,
  silenceMs: number,
  onSilence: () => void,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    let known = receivedBytes();
    let silentLooks = 0;
    timer = setInterval(() => {
      const received = receivedBytes();
      silentLooks = received === known ? silentLooks + 1 : 0;
      known = received;
      if (silentLooks < LOOKS) return;
      reject(serverSilent(silenceMs));
      onSilence();
    }, silenceMs / LOOKS);
  });
  try {
    return await Promise.race([answer, silence]);
  } finally {
    clearInterval(timer);
  }
}

function serverSilent(silenceMs: number): Error {
  const message = `it does not answer: nothing has come from it for ${silenceMs / 1000} s while a query waits`;
  return Object.assign(new Error(message), { code: 'DATABASE_SILENT' });
}
