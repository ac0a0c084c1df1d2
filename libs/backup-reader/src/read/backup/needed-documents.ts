import type { MainDocument } from './main-document';

/** The documents without which nothing of a part is restored, in backups of every version and program. */
export function neededDocuments(main: MainDocument): Map<string, string> {
  const needed = new Map([['files.xml', 'The list of files']]);
  if (main.courseDirectory !== null) needed.set(`${main.courseDirectory}/course.xml`, 'The course itself');
  for (const { title, directory } of main.sections) {
    needed.set(`${directory}/section.xml`, `The section ${JSON.stringify(title)}`);
  }
  for (const { title, directory, modname } of main.activities) {
    needed.set(`${directory}/module.xml`, `The activity ${JSON.stringify(title)} (${modname})`);
    needed.set(`${directory}/${modname}.xml`, `The content of ${JSON.stringify(title)} (${modname})`);
  }
  if (isOn(main, 'users')) needed.set('users.xml', 'The list of participants');
  return needed;
}

/** What a backup does not say is not expected of it. */
export function isOn(main: MainDocument, name: string): boolean {
  if (name === 'site_course') return main.information.course.format === 'site';
  const setting = main.settings.find((one) => one.level === 'root' && one.name === name);
  return setting !== undefined && setting.value === '1';
}
