import { z } from 'zod';
import { scheduleSchema } from '@coursekeep/schedules';
import type { ApiOperation } from './open-api';
import * as schemas from './schedule-schemas';

const forAdmins = { 401: 'Not signed in.', 403: 'Only administrators of the site may do that.' };
const ofSchedule = { ...forAdmins, 404: 'There is no such schedule.' };
const invalid = { 400: 'The schedule cannot be followed; the message names each place that is wrong.' };
const json = { 415: 'The body is not JSON.' };
const object = z.object;
const schedule = object({ schedule: schemas.schedule });
const inFile = 'It stands in the file of schedules, and is changed there.';

/** The requests for schedules. */
export const scheduleOperations: readonly ApiOperation[] = [
  {
    method: 'get',
    path: '/api/v1/schedules',
    summary: 'The schedules of the site, for its administrators.',
    status: 200,
    answer: object({ schedules: z.array(schemas.schedule) }),
    errors: forAdmins,
  },
  {
    method: 'post',
    path: '/api/v1/schedules',
    summary: 'Adds a schedule. It is off unless it says otherwise.',
    body: scheduleSchema,
    status: 201,
    answer: schedule,
    errors: { ...forAdmins, ...invalid, ...json, 409: 'There is one with this name.' },
  },
  {
    method: 'get',
    path: '/api/v1/schedules/{name}',
    summary: 'One schedule, its run and the run before.',
    status: 200,
    answer: schedule,
    errors: ofSchedule,
  },
  {
    method: 'put',
    path: '/api/v1/schedules/{name}',
    summary: 'Gives a schedule another definition; a run that goes on keeps its courses.',
    body: scheduleSchema,
    status: 200,
    answer: schedule,
    errors: { ...ofSchedule, ...invalid, ...json, 409: inFile },
  },
  {
    method: 'delete',
    path: '/api/v1/schedules/{name}',
    summary: 'Forgets a schedule; its backups stay.',
    status: 204,
    errors: { ...ofSchedule, 409: `${inFile} Or it runs just now.` },
  },
  {
    method: 'post',
    path: '/api/v1/schedules/{name}/run',
    summary: 'Begins a run now.',
    status: 202,
    answer: object({ runid: z.string() }),
    errors: { ...ofSchedule, ...json, 409: 'One goes on already.' },
  },
  {
    method: 'post',
    path: '/api/v1/schedules/{name}/stop',
    summary: 'Ends the run: backups that were begun are finished, all others are not made.',
    status: 202,
    answer: object({ runid: z.string() }),
    errors: { ...ofSchedule, ...json, 409: 'It is not running.' },
  },
  {
    method: 'post',
    path: '/api/v1/schedules/{name}/pause',
    summary: 'Begins no run, and in the run that goes on no backup, until it is resumed.',
    status: 200,
    answer: schedule,
    errors: { ...ofSchedule, ...json },
  },
  {
    method: 'post',
    path: '/api/v1/schedules/{name}/resume',
    summary: 'Lets a schedule go on.',
    status: 200,
    answer: schedule,
    errors: { ...ofSchedule, ...json },
  },
  {
    method: 'get',
    path: '/api/v1/schedules/{name}/preview',
    summary: 'What the next run would do if it began now, and when it is due.',
    status: 200,
    answer: schemas.preview,
    errors: ofSchedule,
  },
  {
    method: 'get',
    path: '/api/v1/schedules/{name}/runs',
    summary: 'Its newest runs, newest first; also those of a schedule that is gone.',
    query: schemas.runQuery,
    status: 200,
    answer: object({ runs: z.array(schemas.run) }),
    errors: { ...forAdmins, 400: 'A parameter is wrong.' },
  },
  {
    method: 'get',
    path: '/api/v1/schedule-runs/{runid}',
    summary: 'The report of a run, course by course, in the order of their turns.',
    query: schemas.resultQuery,
    status: 200,
    answer: object({ run: schemas.run, results: z.array(schemas.result) }),
    errors: { ...forAdmins, 400: 'A parameter is wrong.', 404: 'There is no such run.' },
  },
];
