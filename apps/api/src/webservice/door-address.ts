/** Moodle's scripts that are answered here, as web servers take their addresses: with any number of slashes, in any case. */
const script =
  /^\/+(webservice\/+rest\/+server\.php|webservice\/+pluginfile\.php|tokenpluginfile\.php|login\/+token\.php)(?=[/?]|$)/i;

/** The address of a request with the script's part in its usual form: clients put a slash between the site's address and
 *  the script's, also where the first ends with one. Every other address stays as it is. */
export function doorAddress(url: string): string {
  return url.replace(script, (_all, name: string) => `/${name.replace(/\/+/g, '/').toLowerCase()}`);
}
