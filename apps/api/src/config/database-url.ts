import { z } from 'zod';

/** The database of a server in which the store lives. */
export interface StoreAddress {
  readonly kind: 'postgres' | 'mysql';
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** `require` encrypts without knowing the server, `verify-full` demands a certificate for the host. */
  readonly tls: 'disable' | 'require' | 'verify-full';
}

const kinds: Readonly<Record<string, { readonly kind: StoreAddress['kind']; readonly port: number }>> = {
  'postgres:': { kind: 'postgres', port: 5432 },
  'postgresql:': { kind: 'postgres', port: 5432 },
  'mysql:': { kind: 'mysql', port: 3306 },
  'mariadb:': { kind: 'mysql', port: 3306 },
};
const tlsModes = ['disable', 'require', 'verify-full'] as const;

const form = 'must be postgres://USER:PASSWORD@HOST:PORT/DATABASE or mysql://USER:PASSWORD@HOST:PORT/DATABASE';
const escaping = 'write signs as @ : / # % in user or password as %40 %3A %2F %23 %25';

/** The address of a store's database; null for an empty text. What is said of a wrong one never repeats it: it may hold a
 *  password. */
export function databaseUrl(): z.ZodType<StoreAddress | null, string> {
  return z.string().transform((text, context) => {
    if (text === '') return null;
    const read = readAddress(text);
    if (typeof read !== 'string') return read;
    context.addIssue({ code: 'custom', message: read });
    return z.NEVER;
  });
}

/** The address, or what is wrong with it. */
function readAddress(text: string): StoreAddress | string {
  if (!URL.canParse(text)) return `${form}; ${escaping}`;
  const url = new URL(text);
  const known = kinds[url.protocol];
  if (!known || url.hostname === '' || url.username === '') return `${form}; ${escaping}`;
  const database = decoded(url.pathname.slice(1));
  const [user, password] = [decoded(url.username), decoded(url.password)];
  if (database === null || user === null || password === null) return `${form}; ${escaping}`;
  if (!/^[^/\s]+$/.test(database)) return `${form}: the name of the database is missing`;
  const strange = [...url.searchParams.keys()].find((name) => name !== 'sslmode');
  if (strange !== undefined) return `${form}; after ? only sslmode is understood`;
  const given = url.searchParams.get('sslmode') ?? 'disable';
  const tls = tlsModes.find((mode) => mode === given);
  if (!tls || url.hash !== '') return `must have sslmode=${tlsModes.join(', ')}, or none`;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return { kind: known.kind, host, port: Number(url.port || known.port), user, password, database, tls };
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
