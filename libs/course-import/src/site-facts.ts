import type { SiteWriter } from '@coursekeep/embedded-site';

/** What an import needs to know of the site that it goes into. */
export interface SiteFacts {
  readonly wwwroot: string;
  /** The activity modules that it knows. */
  readonly modules: readonly string[];
  /** The first administrator. */
  readonly administrator: number;
  /** With which its backups encrypt secrets; null where it has none. */
  readonly secretKey: Buffer | null;
}

export async function readSiteFacts(writer: SiteWriter): Promise<SiteFacts> {
  const [admins] = await writer.read("SELECT value FROM mdl_config WHERE name = 'siteadmins'");
  const [host] = await writer.read('SELECT wwwroot FROM mdl_mnet_host WHERE id = 1');
  const modules = await writer.read('SELECT name FROM mdl_modules ORDER BY name');
  const [key] = await writer.read(
    "SELECT value FROM mdl_config_plugins WHERE plugin = 'backup' AND name = 'backup_encryptkey'",
  );
  const secret = Buffer.from(String(key?.value ?? ''), 'base64');
  return {
    wwwroot: String(host?.wwwroot ?? ''),
    modules: modules.map((row) => String(row.name)),
    administrator: Number(String(admins?.value ?? '2').split(',')[0]) || 2,
    secretKey: secret.length === 32 ? secret : null,
  };
}
