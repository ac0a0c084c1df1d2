import type { FailureCode } from '@coursekeep/errors';
import type { SiteConfig } from '../config/site-config';
import { SiteDatabaseError } from '../errors';

/** The part of a driver's error that tells what happened: a SQLSTATE, a MySQL or a system error code. */
interface DriverError {
  readonly code?: unknown;
  /** MySQL's number of it, for what the driver has no name for. */
  readonly errno?: unknown;
  readonly message?: unknown;
  readonly errors?: readonly unknown[];
}

interface Kind {
  readonly code: FailureCode;
  readonly matches: RegExp;
  readonly advice: (config: SiteConfig) => string;
}

const kinds: readonly Kind[] = [
  {
    code: 'database-unreachable',
    matches:
      /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ENOENT|EACCES|ETIMEDOUT|57P03|SQLITE_CANTOPEN.*)$/,
    advice: (config) =>
      config.dialect === 'sqlite'
        ? 'Check that the file is there and may be read.'
        : `Check that the database server runs and that dbhost and dbport in ${config.file} lead to it${localhostHint(config)}.`,
  },
  {
    code: 'database-untrusted',
    matches: /CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|^ERR_TLS|^HANDSHAKE_SSL_ERROR$/,
    advice: (config) =>
      `Name the file with the certificate of its authority in NODE_EXTRA_CA_CERTS, or, to encrypt without knowing the server, set $CFG->dboptions['ssl'] in ${config.file} (COURSEKEEP_SITE_SSL) to 'require'.`,
  },
  {
    code: 'database-busy',
    matches: /^(53300|ER_CON_COUNT_ERROR|ER_TOO_MANY_USER_CONNECTIONS|ER_USER_LIMIT_REACHED|SQLITE_BUSY.*)$/,
    advice: () => 'The server takes no further connections now; try again later or raise its limit.',
  },
  {
    code: 'database-refused',
    matches: /^(28P01|28000|ER_ACCESS_DENIED_ERROR|ER_ACCESS_DENIED_NO_PASSWORD_ERROR|ER_DBACCESS_DENIED_ERROR)$/,
    advice: (config) =>
      `Check dbuser and dbpass in ${config.file} (COURSEKEEP_SITE_DBUSER, COURSEKEEP_SITE_DBPASS)${encryptionHint(config)}.`,
  },
  {
    code: 'database-not-encrypted',
    matches: /^(HANDSHAKE_NO_SSL_SUPPORT)$/,
    advice: (config) =>
      `Set $CFG->dboptions['ssl'] in ${config.file} (COURSEKEEP_SITE_SSL) to 'disable', or switch encryption on in the server.`,
  },
  {
    code: 'database-missing',
    matches: /^(3D000|ER_BAD_DB_ERROR|SQLITE_NOTADB)$/,
    advice: (config) => `Check dbname in ${config.file} (COURSEKEEP_SITE_DBNAME).`,
  },
  {
    code: 'database-timeout',
    matches: /^(57014|1969|ER_QUERY_TIMEOUT|ER_QUERY_INTERRUPTED|PROTOCOL_SEQUENCE_TIMEOUT)$/,
    advice: () => 'The query took too long, or somebody has ended it; the server may be overloaded.',
  },
  {
    code: 'database-silent',
    matches: /^DATABASE_SILENT$/,
    advice: () =>
      'The server or the network before it stands still; try again later. Queries that may be silent for longer need a larger ' +
      'COURSEKEEP_SITE_SILENCE_SECONDS.',
  },
  {
    code: 'database-read-only',
    matches: /^(25006|ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION|SQLITE_READONLY.*)$/,
    advice: () => 'Coursekeep never writes to a site.',
  },
  {
    code: 'database-not-read-only',
    matches: /^DATABASE_NOT_READ_ONLY$/,
    advice: () =>
      'A connection pooler such as PgBouncer drops or refuses what makes the session read only. Lead COURSEKEEP_SITE_DBHOST and ' +
      "COURSEKEEP_SITE_DBPORT to the server itself, or see 'Behind a connection pooler' in docs/configuration.md.",
  },
  {
    code: 'database-lacks',
    matches: /^(42P01|42703|ER_NO_SUCH_TABLE|ER_BAD_FIELD_ERROR)$/,
    advice: () => 'A newer Moodle, or somebody, has changed what Coursekeep reads: it does not understand this site.',
  },
  {
    code: 'database-connection-lost',
    matches:
      /^(ECONNRESET|EPIPE|PROTOCOL_CONNECTION_LOST|57P01|57P02|08(?!P01)\w{3}|25P03|ER_CONNECTION_KILLED|ER_SERVER_SHUTDOWN|4031|ERR_STREAM_\w+)$/,
    advice: () => 'The connection to the server broke; try again.',
  },
];

