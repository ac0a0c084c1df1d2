import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface LockedPackage {
  readonly resolved?: string;
  readonly link?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const text = readFileSync(join(__dirname, '..', '..', 'package-lock.json'), 'utf8');
const { packages } = JSON.parse(text) as { readonly packages: Readonly<Record<string, LockedPackage>> };

/** Where Node looks for a package that is wanted at `path`: in each `node_modules` on the way up. */
function isLocked(name: string, path: string): boolean {
  for (let folder = path; ; folder = folder.replace(/(^|\/)[^/]*$/, '')) {
    if (packages[join(folder, 'node_modules', name)]) return true;
    if (folder === '') return false;
  }
}

describe('package-lock.json', () => {
  it('names no registry, so that it works with any mirror', () => {
    const resolved = Object.entries(packages).filter(([, { resolved, link }]) => resolved && !link);
    expect(resolved.map(([path]) => path)).toEqual([]);
  });

  // A mirror may lack the newest packages of other platforms; npm then leaves them out in silence, and `npm ci` fails.
  it('holds everything that its packages ask for, on every platform', () => {
    const missing = Object.entries(packages).flatMap(([path, { dependencies, optionalDependencies }]) =>
      Object.keys({ ...dependencies, ...optionalDependencies })
        .filter((name) => !isLocked(name, path))
        .map((name) => `${path} -> ${name}`),
    );
    expect(missing).toEqual([]);
  });
});
