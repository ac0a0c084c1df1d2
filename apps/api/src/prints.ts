import type { EmbeddedSiteDescription } from '@coursekeep/embedded-site';

/** What `npm start` prints once the service answers: what the operator should know, where it is, who may come in, and three calls
 *  ready to paste. */
export function startMessage(url: string, demo: EmbeddedSiteDescription | null, notices: readonly string[]): string {
  return notices.map(noticeLine).join('') + greeting(url, demo);
}

/** What the operator should know. */
export function noticeLine(notice: string): string {
  return `Note: ${notice}\n`;
}

function greeting(url: string, demo: EmbeddedSiteDescription | null): string {
  if (!demo) return `Coursekeep answers at ${url}\n`;
  const caller = demo.users.find(({ username }) => username === 'teacher') ?? demo.users[0];
  const course = demo.courses[0];
  const people = demo.users.map(({ username, password }) => `  ${username.padEnd(10)} ${password}`).join('\n');
  return `
Coursekeep answers at ${url}

Sign in there with one of the demo users:
${people}

Or use the web services; a token of ${caller?.username}:
  ${caller?.token}

${curlLines(url, caller?.token ?? '', course?.id ?? 0).join('\n\n')}

(In the second, put what the first answers in the place of BACKUPID.)
Ctrl-C ends it.
`;
}

/** The three calls: ask for a backup, ask how far it is, list what is there. */
export function curlLines(url: string, token: string, courseid: number): string[] {
  const call = (name: string, parameters: string) =>
    `curl "${url}/webservice/rest/server.php?wstoken=${token}&wsfunction=${name}&${parameters}"`;
  return [
    `${call('core_course_backup_async', `courseid=${courseid}`)}`,
    `${call('core_course_backup_async_get_status', 'backupid=BACKUPID')}`,
    `${call('core_course_backup_list_backups', `courseid=${courseid}`)}`,
  ];
}
