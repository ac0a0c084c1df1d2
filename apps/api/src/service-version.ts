import { createRequire } from 'node:module';

/** Of the program, as its package says. */
export function serviceVersion(): string {
  return (createRequire(__filename)('../package.json') as { version: string }).version;
}
