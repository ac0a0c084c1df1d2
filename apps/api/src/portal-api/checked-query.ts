import type { z } from 'zod';
import { ApiError } from './api-error';

/** What stands in the address after `?`, checked. Throws ApiError, which names the parameter that is not understood. */
export function checkedQuery<T extends z.ZodType>(schema: T, parameters: unknown): z.output<T> {
  const { data, error } = schema.safeParse(parameters);
  if (data !== undefined) return data;
  const first = error?.issues[0];
  const where = first?.path.length ? `The parameter ${first.path.join('.')} is wrong: ` : '';
  throw new ApiError('bad-request', `${where}${first?.message ?? 'The parameters are wrong'}.`);
}
