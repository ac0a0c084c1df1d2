import type { ValueTransformer } from 'typeorm';

/** PostgreSQL's driver gives a bigint as text, SQLite's as a number; ours fit a number (milliseconds, sizes of files). */
export const bigint: ValueTransformer = {
  to: (value: number | null | undefined) => value,
  from: (value: string | number | null) => (value === null ? null : Number(value)),
};
