import { createRequire } from 'node:module';

export interface ServeArguments {
  readonly site?: string;
  readonly port?: string;
  readonly host?: string;
  readonly data?: string;
  readonly publicUrl?: string;
  readonly tasks?: string;
}

const variables: Readonly<Record<keyof ServeArguments, string>> = {
  site: 'COURSEKEEP_SITE',
  port: 'COURSEKEEP_PORT',
  host: 'COURSEKEEP_HOST',
  data: 'COURSEKEEP_DATA',
  publicUrl: 'COURSEKEEP_PUBLIC_URL',
  tasks: 'COURSEKEEP_TASKS',
};

/** `coursekeep serve`: becomes the service, with the options in the environment. In this process, not in a child, so that
 *  a signal or a kill reaches the service itself. */
export async function runServe(given: ServeArguments): Promise<void> {
  for (const [option, variable] of Object.entries(variables)) {
    const value = given[option as keyof ServeArguments];
    if (value !== undefined) process.env[variable] = value;
  }
  process.env.NODE_ENV ??= 'production';
  createRequire(__filename)('@coursekeep/api');
}
