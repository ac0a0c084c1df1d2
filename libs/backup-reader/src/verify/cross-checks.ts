import type { DefinitionRegistry, InforefItem } from '@coursekeep/definitions';
import { type Contents, isNoise } from '@coursekeep/archive';
import { isDocument } from '../read/backup/document-store';
import { contentPath } from '../read/backup/files';
import type { MainDocument } from '../read/backup/main-document';
import { isOn, neededDocuments } from '../read/backup/needed-documents';
import { documentKind } from '../read/document/document-kind';
import { customaryDocuments } from './expected-documents';
import type { Facts } from './facts';
import type { ProblemList } from './problem-list';

/** Holds together what the documents said, once all have passed. */
export function crossCheck(
  facts: Facts,
  main: MainDocument,
  contents: Contents,
  registry: DefinitionRegistry,
  problems: ProblemList,
  asWritten: (path: string) => boolean,
): void {
  checkParts(main, contents, registry, problems);
  checkReferences(facts, main, problems, asWritten);
  checkContents(facts, main, contents, problems);
}

function checkParts(main: MainDocument, contents: Contents, registry: DefinitionRegistry, problems: ProblemList): void {
  const needed = neededDocuments(main);
  for (const [path, what] of needed) {
    if (contents.get(path)) continue;
    const consequence = path.startsWith('activities/')
      ? 'This activity is not restored.'
      : 'It is not restored, and Moodle may refuse the whole file.';
    problems.add('document-missing', `${what} is missing (${path}).`, consequence, path);
  }
  const present = [...contents.list()].map((entry) => entry.path);
  for (const path of customaryDocuments(main, registry, present)) {
    if (contents.get(path) || needed.has(path)) continue;
    const message = `${path} is missing, which Moodle ${main.information.backupRelease} writes under these settings.`;
    problems.add('document-missing', message, 'Moodle may stop the restore there; what it held is lost.', path);
  }
  const sections = new Set(main.sections.map(({ id }) => id));
  for (const { title, sectionId } of main.information.type === 'activity' ? [] : main.activities) {
    if (sectionId !== null && sections.has(sectionId)) continue;
    const message = `The activity ${JSON.stringify(title)} belongs to a section that is not in this backup.`;
    problems.add('reference-unresolved', message, 'Moodle cannot place it in the course.', 'moodle_backup.xml');
  }
  checkUnlisted(main, contents, registry, problems);
}

/** Parts that are in the archive but that moodle_backup.xml does not name. */
function checkUnlisted(
  main: MainDocument,
  contents: Contents,
  registry: DefinitionRegistry,
  problems: ProblemList,
): void {
  const listed = new Set([...main.sections, ...main.activities].map(({ directory }) => `${directory}/`));
  const told = new Set<string>();
  for (const { path } of contents.list()) {
    if (!isDocument(path)) continue;
    const { scope, directory } = documentKind(path, registry);
    if (scope !== 'section' && scope !== 'activity') continue;
    if (listed.has(directory) || told.has(directory)) continue;
    told.add(directory);
    const message = `${directory} is in the archive, but moodle_backup.xml does not list it.`;
    problems.add('document-unlisted', message, 'Moodle does not restore what is in it.', directory);
  }
}

/** What the site itself no longer had when a backup was made is a gap of the course, as long as the list of it is as it was
 *  written. One line for each kind of thing. */
function checkReferences(
  facts: Facts,
  main: MainDocument,
  problems: ProblemList,
  asWritten: (path: string) => boolean,
): void {
  const unresolved = new Map<InforefItem, { ids: number[]; path: string }>();
  for (const { item, id, path } of facts.references()) {
    if (facts.isDefined(item, id) || isSwitchedOff(item, main)) continue;
    const known = unresolved.get(item);
    if (known) known.ids.push(id);
    else unresolved.set(item, { ids: [id], path });
  }
  for (const [item, { ids, path }] of unresolved) {
    const list = LISTS[item];
    const isGap = list !== undefined && asWritten(list);
    const named = `${ids.slice(0, 5).join(', ')}${ids.length > 5 ? ' …' : ''}`;
    const what = `${item.replaceAll('_', ' ')} ${named}, which ${ids.length === 1 ? 'is' : 'are'} not in the backup`;
    const message =
      ids.length === 1 ? `${path} needs ${what}.` : `Documents (${path} first) need ${ids.length} of these: ${what}.`;
    problems.add(isGap ? 'course-gap' : 'reference-unresolved', message, LOSS[item], path);
  }
}

/** The documents of people and their parts, of which a site may have lost some while others still name them. */
const LISTS: Readonly<Partial<Record<InforefItem, string>>> = {
  user: 'users.xml',
  group: 'groups.xml',
  grouping: 'groups.xml',
  role: 'roles.xml',
};

/** Moodle lists people and groups of some activities although the backup has none, and does not miss them in a restore; so
 *  it does the grade items of the front page. */
function isSwitchedOff(item: InforefItem, main: MainDocument): boolean {
  if (item === 'grade_item') return isOn(main, 'site_course');
  const name = item === 'user' ? 'users' : item === 'group' || item === 'grouping' ? 'groups' : null;
  return main.settings.some((setting) => setting.level === 'root' && setting.name === name && setting.value === '0');
}

const LOSS: Readonly<Record<InforefItem, string>> = {
  user: 'What this person did there is not restored.',
  grouping: 'Restrictions to this grouping are lost.',
  group: 'What belongs to this group is restored without it.',
  role: 'Assignments and overrides of this role are lost.',
  file: 'A file is missing after the restore.',
  scale: 'What is graded with this scale loses its grading.',
  outcome: 'This outcome is lost.',
  grade_item: 'Grades of this activity are lost.',
  question_category: 'Questions of this category are missing; quizzes that use them are incomplete.',
};

function checkContents(facts: Facts, main: MainDocument, contents: Contents, problems: ProblemList): void {
  if (main.information.includesFiles) {
    for (const [hash, { size, filename }] of facts.contents) {
      const path = contentPath(hash);
      const entry = contents.get(path);
      if (!entry) {
        const message = `The content of the file ${JSON.stringify(filename)} is missing (${path}).`;
        problems.add('content-missing', message, 'This file is not restored.', path);
      } else if (entry.size !== size) {
        const message = `files.xml says that ${JSON.stringify(filename)} has ${size} bytes; it has ${entry.size}.`;
        problems.add('course-gap', message, 'Moodle restores the file and notes its real size.', path);
      }
    }
  }
  for (const { path } of contents.list()) {
    if (!path.startsWith('files/') || isNoise(path) || facts.contents.has(path.slice(path.lastIndexOf('/') + 1)))
      continue;
    const message = `${path} is in the archive, but files.xml does not list it.`;
    problems.add(
      'content-unlisted',
      message,
      'Moodle leaves it out. Something was added, or the list was changed.',
      path,
    );
  }
}
