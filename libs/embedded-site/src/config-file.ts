import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { EmbeddedSiteError } from './errors';
import { databaseName, tablePrefix } from './layout';

/** The `config.php` of an embedded site: of the same form as any Moodle's, so that all sites are opened the same way. */
export function configText(wwwroot: string): string {
  return `<?php  // The embedded site of Coursekeep.

unset($CFG);
global $CFG;
$CFG = new stdClass();

$CFG->dbtype    = 'sqlite3';
$CFG->dblibrary = 'pdo';
$CFG->dbhost    = '';
$CFG->dbname    = '${databaseName}';
$CFG->dbuser    = '';
$CFG->dbpass    = '';
$CFG->prefix    = '${tablePrefix}';

$CFG->wwwroot   = '${wwwroot}';
$CFG->dataroot  = __DIR__;
$CFG->admin     = 'admin';

$CFG->directorypermissions = 0770;

require_once(__DIR__ . '/lib/setup.php');
`;
}

const wwwrootLine = /^(\$CFG->wwwroot\s*=\s*')([^'\n]*)(';)/m;

/** Changes the address in a config.php and leaves the rest of it as it is. */
export async function replaceWwwroot(file: string, wwwroot: string): Promise<void> {
  const text = await readFile(file, 'utf8');
  const [, , current] = wwwrootLine.exec(text) ?? [];
  if (current === undefined)
    throw new EmbeddedSiteError('embedded-address', `${file} has no line that sets $CFG->wwwroot to a plain string.`);
  if (current === wwwroot) return;
  const partial = `${file}.${randomBytes(4).toString('hex')}`;
  await writeFile(
    partial,
    text.replace(wwwrootLine, (_line, before: string, _old, after: string) => before + wwwroot + after),
  );
  await rename(partial, file);
}

/** The address in the form that Moodle keeps it: no slash at the end. Throws EmbeddedSiteError where it is none. */
export function checkedWwwroot(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash || url.username || /['\\\s]/.test(address))
    throw new EmbeddedSiteError(
      'embedded-address',
      `“${address}” cannot be the address of a site: give one like http://127.0.0.1:8080`,
    );
  return address.replace(/\/+$/, '');
}
