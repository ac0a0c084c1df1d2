import { z } from 'zod';
import { ApiError } from './api-error';
import { checkedQuery } from './checked-query';
import type { Place } from './course-order';

/** How many courses a page has where the caller does not say, and at most. */
const PAGE = 50;
const MOST = 200;

/** What may be asked of the list of courses. */
export const courseQuery = z.strictObject({
  q: z
    .string()
    .max(200)
    .default('')
    .describe('words that the full name, short name or category has, without regard to case and accents'),
  show: z
    .enum(['all', 'never', 'failed', 'running'])
    .default('all')
    .describe('only courses without a good backup, whose last try failed, or of which a backup waits or runs'),
  sort: z
    .enum(['name', 'oldest', 'newest', 'size'])
    .default('name')
    .describe('by full name, or by the age or size of the newest good backup'),
  limit: z.coerce.number().int().min(1).max(MOST).default(PAGE).describe('courses a page'),
  cursor: z.string().max(3000).optional().describe('`next` of the page before; with the same q, show and sort'),
  page: z.coerce
    .number()
    .int()
    .min(1)
    .max(1_000_000)
    .optional()
    .describe('number of the page in place of a cursor; one beyond the last is the last'),
});
export type CourseQuery = z.infer<typeof courseQuery>;

/** Rejects with ApiError where a parameter is not understood. */
export function courseQueryOf(parameters: unknown): CourseQuery {
  const data = checkedQuery(courseQuery, parameters);
  if (data.cursor !== undefined && data.page !== undefined)
    throw new ApiError('bad-request', 'Send a cursor or the number of a page, not both.');
  return data;
}

const cursorFields = z.tuple([z.string(), z.number(), z.string(), z.number()]);

/** The end of a page as a text that the caller sends back to get the next one. It stays right while courses come and go. */
export function cursorAfter({ rank, fullname, id }: Place, sort: CourseQuery['sort']): string {
  return Buffer.from(JSON.stringify([sort, rank, fullname, id])).toString('base64url');
}

/** The inverse of `cursorAfter`; rejects with ApiError what is no cursor, or belongs to a list in another order. */
export function placeOf(cursor: string, wanted: CourseQuery['sort']): Place {
  const [sort, rank, fullname, id] = cursorFields.safeParse(jsonOf(cursor)).data ?? [];
  if (sort !== wanted || rank === undefined || fullname === undefined || id === undefined)
    throw new ApiError('bad-request', 'The cursor is not one of this list. Begin again without it.');
  return { rank, fullname, id };
}

function jsonOf(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return null;
  }
}
