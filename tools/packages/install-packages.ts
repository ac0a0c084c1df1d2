import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const repository = join(__dirname, '..', '..');

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** Packs libraries of the workspace as they would be published and unpacks them into `folder/node_modules`, as an
 *  installation would. Packages of others, and those in `also`, are linked from the repository: no network is needed. The
 *  libraries must be built. */
export function installPackages(folder: string, libraries: readonly string[], also: readonly string[] = []): void {
  const unbuilt = libraries.find((library) => !existsSync(join(repository, 'libs', library, 'dist', 'index.js')));
  if (unbuilt) throw new Error(`libs/${unbuilt} is not built: run "npm run build" first.`);
  const packed = join(folder, 'packed');
  mkdirSync(packed, { recursive: true });
  const wanted = libraries.map((library) => `--workspace=@coursekeep/${library}`);
  const npm = ['pack', ...wanted, '--pack-destination', packed, '--json', '--loglevel=error'];
  const answer = execFileSync('npm', npm, { cwd: repository, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  const needed = new Map(also.map((name) => [name, installed(name, repository)]));
  for (const { name, filename } of archives(answer)) {
    const target = join(folder, 'node_modules', name);
    mkdirSync(dirname(target), { recursive: true });
    execFileSync('tar', ['-xzf', join(packed, filename), '-C', packed]);
    renameSync(join(packed, 'package'), target);
    const { dependencies = {} } = JSON.parse(readFileSync(join(target, 'package.json'), 'utf8')) as Manifest;
    const workspace = join(repository, 'libs', name.replace('@coursekeep/', ''));
    for (const dependency of Object.keys(dependencies)) {
      if (!dependency.startsWith('@coursekeep/')) needed.set(dependency, installed(dependency, workspace));
    }
  }
  rmSync(packed, { recursive: true });
  for (const [name, source] of needed) {
    const target = join(folder, 'node_modules', name);
    mkdirSync(dirname(target), { recursive: true });
    symlinkSync(source, target);
  }
}

/** Where npm has put a package that a workspace asks for: beside it, or at the top. */
function installed(name: string, workspace: string): string {
  const own = join(workspace, 'node_modules', name);
  return existsSync(own) ? own : join(repository, 'node_modules', name);
}

/** What `npm pack --json` says: a list, or an object by package name, depending on npm's version. */
function archives(answer: string): { readonly name: string; readonly filename: string }[] {
  return Object.values(JSON.parse(answer) as Record<string, { name: string; filename: string }>);
}
