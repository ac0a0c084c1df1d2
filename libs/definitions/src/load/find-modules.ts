import { existsSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { isAbsolute, join, resolve } from 'node:path';
import { DefinitionError } from '../definition-error';

/** The files of the modules that a text names: folders of modules, files and packages, separated by commas. Paths are
 *  relative to `folder`; packages are found from there. Throws DefinitionError where there is nothing of that name. */
export function findModules(named: string, folder: string): string[] {
  const names = named.split(',').map((name) => name.trim());
  return [...new Set(names.filter((name) => name !== '').flatMap((name) => modulesOf(name, folder)))];
}

function modulesOf(name: string, folder: string): string[] {
  const path = resolve(folder, name);
  if (!existsSync(path)) {
    if (isAbsolute(name) || name.startsWith('.')) throw new DefinitionError(`${path} is not there.`);
    return [packageFile(name, folder)];
  }
  if (!statSync(path).isDirectory()) return [path];
  const files = readdirSync(path).filter((file) => /\.[cm]?js$/.test(file));
  // An empty folder is one that was forgotten or not mounted: backups would lack what it should hold.
  if (files.length === 0) throw new DefinitionError(`${path} holds no module (.mjs, .cjs or .js).`);
  return files.sort().map((file) => join(path, file));
}

function packageFile(name: string, folder: string): string {
  try {
    return createRequire(join(folder, 'package.json')).resolve(name);
  } catch (error) {
    const why = `${name} is neither a file or folder in ${folder} nor a package that can be loaded from there.`;
    throw new DefinitionError(why, { cause: error });
  }
}
