import { register } from 'node:module';
import { pathToFileURL } from 'node:url';
import { DefinitionError } from '../definition-error';

/** All that a module exports. Rejects with DefinitionError where it cannot be loaded, or throws. */
export async function importModule(file: string): Promise<readonly unknown[]> {
  if (!file.endsWith('.cjs')) letFindThisPackage();
  try {
    const { default: standard, ...named } = (await import(pathToFileURL(file).href)) as Record<string, unknown>;
    // Of a CommonJS module all exports together are its default too.
    const further = typeof standard === 'object' && standard !== null ? [standard, ...Object.values(standard)] : [];
    return [...new Set([...Object.values(named), ...further].flat())];
  } catch (error) {
    throw new DefinitionError(`cannot be loaded: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

let isFound = false;

/** ES modules import the words of definitions from this package wherever they lie: an operator's folder is in nobody's
 *  node_modules. Node has no such way for CommonJS. */
function letFindThisPackage(): void {
  if (isFound) return;
  isFound = true;
  const here = JSON.stringify(pathToFileURL(__filename).href);
  const hook = `export const resolve = (name, context, next) =>
    next(name, /^@coursekeep\\/definitions(\\/|$)/.test(name) ? { ...context, parentURL: ${here} } : context);`;
  register(`data:text/javascript,${encodeURIComponent(hook)}`);
}
