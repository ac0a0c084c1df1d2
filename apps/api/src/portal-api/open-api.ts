import { z } from 'zod';
import { courseQuery } from './course-query';
import { retentionOperations } from './retention-operations';
import { scheduleOperations } from './schedule-operations';
import * as schemas from './schemas';

/** One request of the JSON API. */
export interface ApiOperation {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  readonly path: string;
  readonly summary: string;
  /** false: without a session. */
  readonly session?: false;
  /** What may stand in the address after `?`. */
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  readonly headers?: Readonly<Record<string, string>>;
  readonly status: number;
  /** What comes back as JSON; absent: nothing, or a file. */
  readonly answer?: z.ZodType;
  readonly file?: true;
  /** Statuses of errors, with the case in which they arise. */
  readonly errors: Readonly<Record<number, string>>;
}

const signIn = { 401: 'Not signed in.' };
const ofCourse = { ...signIn, 403: 'You may not do that in this course.', 404: 'There is no such course.' };
const ofBackup = { ...signIn, 403: 'You may not see this backup.', 404: 'There is no such backup.' };
const object = z.object;

export const apiOperations: readonly ApiOperation[] = [
  {
    method: 'post',
    path: '/api/v1/session',
    summary: 'Signs in with name and password, or with a token of the web services. Sets the cookie of the session.',
    session: false,
    body: schemas.credentials,
    status: 200,
    answer: object({ user: schemas.user, session: z.string() }),
    errors: {
      400: 'Neither is given.',
      401: 'They do not fit.',
      403: 'The account may not come in, or signs in elsewhere; the code says which.',
      429: 'Too many failed attempts; see Retry-After.',
      503: 'The site is under maintenance.',
    },
  },
  {
    method: 'get',
    path: '/api/v1/session',
    summary: 'Tells who is signed in, and on which site.',
    status: 200,
    answer: object({ user: schemas.user, site: schemas.site }),
    errors: signIn,
  },
  {
    method: 'post',
    path: '/api/v1/restores',
    summary: 'Asks for a restore of a backup into a new course. It is made in the background.',
    body: schemas.newRestore,
    status: 202,
    answer: object({ restore: schemas.restoreView }),
    errors: {
      ...signIn,
      400: 'A part is missing, or a name is one that no course can have.',
      403: 'You may not restore into this category, or not download this backup.',
      404: 'There is no such backup, or no such category for you.',
      429: 'Too many of your restores wait or run.',
      503: 'Nothing here can restore: no command of Moodle is configured.',
    },
  },
  {
    method: 'get',
    path: '/api/v1/restores/{restoreid}',
    summary: 'Tells how far a restore is, to who asked for it.',
    status: 200,
    answer: object({ restore: schemas.restoreView }),
    errors: { ...signIn, 404: 'You have asked for no restore with this id.' },
  },
  {
    method: 'get',
    path: '/api/v1/site',
    summary: 'The name of the site, for who has not signed in yet.',
    session: false,
    status: 200,
    answer: object({ site: schemas.site.pick({ name: true }) }),
    errors: { 503: 'The site cannot be reached.' },
  },
  { method: 'delete', path: '/api/v1/session', summary: 'Signs out.', session: false, status: 204, errors: {} },
  {
    method: 'get',
    path: '/api/v1/courses',
    summary: 'The courses that the user may back up, a page at a time.',
    query: courseQuery,
    status: 200,
    answer: object({
      courses: z.array(schemas.course),
      total: z.number().int().describe('how many the user may back up'),
      matching: z.number().int().describe('how many of them are asked for, on all pages together'),
      next: z.string().nullable().describe('the cursor of the next page; null on the last'),
    }),
    errors: { ...signIn, 400: 'A parameter is wrong.' },
  },
  {
    method: 'get',
    path: '/api/v1/courses/{id}',
    summary: 'One course, and what the user may do there.',
    status: 200,
    answer: object({
      course: schemas.course.extend({ contextid: z.number().int() }),
      may: object({ userinfo: z.boolean(), configure: z.boolean() }),
    }),
    errors: ofCourse,
  },
  {
    method: 'get',
    path: '/api/v1/courses/{id}/backups',
    summary: "The backups of a course, newest first, Moodle's own included.",
    status: 200,
    answer: object({ backups: z.array(schemas.backupView) }),
    errors: ofCourse,
  },
  {
    method: 'post',
    path: '/api/v1/courses/{id}/backups',
    summary: 'Asks for a backup, which is made in the background.',
    headers: { 'Idempotency-Key': 'The same key gives the same backup.' },
    body: schemas.newBackup,
    status: 202,
    answer: object({ backupid: z.string() }),
    errors: {
      ...ofCourse,
      400: 'The body or an option is wrong.',
      409: 'The Idempotency-Key stands for another request.',
      415: 'The body is not JSON.',
    },
  },
  {
    method: 'get',
    path: '/api/v1/courses/{id}/files/{area}/{filename}',
    summary: 'Downloads a backup that Moodle itself made; area is course or automated.',
    status: 200,
    file: true,
    errors: ofCourse,
  },
  {
    method: 'get',
    path: '/api/v1/backups/{backupid}',
    summary: 'How far a backup is.',
    status: 200,
    answer: object({ backup: schemas.backupView }),
    errors: ofBackup,
  },
  {
    method: 'delete',
    path: '/api/v1/backups/{backupid}',
    summary: 'Cancels a backup that waits or runs: it ends with status 900 and the error cancelled.',
    status: 204,
    errors: { ...ofBackup, 409: 'It has ended, or is just being finished.' },
  },
  {
    method: 'get',
    path: '/api/v1/backups/{backupid}/download',
    summary: 'Downloads the file of a finished backup, also in parts (Range).',
    status: 200,
    file: true,
    errors: ofBackup,
  },
  ...scheduleOperations,
  ...retentionOperations,
];

