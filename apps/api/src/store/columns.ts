import type { QueryRunner, ValueTransformer } from 'typeorm';

/** PostgreSQL's driver gives a bigint as text, SQLite's as a number; ours fit a number (milliseconds, sizes of files). */
export const bigint: ValueTransformer = {
  to: (value: number | null | undefined) => value,
  from: (value: string | number | null) => (value === null ? null : Number(value)),
};

/** The type of a column for texts of any length: MySQL's `text` ends after 64 KiB. */
export function longText({ dataSource }: QueryRunner): string {
  return dataSource.options.type === 'mysql' ? 'longtext' : 'text';
}
