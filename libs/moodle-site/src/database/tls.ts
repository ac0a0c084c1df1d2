import { checkServerIdentity, type PeerCertificate } from 'node:tls';
import type { SiteConfig } from '../config/site-config';
import { SiteDatabaseError } from '../errors';

/** How both drivers are told to encrypt a connection; undefined for a plain one. */
export function tlsOptions({ tls, host }: SiteConfig) {
  if (tls === 'disable' || tls === 'prefer') return undefined;
  const isVerified = tls === 'verify-full';
  return {
    rejectUnauthorized: isVerified,
    verifyIdentity: isVerified,
    // pg says no name where the host is an address, and Node would hold the certificate against 'localhost'.
    ...(isVerified && { checkServerIdentity: (_: string, found: PeerCertificate) => checkServerIdentity(host, found) }),
  };
}

/** Whether a server has refused a connection because it was not encrypted. */
export function isTlsDemanded(error: unknown): boolean {
  if (!(error instanceof SiteDatabaseError) || !(error.cause instanceof Error)) return false;
  const { code, message } = error.cause as NodeJS.ErrnoException;
  return code === 'ER_SECURE_TRANSPORT_REQUIRED' || (code === '28000' && /no encryption|SSL off/.test(message));
}