/** The JSON API in OpenAPI 3.1. */
export function apiDocument(version: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const operation of apiOperations) (paths[operation.path] ??= {})[operation.method] = described(operation);
  return {
    openapi: '3.1.0',
    info: {
      title: "Coursekeep: the portal's API",
      version,
      description: 'Every error is {"error":{"code","message"}}. Bodies are JSON.',
    },
    paths,
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'coursekeep_session' } },
      schemas: { Error: json(schemas.apiError, 'output') },
    },
  };
}

function described({
  path,
  summary,
  session,
  query,
  body,
  headers,
  status,
  answer,
  file,
  errors,
}: ApiOperation): object {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: name === 'id' ? 'integer' : 'string' },
  }));
  const inHeader = Object.entries(headers ?? {}).map(([name, description]) => ({
    name,
    in: 'header',
    description,
    schema: { type: 'string' },
  }));
  const inQuery = Object.entries(query ? properties(query) : {}).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    description,
    schema,
  }));
  const parameters = [...inPath, ...inQuery, ...inHeader];
  const failures = Object.entries(errors).map(([code, description]) => [
    code,
    { description, content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } } },
  ]);
  return {
    summary,
    ...(session === false ? {} : { security: [{ session: [] }] }),
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: { required: true, content: { 'application/json': { schema: json(body, 'input') } } } }),
    responses: {
      [status]: {
        description: file ? 'The file.' : answer ? 'The answer.' : 'Done.',
        ...(answer && { content: { 'application/json': { schema: json(answer, 'output') } } }),
        ...(file && { content: { 'application/vnd.moodle.backup': {} } }),
      },
      ...Object.fromEntries(failures),
    },
  };
}

function properties(schema: z.ZodType): Record<string, { description?: string }> {
  return (z.toJSONSchema(schema, { io: 'input' }).properties ?? {}) as Record<string, { description?: string }>;
}

function json(schema: z.ZodType, io: 'input' | 'output'): object {
  return z.toJSONSchema(schema, { io });
}
