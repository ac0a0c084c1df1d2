import type { Request } from 'express';

/** The caller's address; an IPv4 address that came over an IPv6 socket is given as IPv4. */
export function callerAddress(request: Request): string {
  return (request.ip ?? '').replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/, '');
}
