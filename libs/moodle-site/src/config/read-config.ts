import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { dirname, resolve } from 'node:path';
import { databaseLimits } from '../database/limits';
import type { DialectName } from '../database/reader';
import { ConfigError } from '../errors';
import { readPhpConfig, type PhpConfig } from './php-config';
import { NotUnderstood, phpText, type PhpArray, type PhpValue } from './php-value';
import { TLS_MODES, type SiteConfig, type TlsMode } from './site-config';

type Environment = Readonly<Record<string, string | undefined>>;

const dialects: Readonly<Record<string, DialectName>> = {
  pgsql: 'pgsql',
  mariadb: 'mysql',
  mysqli: 'mysql',
  auroramysql: 'mysql',
  sqlite3: 'sqlite',
};

/** Where PHP's drivers look for the socket when `dbsocket` is only switched on. */
const standardSockets: Readonly<Record<DialectName, string | null>> = {
  pgsql: '/var/run/postgresql',
  mysql: '/var/run/mysqld/mysqld.sock',
  sqlite: null,
};

/** Reads a site's config.php; nothing in it is executed. Settings in the environment (COURSEKEEP_SITE_DBHOST …) win. A
 *  relative path is taken from the current folder. Rejects with ConfigError: `config-unreadable`, `config-syntax`,
 *  `config-missing`, `config-not-understood`, `config-invalid`; the message names the file, the line and what to do. */
export async function readSiteConfig(configFile: string, env: Environment): Promise<SiteConfig> {
  const file = resolve(configFile);
  const source = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw new ConfigError('config-unreadable', `${file} cannot be read: ${cause.message}. ${readAdvice(cause)}`, {
      cause,
    });
  });
  const settings = new Settings(file, env, readPhpConfig(source, file, env));

  const dbtype = settings.needed('dbtype');
  const dialect = Object.hasOwn(dialects, dbtype) ? dialects[dbtype] : undefined;
  if (!dialect)
    throw new ConfigError(
      'config-invalid',
      `${file}: dbtype '${dbtype}' is not supported; Coursekeep reads ${Object.keys(dialects).join(', ')}.`,
    );
  const isFile = dialect === 'sqlite';
  const socket = isFile ? null : settings.socket(dialect);
  return {
    file,
    dialect,
    dbtype,
    dbname: isFile ? resolve(dirname(file), settings.needed('dbname')) : settings.needed('dbname'),
    host: isFile || socket ? settings.text('dbhost') : settings.needed('dbhost'),
    port: isFile ? null : settings.port(),
    socket,
    tls: isFile || socket ? 'disable' : settings.tls(dialect),
    schema: dialect === 'pgsql' ? settings.option('dbschema') || null : null,
    user: isFile ? '' : settings.needed('dbuser'),
    password: isFile ? '' : settings.text('dbpass'),
    silenceMs: settings.silenceMs(),
    prefix: settings.prefix(),
    dataroot: resolve(dirname(file), settings.needed('dataroot')),
    wwwroot: settings.needed('wwwroot').replace(/\/+$/, ''),
    settings: settings.others(),
  };
}

function readAdvice(error: NodeJS.ErrnoException): string {
  if (error.code === 'EACCES') return 'Give the user that runs Coursekeep the right to read it.';
  if (error.code === 'EISDIR') return "Name the file itself, for example '/var/www/moodle/config.php'.";
  return "Name the config.php of a Moodle site, for example '/var/www/moodle/config.php'.";
}

class Settings {
  constructor(
    private readonly file: string,
    private readonly env: Environment,
    private readonly php: PhpConfig,
  ) {}

  /** A setting that must be there and not be empty. */
  needed(name: string): string {
    const text = this.text(name);
    if (text !== '') return text;
    throw new ConfigError(
      'config-missing',
      `${this.file}: $CFG->${name} is not set. Set it there or in the environment as ${environmentName(name)}.`,
    );
  }

  /** A setting as text, empty where it is not set. */
  text(name: string): string {
    const override = this.env[environmentName(name)];
    // An empty password or prefix is a meaningful one.
    if (override !== undefined && (override !== '' || name === 'dbpass' || name === 'prefix')) return override;
    return this.understood(name, this.set(name));
  }

