import type { EngineParts } from '../controller/engine-parts';
import { executeBackup } from './execute';
import { readOutline } from './outline';
import { definitions, type DefinitionRegistry } from '@coursekeep/definitions';

/** The engine with these definitions; absent: those that the program registered. */
export function engineWith(registry?: DefinitionRegistry): EngineParts {
  return {
    readOutline: (reader, site, courseId) => readOutline(reader, site.schema, courseId, registry ?? definitions()),
    execute: (job) => executeBackup(job, registry),
  };
}
