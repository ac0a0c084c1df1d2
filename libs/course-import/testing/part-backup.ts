import { all, child, parseTree, printTree, textIn } from './xml-tree';

type Files = ReadonlyMap<string, Buffer>;

/** The backup of a course as Moodle would make one of a part of it alone: one activity (its folder, `activities/quiz_7`), or
 *  one section (`sections/section_3`) with its activities. */
export function partOf(course: Files, folder: string): Map<string, Buffer> {
  const type = folder.startsWith('sections/') ? 'section' : 'activity';
  const main = parseTree(course.get('moodle_backup.xml')!.toString('utf8'));
  const contents = child(child(main, 'information')!, 'contents')!;
  const keep = (parts: string, part: string, isKept: (id: string, directory: string) => boolean) => {
    const list = child(contents, parts)!;
    list.children = all(list, part).filter((one) => isKept(textIn(one, 'sectionid'), textIn(one, 'directory')));
    return list.children.map((one) => textIn(one, 'directory'));
  };
  const section = /^sections\/section_(\d+)$/.exec(folder)?.[1];
  const kept = [
    ...keep('sections', 'section', (_id, directory) => directory === folder),
    ...keep('activities', 'activity', (id, directory) => directory === folder || id === section),
  ];
  contents.children = contents.children.filter(({ name }) => name !== 'course');
  child(all(main, 'detail')[0]!, 'type')!.text = type;
  const files = new Map(
    [...course].filter(([path]) => !/^(course|sections|activities)\//.test(path) || isIn(path, kept)),
  );
  return files.set('moodle_backup.xml', Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${printTree(main)}`));
}

const isIn = (path: string, folders: readonly string[]) => folders.some((folder) => path.startsWith(`${folder}/`));
