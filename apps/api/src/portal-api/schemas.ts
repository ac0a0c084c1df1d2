import { OPTIONS } from '@coursekeep/backup-engine/model';
import type { BackupView } from '../backups/backup-view';
import type { RestoreView } from '../restores/restore-requests';
import { z } from 'zod';

/** What the JSON API takes and gives. Requests are checked by these, and the documentation is made from them. */
export const credentials = z.union([
  z.strictObject({ username: z.string().min(1).max(255), password: z.string().min(1).max(1024) }),
  z.strictObject({ token: z.string().min(1).max(255) }),
]);

export const newBackup = z.strictObject({
  options: z
    .record(z.string(), z.unknown())
    .default({})
    .describe(
      `1 or true to include, 0 or false to leave out: ${OPTIONS.map(({ name, default: preset }) => `${name} (${preset})`).join(', ')}`,
    ),
});

const time = z.number().int().describe('unix seconds');
const remark = z.object({ code: z.string(), message: z.string() });
const backupWarning = remark.extend({
  kind: z
    .enum(['loss', 'notice'])
    .describe('whether something is not in the backup as it should be, or only to be known'),
});

export const backupView = z.object({
  backupid: z.string().nullable().describe('null for a backup that Moodle itself made'),
  courseid: z.number().int(),
  status: z.number().int().describe('700 waits, 800 runs, 900 failed, 1000 finished'),
  progress: z.number().min(0).max(1),
  step: z.string(),
  filename: z.string().nullable(),
  filesize: z.number().int().nullable().describe('bytes'),
  users: z.boolean().describe("whether it has people's data"),
  timecreated: time,
  timefinished: time.nullable(),
  who: z.string().describe('full name of who asked for it'),
  warnings: z.array(backupWarning),
  error: remark.nullable(),
  origin: z.enum(['coursekeep', 'moodle']),
  downloadurl: z.string().nullable(),
  restoreurl: z.string().nullable().describe("Moodle's page that restores backups of the course"),
}) satisfies z.ZodType<BackupView>;

export const newRestore = z.strictObject({
  backupid: z.string().regex(/^[0-9a-f]{32}$/),
  categoryid: z.number().int().positive(),
  fullname: z.string().min(1).max(1000).optional().describe('default: the old one, “restored”, and the day'),
  shortname: z.string().min(1).max(1000).optional().describe('one that is taken gets a number'),
  visible: z.boolean().default(false),
});

export const restoreView = z.object({
  restoreid: z.string(),
  backupid: z.string(),
  status: z.number().int().describe('700 waits, 800 runs, 900 failed, 1000 finished'),
  progress: z.number().min(0).max(1),
  phase: z.string().describe('waiting, backup, checking, copying, restoring, counting, done'),
  courseid: z.number().int().describe('the new course; of a failed restore the half-made one; 0 while there is none'),
  courseurl: z.string(),
  warnings: z.array(z.string()).readonly(),
  error: remark.nullable(),
}) satisfies z.ZodType<RestoreView>;

export const user = z.object({
  id: z.number().int(),
  username: z.string(),
  fullname: z.string(),
  siteadmin: z.boolean(),
});

export const site = z.object({
  name: z.string(),
  wwwroot: z.string(),
  release: z.string(),
  timezone: z.string().describe("the user's time zone, IANA name"),
});

export const course = z.object({
  id: z.number().int(),
  shortname: z.string(),
  fullname: z.string(),
  category: z.string(),
  visible: z.boolean(),
  latest: backupView.nullable().describe('the newest that has ended, well or not'),
  good: backupView.nullable().describe("the newest that can be restored, Moodle's own included"),
  running: backupView.nullable().describe('the one that waits or runs'),
});

export const apiError = z.object({
  error: remark.extend({
    elsewhere: z
      .object({ methods: z.array(z.string()), tokenPage: z.string() })
      .optional()
      .describe(
        'where accounts go whose passwords Moodle does not keep: their ways to sign in, and the page with tokens',
      ),
  }),
});
