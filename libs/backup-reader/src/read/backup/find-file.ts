import { BackupReadError } from '@coursekeep/archive';
import type { ContextOwner } from './contexts';
import type { BackupFile } from './files';
import type { ListedActivity, MainDocument } from './main-document';

/** Finds files by what people know of them:
 *  - the SHA-1 of the content;
 *  - an address of Moodle's (`…/pluginfile.php/41/mod_folder/content/0/plans/week 1.pdf`) or its part after `pluginfile.php`;
 *  - `folder_7/plans/week 1.pdf` or `Folder/plans/week 1.pdf`: an activity by its folder or its title, then the path in it;
 *  - `course/…` for the course's own files;
 *  - `plans/week 1.pdf` or `week 1.pdf` alone, where one content has that name. */
export function fileMatcher(
  wanted: string,
  main: MainDocument,
  owners: ReadonlyMap<number, ContextOwner>,
): (file: BackupFile) => boolean {
  if (/^[0-9a-f]{40}$/i.test(wanted)) return (file) => file.contenthash === wanted.toLowerCase();
  const address = pluginfilePath(wanted);
  if (address !== null) {
    const revised = withoutRevision(address);
    return (file) => addressesOf(file).some((own) => own === address || own === revised);
  }
  const path = wanted.replace(/^\/+/, '');
  return (file) => pathsOf(file, owners.get(file.contextId), main).includes(path);
}

/** One content for what was asked. Throws `not-found` or, naming the candidates, `ambiguous`. */
export function chooseFile(wanted: string, found: readonly BackupFile[]): BackupFile {
  const [first] = found;
  if (!first) throw new BackupReadError('not-found', `There is no file ${JSON.stringify(wanted)} in this backup.`);
  if (found.every((file) => file.contenthash === first.contenthash)) return first;
  const names = found.slice(0, 5).map((file) => `/${addressOf(file)}`);
  const more = found.length > names.length ? `, and ${found.length - names.length} more` : '';
  const sentence = `${JSON.stringify(wanted)} may be ${found.length} files: ${[...new Set(names)].join(', ')}${more}. Say which.`;
  throw new BackupReadError('ambiguous', sentence);
}

/** The path under which a file is offered for extraction: its owner's folder and the path inside, or its address. */
export function shownPath(file: BackupFile, owner: ContextOwner | undefined): string {
  const inside = `${file.filepath.slice(1)}${file.filename}`;
  // Files of items (posts, submissions …) share their names.
  const isOwn = file.itemId === 0 && (file.component.startsWith('mod_') || file.component === 'course');
  if (isOwn && owner?.kind === 'activity') return `${folderOf(owner.activity)}/${inside}`;
  if (isOwn && owner?.kind === 'course') return `course/${inside}`;
  return `/${addressOf(file)}`;
}

const folderOf = (activity: ListedActivity): string => `${activity.modname}_${activity.id}`;

function pathsOf(file: BackupFile, owner: ContextOwner | undefined, main: MainDocument): string[] {
  const inside = `${file.filepath.slice(1)}${file.filename}`;
  const names = [inside, file.filename];
  if (owner?.kind === 'course') names.push(`course/${inside}`);
  if (owner?.kind === 'activity') {
    const { activity } = owner;
    const section = main.sections.find(({ id }) => id === activity.sectionId);
    const titles = [folderOf(activity), activity.directory, activity.title, `${section?.title}/${activity.title}`];
    for (const title of titles) names.push(`${title}/${inside}`);
    // An activity that shows one file is asked for by its title.
    if (['resource', 'imscp'].includes(activity.modname)) names.push(activity.title);
  }
  return names;
}

/** The only address that no two files share. */
const addressOf = (file: BackupFile): string =>
  `${file.contextId}/${file.component}/${file.filearea}/${file.itemId}${file.filepath}${file.filename}`;

/** Moodle leaves the item id out of some addresses (0) and numbers others by revision: those match too. */
function addressesOf(file: BackupFile): string[] {
  const start = `${file.contextId}/${file.component}/${file.filearea}`;
  const inside = `${file.filepath}${file.filename}`;
  return [
    `${start}/${file.itemId}${inside}`,
    ...(file.itemId === 0 ? [`${start}${inside}`, `${start}/*${inside}`] : []),
  ];
}

function pluginfilePath(wanted: string): string | null {
  const [, rest] = /pluginfile\.php\/([^?#]+)/.exec(wanted) ?? [];
  if (rest !== undefined) return decoded(rest);
  return /^\/?\d+\/[a-z][a-z0-9_]*\/[a-z]/.test(wanted) ? wanted.replace(/^\//, '') : null;
}

const REVISED = /^(\d+\/mod_(?:resource|page|imscp|scorm|h5pactivity)\/(?:content|package))\/\d+\//;
const withoutRevision = (path: string): string => path.replace(REVISED, '$1/*/');

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
