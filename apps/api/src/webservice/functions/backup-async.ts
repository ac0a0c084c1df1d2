import { OPTION_NAMES, OPTIONS } from '@coursekeep/backup-engine/model';
import { idempotencyKey } from '../../integrations/idempotency-keys';
import { webServiceFunction } from '../web-service-function';
import { courseAliases, courseErrors, courseParameter } from './course-parameter';
import { defineFunction, list, single, value, type RawParameter, type RawParameters } from '@coursekeep/ws-protocol';

const definition = defineFunction({
  name: 'core_course_backup_async',
  description: 'Asks for a backup of a course. It is made in the background; the id that comes back tells its status.',
  kind: 'write',
  parameters: single({
    courseid: courseParameter,
    options: list(
      single({
        name: value('alphanumext', {
          description: OPTIONS.map((option) => `${option.name} (default ${option.default})`).join(', '),
        }),
        value: value('raw', { description: '1 or true to include, 0 or false to leave out.' }),
      }),
      { default: [], description: 'What to include; also as options[users]=1, or users=1.' },
    ),
  }),
  returns: single({ backupid: value('alphanum', { description: 'Id of the backup, 32 hexadecimal digits.' }) }),
  aliases: courseAliases,
  capabilities: ['moodle/backup:backupcourse', 'moodle/backup:userinfo', 'moodle/backup:configure'],
  errors: {
    ...courseErrors,
    invalidextparam: 'An option does not exist or is neither 0, 1, true nor false; the message names it.',
    idempotencykeyreused: 'The Idempotency-Key stands for a backup with another course or other options.',
    idempotencykeyinvalid: 'The Idempotency-Key is empty, longer than 255 characters, or has blanks in it.',
  },
});

/** `core_course_backup_async`. */
export const backupAsync = webServiceFunction(
  definition,
  async ({ courseid, options }, { backups, caller, scope, idempotencyKey: key }) => {
    await scope.course(courseid);
    return { backupid: await backups.start(caller.user.id, courseid, options, idempotencyKey(key)) };
  },
  gatherOptions,
);

/** Options come as a list of names and values, as Moodle's functions have it, by name (`options[users]=1`), or as
 *  parameters of their own (`users=1`). All become the list. Anything else is left for the validation to refuse. */
function gatherOptions(parameters: RawParameters): RawParameters {
  const gathered: RawParameter[] = [];
  const rest = new Map(parameters);
  for (const name of OPTION_NAMES) {
    const given = rest.get(name);
    if (typeof given !== 'string') continue;
    gathered.push(pair(name, given));
    rest.delete(name);
  }
  const options = rest.get('options');
  if (options !== undefined && typeof options === 'string') return gathered.length > 0 ? parameters : rest;
  for (const [key, entry] of options ?? []) {
    gathered.push(typeof entry === 'string' && !/^\d+$/.test(key) ? pair(key, entry) : entry);
  }
  if (gathered.length > 0) rest.set('options', new Map(gathered.map((entry, index) => [String(index), entry])));
  return rest;
}

function pair(name: string, text: string): RawParameters {
  return new Map([
    ['name', name],
    ['value', text],
  ]);
}
