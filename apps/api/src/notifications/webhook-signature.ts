import { createHmac, timingSafeEqual } from 'node:crypto';

export const signatureHeader = 'Coursekeep-Signature';

/** The header that proves where a message comes from: `t=UNIXSECONDS,v1=HEX`, HMAC-SHA256 of `UNIXSECONDS.BODY`. The time is
 *  signed as well, so that a receiver can refuse what somebody has kept and sends again. */
export function sign(body: string, secret: string, unixSeconds: number): string {
  return `t=${unixSeconds},v1=${hmac(body, secret, unixSeconds)}`;
}

/** Whether a header fits the body, and is not older or newer than `toleranceSeconds`. For receivers, and our tests. */
export function isSignedBy(
  header: string,
  body: string,
  secret: string,
  unixSeconds: number,
  toleranceSeconds = 300,
): boolean {
  const [, time = '', given = ''] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header) ?? [];
  if (given === '' || Math.abs(unixSeconds - Number(time)) > toleranceSeconds) return false;
  return timingSafeEqual(Buffer.from(given), Buffer.from(hmac(body, secret, Number(time))));
}

function hmac(body: string, secret: string, unixSeconds: number): string {
  return createHmac('sha256', secret).update(`${unixSeconds}.${body}`).digest('hex');
}
