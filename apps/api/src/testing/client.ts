import { until } from './service';

/** What a call of a web service gave: the JSON, or the exception. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into whatever came
export type Json = any;

/** A client of the web services, with one token. */
export function client(url: string, token: string) {
  const address = (name: string, parameters: Record<string, string | number>, format = 'json') =>
    `${url}/webservice/rest/server.php?${new URLSearchParams({
      wstoken: token,
      wsfunction: name,
      moodlewsrestformat: format,
      ...Object.fromEntries(Object.entries(parameters).map(([key, value]) => [key, String(value)])),
    })}`;
  const call = async (name: string, parameters: Record<string, string | number> = {}): Promise<Json> =>
    (await fetch(address(name, parameters))).json();
  const status = async (backupid: string): Promise<Json> =>
    (await call('core_course_backup_async_get_status', { backupid }))[0];
  return {
    call,
    xml: async (name: string, parameters: Record<string, string | number> = {}) =>
      (await fetch(address(name, parameters, 'xml'))).text(),
    start: async (courseid: number, options: Record<string, string | number> = {}): Promise<string> =>
      (await call('core_course_backup_async', { courseid, ...options })).backupid,
    status,
    list: (courseid: number): Promise<Json> => call('core_course_backup_list_backups', { courseid }),
    /** Waits until the backup has ended, well or not. */
    ended: (backupid: string): Promise<Json> =>
      until(
        () => status(backupid),
        (answer) => answer.status >= 900,
      ),
  };
}
