import type { z } from 'zod';
import { ApiError } from './api-error';

/** The body of a request, checked. Throws ApiError, which names what is wrong. */
export function checkedBody<T extends z.ZodType>(schema: T, body: unknown): z.output<T> {
  const { data, error } = schema.safeParse(body);
  if (data !== undefined) return data;
  const first = error?.issues[0];
  const where = first?.path.length ? `${first.path.join('.')}: ` : '';
  throw new ApiError('bad-request', `The body is wrong: ${where}${first?.message ?? 'it is not understood'}.`);
}
