import { moduleWord, type BackupActivity, type BackupSection, type Inspection } from '@coursekeep/backup-reader';
import { recordedWarnings } from './print-warnings';
import { bytes, counted, date, line } from './printable';

/** What is in a backup, as a page of text. */
export function printInspection(found: Inspection): string {
  return [
    ...head(found),
    '',
    ...recordedWarnings(found.warnings),
    ...outline(found),
    '',
    ...people(found),
    ...questions(found),
    '',
    ...files(found),
    '',
    ...space(found),
    '',
    ...settings(found),
    '',
  ].join('\n');
}

function head({ information: about, format, size, unpackedSize }: Inspection): string[] {
  const { course } = about;
  const what = about.type === 'course' ? '' : ` (a single ${about.type})`;
  const kind = format === 'tgz' ? 'gzipped tar' : format;
  return [
    `${line(course.fullname)} (${line(course.shortname)})${what}`,
    `  backed up ${date(about.date)} from ${line(about.wwwroot)}`,
    `  by Moodle ${line(about.moodleRelease)} as ${line(about.filename)}`,
    `  ${bytes(size)} (${kind}), ${bytes(unpackedSize)} unpacked`,
  ];
}

function outline({ sections, looseActivities }: Inspection): string[] {
  const loose = looseActivities.map((activity) => activityLine({ ...activity, section: null }, 1));
  const lines = [...sections.flatMap((section) => sectionLines(section, 0)), ...loose];
  return lines.length > 0 ? lines : ['No sections and no activities.'];
}

function sectionLines(section: BackupSection, depth: number): string[] {
  const title = section.title === String(section.number) ? `Section ${section.title}` : line(section.title);
  return [
    `${indent(depth)}${title}${section.visible ? '' : ' (hidden)'}`,
    ...section.activities.flatMap((activity) => [
      activityLine(activity, depth + 1),
      ...(activity.section ? sectionLines(activity.section, depth + 2) : []),
    ]),
  ];
}

function activityLine(activity: BackupActivity, depth: number): string {
  const { modname, id, title } = activity;
  return `${indent(depth)}${moduleWord(modname)}: ${line(title)}  [${modname}_${id}]`;
}

const indent = (depth: number): string => '  '.repeat(depth);

function people({ users, groups, groupings }: Inspection): string[] {
  const names = groups.slice(0, 20).map(({ name, members }) => `${line(name)} (${members})`);
  const more = groups.length > names.length ? `, and ${groups.length - names.length} more` : '';
  return [
    users === 0 ? 'People: none, the backup was made without users' : `People: ${counted(users, 'user')}`,
    ...(groups.length > 0 ? [`Groups: ${names.join(', ')}${more}`] : []),
    ...(groupings.length > 0 ? [`Groupings: ${groupings.map(({ name }) => line(name)).join(', ')}`] : []),
  ];
}

function questions({ questions: { count, versions, categories, types } }: Inspection): string[] {
  if (count === 0) return ['Questions: none'];
  const kinds = types.map(({ qtype, count: number }) => `${number} ${line(qtype)}`).join(', ');
  const older = versions > count ? ` in ${versions} versions and parts` : '';
  const where = `${categories} ${categories === 1 ? 'category' : 'categories'}`;
  return [`Questions: ${count}${older}, in ${where}: ${kinds}`];
}

function files({ files: { count, contents, bytes: size, types, largest }, information }: Inspection): string[] {
  if (count === 0) return ['Files: none'];
  const without = information.includesFiles ? '' : ' (listed only: the backup was made without their contents)';
  return [
    `Files: ${count}, ${counted(contents, 'content')}, ${bytes(size)}${without}`,
    ...types.slice(0, 12).map((kind) => `  ${bytes(kind.bytes).padStart(10)}  ${line(kind.type)} (${kind.count})`),
    'Largest files',
    ...largest.map((file) => `  ${bytes(file.bytes).padStart(10)}  ${line(file.path)}`),
  ];
}

function space({ space: parts }: Inspection): string[] {
  return [
    'What takes the space (unpacked)',
    ...parts
      .filter((part) => part.bytes > 0)
      .slice(0, 15)
      .map((part) => {
        const where = part.title === part.part ? '' : `  [${part.part}]`;
        return `  ${bytes(part.bytes).padStart(10)}  ${line(part.title)}${where}`;
      }),
  ];
}

function settings({ settings: all }: Inspection): string[] {
  const root = all.filter(({ level, name }) => level === 'root' && name !== 'filename');
  const named = (value: string) => root.filter((setting) => setting.value === value).map(({ name }) => line(name));
  return [`On: ${named('1').join(', ') || 'nothing'}`, `Off: ${named('0').join(', ') || 'nothing'}`];
}
