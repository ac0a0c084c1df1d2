import type { EngineParts } from '../controller/engine-parts';
import { executeBackup } from './execute';
import { readOutline } from './outline';
import { definitions } from '@coursekeep/definitions';

/** The engine as programs use it: with the shared registry of definitions. */
export const ENGINE: EngineParts = {
  readOutline: (reader, site, courseId) => {
    const registry = definitions();
    return readOutline(reader, site.schema, courseId, (modname) => registry.supportsModule(modname));
  },
  execute: (job) => executeBackup(job),
};