const poolerWords = /unsupported startup parameter/i;
const loginWords = /authentication failed|no such user|no such role/i;
const noTlsWords = /does not support (SSL|secure) connection/i;
// The drivers report some ends of a connection in words only.
const lostWords = /Connection terminated|not queryable|closed state|connection is in closed/i;
const lacksWords = /^no such (table|column)/;
const timeoutWords =
  /timeout exceeded when trying to connect|connect ETIMEDOUT|due to connection timeout|timeout expired/i;

/** What a driver raised as SiteDatabaseError with advice; one that is a SiteDatabaseError already stays. */
export function databaseError(cause: unknown, config: SiteConfig): SiteDatabaseError {
  if (cause instanceof SiteDatabaseError) return cause;
  const driverError = firstCause(cause as DriverError);
  const text = String(driverError.message || driverError.code || cause);
  const kind = kindOf(driverError, text);
  const where = config.dialect === 'sqlite' ? config.dbname : `${config.dbname} at ${address(config)}`;
  return new SiteDatabaseError(
    kind?.code ?? 'database-query',
    `The site's database (${where}): ${text.replace(/\.$/, '')}.${kind ? ` ${kind.advice(config)}` : ''}`,
    { cause },
  );
}

/** True where the connection is of no more use, so that the same read may be tried on another one. */
export function isConnectionLoss(error: SiteDatabaseError): boolean {
  return error.code === 'database-connection-lost';
}

function kindOf(error: DriverError, text: string): Kind | undefined {
  if (poolerWords.test(text)) return kinds.find((kind) => kind.code === 'database-not-read-only');
  const known = kinds.find((kind) => kind.matches.test(String(error.code ?? error.errno ?? '')));
  if (known) return known;
  // What a pooler says of a sign-in has the code of a broken protocol.
  if (loginWords.test(text)) return kinds.find((kind) => kind.code === 'database-refused');
  if (noTlsWords.test(text)) return kinds.find((kind) => kind.code === 'database-not-encrypted');
  if (lacksWords.test(text)) return kinds.find((kind) => kind.code === 'database-lacks');
  if (timeoutWords.test(text)) return kinds.find((kind) => kind.code === 'database-unreachable');
  if (lostWords.test(text)) return kinds.find((kind) => kind.code === 'database-connection-lost');
  return undefined;
}

/** Node bundles the failures of several addresses of one host name. */
function firstCause(error: DriverError): DriverError {
  const [first] = error?.errors ?? [];
  return (first as DriverError | undefined) ?? error ?? {};
}

function address(config: SiteConfig): string {
  if (config.socket) return config.socket;
  return config.port === null ? config.host : `${config.host}:${config.port}`;
}

// MySQL does not say that this is why.
function encryptionHint({ dialect, socket, tls }: SiteConfig): string {
  const isPlain = dialect === 'mysql' && !socket && (tls === 'disable' || tls === 'prefer');
  return isPlain ? '; a user who may only come encrypted needs COURSEKEEP_SITE_SSL=require' : '';
}

function localhostHint(config: SiteConfig): string {
  return config.host === 'localhost' && !config.socket
    ? "; PHP reaches 'localhost' through a socket, whose path can be given as COURSEKEEP_SITE_DBSOCKET"
    : '';
}