  prefix(): string {
    const prefix = this.text('prefix');
    if (/^[A-Za-z0-9_]*$/.test(prefix)) return prefix;
    throw new ConfigError(
      'config-invalid',
      `${this.file}: $CFG->prefix may only have letters, digits and underscores.`,
    );
  }

  port(): number | null {
    const text = this.option('dbport');
    if (text === '' || text === '0') return null;
    const port = Number(text);
    if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
    throw new ConfigError('config-invalid', `${this.file}: the dbport '${text}' is not the number of a port.`);
  }

  /** Coursekeep's own, which no config.php has. */
  silenceMs(): number {
    const variable = environmentName('silence_seconds');
    const text = this.env[variable] || String(databaseLimits.silenceSeconds);
    const seconds = Number(text);
    if (/^\d+(\.\d+)?$/.test(text) && seconds > 0 && seconds <= 86_400) return seconds * 1000;
    throw new ConfigError(
      'config-invalid',
      `${variable} is "${text}": it must be a number of seconds from 0 to 86400.`,
    );
  }

  socket(dialect: DialectName): string | null {
    const text = this.option('dbsocket');
    if (text === '' || text === '0') return null;
    return text.includes('/') ? text : standardSockets[dialect];
  }

  /** Moodle's `ssl`: empty is 'prefer'. */
  tls(dialect: DialectName): TlsMode {
    const text = this.option('ssl') || 'prefer';
    const mode = TLS_MODES.find((one) => one === text);
    // MySQL's driver would hold the certificate against 'localhost'.
    if (mode === 'verify-full' && dialect === 'mysql' && isIP(this.text('dbhost')))
      throw new ConfigError(
        'config-invalid',
        `${this.file}: ssl 'verify-full' needs a name as dbhost: on MySQL a certificate cannot be held against an address.`,
      );
    if (mode) return mode;
    throw new ConfigError('config-invalid', `${this.file}: ssl '${text}' is none of ${TLS_MODES.join(', ')}.`);
  }

  /** All other plain settings; elements of arrays as `name/key`, forced plugin settings as `plugin/name`. */
  others(): Record<string, string> {
    const flat: Record<string, string> = {};
    const add = (path: string, value: PhpValue): void => {
      if (value instanceof Map) for (const [key, item] of value) add(path === '' ? key : `${path}/${key}`, item);
      const text = phpText(value, 0);
      if (!(text instanceof NotUnderstood)) flat[path] = text;
    };
    for (const [name, value] of this.php.cfg)
      if (!/^db|^prefix$/.test(name)) add(name === 'forced_plugin_settings' ? '' : name, value);
    for (const name of ['dataroot', 'wwwroot']) flat[name] = this.text(name);
    return flat;
  }

  /** An element of `dboptions`, empty where it is not set. */
  option(name: string): string {
    const override = this.env[environmentName(name)];
    if (override) return override;
    const options = this.set('dboptions');
    if (options instanceof NotUnderstood) return this.understood(`dboptions['${name}']`, options);
    return this.understood(
      `dboptions['${name}']`,
      options instanceof Map ? ((options as PhpArray).get(name) ?? null) : null,
    );
  }

  /** What the files set; where something else may have set it too, that. */
  private set(name: string): PhpValue {
    return this.php.cfg.has(name) ? (this.php.cfg.get(name) ?? null) : this.php.taint;
  }

  private understood(name: string, value: PhpValue): string {
    const text = phpText(value, 0);
    if (!(text instanceof NotUnderstood)) return text;
    const variable = environmentName(name.replace(/^dboptions\['(\w+)'\]$/, '$1'));
    throw new ConfigError(
      'config-not-understood',
      `${text.file ?? this.file} line ${text.line}: $CFG->${name} depends on ${text.what}, which is not understood. ` +
        `Coursekeep does not run PHP: write the value out, or set ${variable} in the environment.`,
    );
  }
}

function environmentName(name: string): string {
  return `COURSEKEEP_SITE_${name.toUpperCase()}`;
}
