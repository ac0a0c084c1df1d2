import { resolve } from 'node:path';
import { CoursekeepError } from '@coursekeep/errors';
import { z } from 'zod';
import { databaseUrl } from './database-url';

/** A setting of the service: the variable of the environment that gives it, what it means, and how it is checked. */
interface Setting<T> {
  /** Its value is never shown. */
  readonly isSecret?: boolean;
  readonly variable: string;
  readonly default: string;
  readonly description: string;
  readonly schema: z.ZodType<T, string>;
}

const whole = (minimum: number, maximum: number) =>
  z
    .string()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.number().min(minimum).max(maximum)) as z.ZodType<number, string>;
const words = z.string().transform((text) =>
  text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== ''),
);
const address = z
  .string()
  .refine((text) => text === '' || /^https?:\/\/[^/\s]+(\/[^\s?#]*)?$/.test(text), 'must be an http or https address')
  .transform((text) => (text === '' ? null : text.replace(/\/+$/, '')));

const addresses = words.refine(
  (urls) => urls.every((url) => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) && url.length <= 2000),
  'must be http or https addresses, separated by commas',
);

const settings = {
  data: setting('COURSEKEEP_DATA', '.coursekeep', 'Folder for the store, the backups and the embedded site.', folder()),
  databaseUrl: {
    ...setting(
      'COURSEKEEP_DATABASE_URL',
      '',
      'Database for the store, `postgres://USER:PASSWORD@HOST:PORT/DATABASE` or `mysql://…` (MySQL and MariaDB), with `?sslmode=require` or `verify-full` encrypted. Default: the file `store.sqlite` in the data folder. See [operations](operations/README.md).',
      databaseUrl(),
    ),
    isSecret: true,
  },
  host: setting('COURSEKEEP_HOST', '127.0.0.1', 'Address to listen on.', z.string().min(1)),
  port: setting('COURSEKEEP_PORT', '8080', 'Port to listen on; 0 takes any free one.', whole(0, 65535)),
  site: setting(
    'COURSEKEEP_SITE',
    'embedded',
    "Path of the Moodle site's `config.php`, or `embedded` for the demo site.",
    z.string().min(1),
  ),
  definitions: setting(
    'COURSEKEEP_DEFINITIONS',
    '',
    'Definitions of further plugins: folders of modules, files and packages, separated by commas ([how](definitions.md#load-your-own)). Their code runs with the rights of the service.',
    z.string(),
  ),
  publicUrl: setting(
    'COURSEKEEP_PUBLIC_URL',
    '',
    "Address under which clients reach the service, used in download addresses. Default: the site's `wwwroot`; for the embedded site the address it listens on.",
    address,
  ),
  services: setting(
    'COURSEKEEP_SERVICES',
    'coursekeep',
    'Short names of the external services whose tokens may call every function, separated by commas.',
    words,
  ),
  portal: setting(
    'COURSEKEEP_PORTAL',
    'on',
    '`on` serves the portal, `off` only the web services and the JSON API.',
    z.enum(['on', 'off']),
  ),
  tasks: setting('COURSEKEEP_TASKS', '1', 'How many backups run at the same time.', whole(0, 64)),
  fileCheckDays: setting(
    'COURSEKEEP_FILE_CHECK_DAYS',
    '30',
    'Days within which each stored backup is read again and held against its hash; 0 leaves only the look at its size.',
    whole(0, 3650),
  ),
  fileCheckMb: setting(
    'COURSEKEEP_FILE_CHECK_MB',
    '600',
    'MiB of stored backups that are read for this in a minute.',
    whole(1, 1_000_000),
  ),
  mostWaitingOfUser: setting(
    'COURSEKEEP_MOST_WAITING_OF_USER',
    '1000',
    'How many backups that one user asked for may wait or run at a time; 0 sets no limit. Users take turns all the same.',
    whole(0, 1_000_000),
  ),
  mostWaitingOfCourse: setting(
    'COURSEKEEP_MOST_WAITING_OF_COURSE',
    '100',
    'How many backups of one course may wait or run at a time; 0 sets no limit.',
    whole(0, 1_000_000),
  ),
  moodleCli: setting(
    'COURSEKEEP_MOODLE_CLI',
    '',
    "How Moodle's own restore command is run: PHP as the user of the web server, and last the folder of Moodle's code, as `sudo -u www-data php /var/www/moodle`. Empty: nothing is restored here, and people are shown how to do it in Moodle.",
    z.string(),
  ),
  restoreFolder: setting(
    'COURSEKEEP_RESTORE_FOLDER',
    '',
    "Folder in which copies of backups are handed to Moodle's restore command, readable by the user who runs it. Default: `restores` in COURSEKEEP_DATA; for the command line the system's folder for temporary files.",
    z.string().transform((path) => (path === '' ? null : resolve(path))),
  ),
  restoreLimitSeconds: setting(
    'COURSEKEEP_RESTORE_LIMIT_SECONDS',
    '7200',
    'Seconds that one restore by Moodle may take; then it is ended.',
    whole(1, 604800),
  ),
  scheduleFile: setting(
    'COURSEKEEP_SCHEDULES',
    '',
    'File of schedules and holds, YAML or JSON. Schedules that administrators make in the JSON API stand beside it.',
    z.string().transform((path) => (path === '' ? null : resolve(path))),
  ),
  scheduleUser: setting(
    'COURSEKEEP_SCHEDULE_USER',
    '',
    "User name of the account under whose rights scheduled backups are made. Default: the site's main administrator.",
    z.string().transform((name) => (name === '' ? null : name)),
  ),
  filenameLang: setting(
    'COURSEKEEP_FILENAME_LANG',
    '',
    "Language of the first word of a backup's file name, as `es`, or with the word, as `de=sicherung`. Default: that of the site, as in Moodle.",
    z.string().regex(/^([A-Za-z]{2,3}([_-]\w+)*(=[^\s=/\\]{1,40})?)?$/, 'must be the code of a language, or code=word'),
  ),
  taskPollMs: setting(
    'COURSEKEEP_TASK_POLL_MS',
    '1000',
    'Milliseconds between two looks for waiting tasks.',
    whole(20, 600000),
  ),
  taskRetrySeconds: setting(
    'COURSEKEEP_TASK_RETRY_SECONDS',
    '5',
    'Seconds before a task that failed for a passing reason runs again; doubled each time, at most ten minutes.',
    whole(0, 600),
  ),
  taskSilentSeconds: setting(
    'COURSEKEEP_TASK_SILENT_SECONDS',
    '120',
    'Seconds that the process of a backup may give no sign of life, which it does every second however slow the backup is; then it is ended and the backup tried again, three times in all.',
    whole(2, 86400),
  ),
  taskStalledSeconds: setting(
    'COURSEKEEP_TASK_STALLED_SECONDS',
    '1800',
    'Seconds that a backup may neither get on nor use the processor; then its process is ended and the backup tried again, three times in all. To be longer than `COURSEKEEP_SITE_SILENCE_SECONDS`.',
    whole(2, 604800),
  ),
  taskLimitSeconds: setting(
    'COURSEKEEP_TASK_LIMIT_SECONDS',
    '86400',
    'Seconds that one attempt at a backup may take in all; then it is ended, and the backup given up.',
    whole(2, 2592000),
  ),
  shutdownSeconds: setting(
    'COURSEKEEP_SHUTDOWN_SECONDS',
    '10',
    'Seconds that a running backup gets to stop cleanly when the service ends.',
    whole(0, 600),
  ),
  bodyLimitKb: setting('COURSEKEEP_BODY_LIMIT_KB', '1024', 'Largest body of a request, in kilobytes.', whole(1, 65536)),
  requestSeconds: setting(
    'COURSEKEEP_REQUEST_SECONDS',
    '60',
    'Seconds that a caller gets to send a request, and the service to answer a call of a web service or to find a file.',
    whole(1, 3600),
  ),
  sessionHours: setting('COURSEKEEP_SESSION_HOURS', '8', 'Hours after which a portal session ends.', whole(1, 720)),
  signinFailures: setting(
    'COURSEKEEP_SIGNIN_FAILURES',
    '10',
    'Failed sign-ins to one account within fifteen minutes before it must wait; an address gets five times as many.',
    whole(1, 10000),
  ),
  idempotencyHours: setting(
    'COURSEKEEP_IDEMPOTENCY_HOURS',
    '24',
    'Hours for which an `Idempotency-Key` stands for the backup that it began.',
    whole(1, 720),
  ),
  webhookUrls: setting(
    'COURSEKEEP_WEBHOOK_URLS',
    '',
    'Addresses that are told of each backup that has finished or failed, separated by commas.',
    addresses,
  ),
  webhookSecret: {
    ...setting(
      'COURSEKEEP_WEBHOOK_SECRET',
      '',
      'Key with which webhooks are signed, at least 16 characters; needed where there are webhooks.',
      z.string().refine((text) => text === '' || text.length >= 16, 'must have at least 16 characters'),
    ),
    isSecret: true,
  },
  webhookPrivate: setting(
    'COURSEKEEP_WEBHOOK_PRIVATE',
    'off',
    '`on` lets webhooks go to this machine and to private networks.',
    z.enum(['on', 'off']),
  ),
  webhookTimeoutSeconds: setting(
    'COURSEKEEP_WEBHOOK_TIMEOUT_SECONDS',
    '10',
    'Seconds that the receiver of a webhook has to answer.',
    whole(1, 120),
  ),
  webhookRetrySeconds: setting(
    'COURSEKEEP_WEBHOOK_RETRY_SECONDS',
    '5',
    'Seconds before a webhook that was not taken is sent again; doubled each time, at most an hour.',
    whole(0, 3600),
  ),
  webhookAttempts: setting(
    'COURSEKEEP_WEBHOOK_ATTEMPTS',
    '30',
    'How often a webhook is sent before it is given up; 30 times take about a day.',
    whole(1, 1000),
  ),
  trustProxy: setting(
    'COURSEKEEP_TRUST_PROXY',
    '0',
    'Number of reverse proxies in front whose X-Forwarded-For is believed.',
    whole(0, 10),
  ),
  metricsToken: {
    ...setting(
      'COURSEKEEP_METRICS_TOKEN',
      '',
      'Token with which `/metrics` gives figures to Prometheus, at least 16 characters. Without it there is no `/metrics` at the address of the service.',
      z
        .string()
        .regex(/^(\S{16,})?$/, 'must have at least 16 characters, and no blanks')
        .transform((text) => (text === '' ? null : text)),
    ),
    isSecret: true,
  },
  metricsListen: setting(
    'COURSEKEEP_METRICS_LISTEN',
    '',
    'Port, or address and port (`10.0.0.5:9464`), at which nothing but `/metrics` is given out; a port alone is for this machine only. Where there is a token, it is needed there too.',
    listenAddress(),
  ),
  logLevel: setting(
    'COURSEKEEP_LOG_LEVEL',
    'info',
    'Least level that is logged: trace, debug, info, warn, error, fatal or silent.',
    z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']),
  ),
};

/** The checked settings of the service, all in the units their names say. `data` is an absolute path. */
export type Settings = { readonly [K in keyof typeof settings]: z.output<(typeof settings)[K]['schema']> };

/** A setting that is not understood; the message names every wrong variable and what it must be. */
export class SettingsError extends CoursekeepError {}

/** Reads the settings from the environment; an empty variable counts as absent. Throws SettingsError. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const wrong: string[] = [];
  const entries = Object.entries<Setting<unknown>>(settings).map(([name, { variable, schema, isSecret, ...rest }]) => {
    const given = env[variable];
    const outcome = schema.safeParse(given === undefined || given === '' ? rest.default : given);
    if (!outcome.success) {
      const problem = outcome.error.issues.map((issue) => issue.message).join('; ');
      wrong.push(isSecret ? `${variable} ${problem}` : `${variable} is "${given}": ${problem}`);
    }
    return [name, outcome.data];
  });
  const read = Object.fromEntries(entries) as Settings;
  if (read.webhookUrls?.length > 0 && read.webhookSecret === '') {
    wrong.push('COURSEKEEP_WEBHOOK_SECRET must be set where COURSEKEEP_WEBHOOK_URLS is.');
  }
  if (wrong.length > 0) throw new SettingsError('settings', wrong.join('\n'));
  return read;
}

/** All settings for people: the configuration table of the documentation is printed from this. */
export function settingsTable(): { variable: string; default: string; description: string }[] {
  return Object.values(settings).map(({ variable, default: value, description }) => ({
    variable,
    default: value,
    description,
  }));
}

function setting<T>(variable: string, standard: string, description: string, schema: z.ZodType<T, string>): Setting<T> {
  return { variable, default: standard, description, schema };
}

function folder(): z.ZodType<string, string> {
  return z.string().transform((path) => resolve(path));
}

function listenAddress(): z.ZodType<{ readonly host: string; readonly port: number } | null, string> {
  const form = /^(?:(\[[0-9a-fA-F:.]+\]|[^\s:[\]]+):)?(\d{1,5})$/;
  return z
    .string()
    .refine((text) => {
      const port = Number(form.exec(text)?.[2]);
      return text === '' || (port > 0 && port <= 65535);
    }, 'must be a port, or an address and a port as 127.0.0.1:9464')
    .transform((text) => {
      const [, host = '127.0.0.1', port] = form.exec(text) ?? [];
      return text === '' ? null : { host: host.replace(/^\[|\]$/g, ''), port: Number(port) };
    });
}
