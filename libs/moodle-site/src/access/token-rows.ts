import type { SiteConnection, Value } from '../database/reader';
import type { SiteSchema } from '../schema/schema';

/** A row of `external_tokens`. Times in seconds; 0 = no end. */
export interface TokenRow {
  readonly id: number;
  readonly token: string;
  readonly type: number;
  readonly userId: number;
  readonly serviceId: number;
  readonly sessionId: string;
  readonly contextId: number;
  readonly ipRestriction: string;
  readonly validUntil: number;
  /** Lets an app sign in by itself; handed out over https only. */
  readonly privateToken: string | null;
}

/** A token that does not end with a session. */
export const permanentToken = 0;

const tokenColumns =
  'id, token, tokentype, userid, externalserviceid, sid, contextid, iprestriction, validuntil, privatetoken';

export async function readToken(
  database: SiteConnection,
  token: string,
  accepts: (row: TokenRow) => boolean,
): Promise<TokenRow | null> {
  if (token === '' || token.includes('\0')) return null;
  const rows = await database.all({
    text: `SELECT ${tokenColumns} FROM {external_tokens} WHERE token = ? ORDER BY id`,
    parameters: [token],
  });
  // Some databases compare without regard to case.
  return rows.map(tokenRow).find((row) => row.token === token && accepts(row)) ?? null;
}

export async function readTokenById(database: SiteConnection, id: number): Promise<TokenRow | null> {
  const text = `SELECT ${tokenColumns} FROM {external_tokens} WHERE id = ?`;
  const [row] = await database.all({ text, parameters: [id] });
  return row ? tokenRow(row) : null;
}

/** A user's permanent tokens for a service, newest first; of equal age the first. */
export async function readTokensOf(database: SiteConnection, userId: number, serviceId: number): Promise<TokenRow[]> {
  const rows = await database.all({
    text: `SELECT ${tokenColumns} FROM {external_tokens}
            WHERE userid = ? AND externalserviceid = ? AND tokentype = ${permanentToken}
         ORDER BY timecreated DESC, id`,
    parameters: [userId, serviceId],
  });
  return rows.map(tokenRow);
}

function tokenRow(row: Record<string, Value>): TokenRow {
  return {
    id: Number(row.id),
    token: row.token ?? '',
    type: Number(row.tokentype),
    userId: Number(row.userid),
    serviceId: Number(row.externalserviceid),
    sessionId: row.sid ?? '',
    contextId: Number(row.contextid),
    ipRestriction: row.iprestriction ?? '',
    validUntil: Number(row.validuntil ?? 0),
    privateToken: row.privatetoken ?? null,
  };
}

/** A row of `user_private_key`. `validUntil` in seconds; 0 = no end. */
export interface PrivateKeyRow {
  readonly userId: number;
  readonly ipRestriction: string;
  readonly validUntil: number;
}

export async function readPrivateKey(
  database: SiteConnection,
  script: string,
  key: string,
): Promise<PrivateKeyRow | null> {
  if (key === '' || key.includes('\0')) return null;
  const rows = await database.all({
    text: `SELECT "value", userid, iprestriction, validuntil FROM {user_private_key}
            WHERE "script" = ? AND "value" = ? ORDER BY id`,
    parameters: [script, key],
  });
  const row = rows.find((candidate) => candidate.value === key);
  if (!row) return null;
  const { userid, iprestriction, validuntil } = row;
  return { userId: Number(userid), ipRestriction: iprestriction ?? '', validUntil: Number(validuntil ?? 0) };
}

/** Is a browser session still there? */
export async function hasSession(database: SiteConnection, schema: SiteSchema, sessionId: string): Promise<boolean> {
  if (!schema.hasTable('sessions')) return false;
  const [row] = await database.all({ text: 'SELECT id FROM {sessions} WHERE sid = ?', parameters: [sessionId] });
  return row !== undefined;
}

/** A row of `external_services`. */
export interface ServiceRow {
  readonly id: number;
  readonly shortname: string;
  readonly enabled: boolean;
  readonly requiredCapability: string;
  readonly restrictedUsers: boolean;
  readonly downloadFiles: boolean;
  readonly uploadFiles: boolean;
}

export async function readService(
  database: SiteConnection,
  by: { readonly id: number } | { readonly shortname: string },
): Promise<ServiceRow | null> {
  const [column, value] = 'id' in by ? ['id', by.id] : ['shortname', by.shortname];
  if (typeof value === 'string' && value.includes('\0')) return null;
  const [row] = await database.all({
    text: `SELECT id, shortname, enabled, requiredcapability, restrictedusers, downloadfiles, uploadfiles
             FROM {external_services} WHERE ${column} = ?`,
    parameters: [value],
  });
  if (!row) return null;
  return {
    id: Number(row.id),
    shortname: row.shortname ?? '',
    enabled: row.enabled === '1',
    requiredCapability: row.requiredcapability ?? '',
    restrictedUsers: row.restrictedusers === '1',
    downloadFiles: row.downloadfiles === '1',
    uploadFiles: row.uploadfiles === '1',
  };
}

export async function serviceLists(
  database: SiteConnection,
  serviceId: number,
  functionName: string,
): Promise<boolean> {
  const rows = await database.all({
    text: 'SELECT functionname FROM {external_services_functions} WHERE externalserviceid = ? AND functionname = ?',
    parameters: [serviceId, functionName],
  });
  return rows.some((row) => row.functionname === functionName);
}

/** A row of `external_services_users`: an entry in the list of users of a restricted service. */
export interface ServiceUserRow {
  readonly ipRestriction: string;
  /** Seconds; 0 = no end. */
  readonly validUntil: number;
}

export async function readServiceUsers(
  database: SiteConnection,
  serviceId: number,
  userId: number,
): Promise<ServiceUserRow[]> {
  const rows = await database.all({
    text: 'SELECT iprestriction, validuntil FROM {external_services_users} WHERE externalserviceid = ? AND userid = ?',
    parameters: [serviceId, userId],
  });
  return rows.map((row) => ({ ipRestriction: row.iprestriction ?? '', validUntil: Number(row.validuntil ?? 0) }));
}
