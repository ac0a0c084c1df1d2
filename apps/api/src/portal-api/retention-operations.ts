import { z } from 'zod';
import type { ApiOperation } from './open-api';
import * as schemas from './retention-schemas';

const forAdmins = { 401: 'Not signed in.', 403: 'Only administrators of the site may do that.' };
const ofSchedule = { ...forAdmins, 404: 'There is no such schedule.' };
const ofBackup = { ...forAdmins, 404: 'There is no such backup.' };
const body = { 400: 'The body is wrong.', 415: 'The body is not JSON.' };
const query = { 400: 'A parameter is wrong.' };
const object = z.object;

/** The requests for what stays and what goes. */
export const retentionOperations: readonly ApiOperation[] = [
  {
    method: 'get',
    path: '/api/v1/schedules/{name}/retention',
    summary: 'What the rules of a schedule would remove now, and why each backup stays or goes. Changes nothing.',
    query: schemas.judgedQuery,
    status: 200,
    answer: object({ removes: z.number().int(), bytes: z.number().int(), courses: z.array(schemas.judgedCourse) }),
    errors: { ...ofSchedule, ...query },
  },
  {
    method: 'post',
    path: '/api/v1/schedules/{name}/retention',
    summary: 'Removes what the rules say, as the end of a run does.',
    status: 200,
    answer: object({ removed: z.number().int() }),
    errors: { ...ofSchedule, 415: 'The body is not JSON.' },
  },
  {
    method: 'put',
    path: '/api/v1/backups/{backupid}/pin',
    summary: 'Keeps a backup from being removed, for ever or until a time.',
    body: schemas.pin,
    status: 204,
    errors: { ...ofBackup, ...body },
  },
  {
    method: 'delete',
    path: '/api/v1/backups/{backupid}/pin',
    summary: 'Takes the pin away.',
    status: 204,
    errors: ofBackup,
  },
  {
    method: 'post',
    path: '/api/v1/backups/{backupid}/remove',
    summary: 'Removes a backup. For seven days it can be put back.',
    body: schemas.reason,
    status: 204,
    errors: { ...ofBackup, ...body, 409: 'It is pinned, under a hold, or has not ended.' },
  },
  {
    method: 'post',
    path: '/api/v1/backups/{backupid}/restore',
    summary: 'Puts a removed backup back.',
    status: 204,
    errors: { ...ofBackup, 409: 'Another one has its name meanwhile.', 415: 'The body is not JSON.' },
  },
  {
    method: 'get',
    path: '/api/v1/removed-backups',
    summary: 'The backups that can be put back, the newest removal first.',
    query: schemas.removedQuery,
    status: 200,
    answer: object({ backups: z.array(schemas.removedBackup) }),
    errors: { ...forAdmins, ...query },
  },
  {
    method: 'get',
    path: '/api/v1/audit',
    summary: 'What was done to backups, by whom and why, newest first.',
    query: schemas.auditQuery,
    status: 200,
    answer: object({ audit: z.array(schemas.auditLine) }),
    errors: { ...forAdmins, ...query },
  },
];
