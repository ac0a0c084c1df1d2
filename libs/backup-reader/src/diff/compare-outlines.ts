import type { Backup } from '../read/backup/backup';
import type { ListedActivity } from '../read/backup/main-document';
import type { BackupSection } from '../read/backup/outline';
import { type ChangeList, nameOf, type Subject } from './change-list';
import { activitySubject, sectionSubject } from './parts';
import { quote } from './words';

/** Sections and activities: added, removed, renamed, moved. */
export async function compareOutlines(before: Backup, after: Backup, changes: ChangeList): Promise<void> {
  const [old, now] = [flatten(await before.outline(), before), flatten(await after.outline(), after)];
  compare(old.sections, now.sections, changes);
  compare(old.activities, now.activities, changes);
}

/** A part of the outline with the words for the place it is in. */
interface Placed {
  readonly id: number;
  readonly subject: Subject;
  readonly place: Place;
}

interface Place {
  /** Id of the section; 0 for the course page. */
  readonly id: number;
  readonly words: string;
}

interface Flat {
  readonly sections: Placed[];
  readonly activities: Placed[];
}

function flatten(outline: readonly BackupSection[], backup: Backup): Flat {
  const flat: Flat = { sections: [], activities: [] };
  const visit = (section: BackupSection, place: Place): void => {
    const listed = { id: section.id, title: section.title, directory: section.directory, parentActivityId: null };
    flat.sections.push({ id: section.id, subject: sectionSubject(listed), place });
    const here = { id: section.id, words: `section ${quote(section.title)}` };
    for (const activity of section.activities) {
      flat.activities.push({ id: activity.id, subject: activitySubject(activity), place: here });
      if (activity.section) visit(activity.section, here);
    }
  };
  for (const section of outline) visit(section, { id: 0, words: 'the course' });
  const placed = new Set(flat.activities.map(({ id }) => id));
  for (const activity of backup.activities.filter(({ id }: ListedActivity) => !placed.has(id))) {
    flat.activities.push({
      id: activity.id,
      subject: activitySubject(activity),
      place: { id: 0, words: 'no section' },
    });
  }
  return flat;
}

function compare(olds: readonly Placed[], news: readonly Placed[], changes: ChangeList): void {
  const before = new Map(olds.map((part) => [part.id, part]));
  const after = new Map(news.map((part) => [part.id, part]));
  for (const { id, subject, place } of olds) {
    if (!after.has(id)) changes.add(subject, 'removed', `${nameOf(subject)} was removed from ${place.words}.`);
  }
  for (const { id, subject, place } of news) {
    if (!before.has(id)) changes.add(subject, 'added', `${nameOf(subject)} was added to ${place.words}.`);
  }
  const pairs = news.flatMap((now) => {
    const old = before.get(now.id);
    return old ? [{ old, now }] : [];
  });
  for (const { old, now } of pairs) {
    if (old.subject.title === now.subject.title) continue;
    changes.add(now.subject, 'renamed', `${nameOf(old.subject)} is now called ${quote(now.subject.title)}.`);
  }
  const rank = new Map(olds.map(({ id }, at) => [id, at]));
  const stayed = new Map<number, number[]>();
  for (const { old, now } of pairs) {
    if (old.place.id !== now.place.id) continue;
    stayed.set(now.place.id, [...(stayed.get(now.place.id) ?? []), rank.get(now.id) ?? 0]);
  }
  const inOrder = new Set([...stayed.values()].flatMap((ranks) => [...longestRising(ranks)]));
  for (const { old, now } of pairs) {
    if (old.place.id !== now.place.id) {
      changes.add(now.subject, 'moved', `${nameOf(now.subject)} moved from ${old.place.words} to ${now.place.words}.`);
    } else if (!inOrder.has(rank.get(now.id) ?? 0)) {
      changes.add(now.subject, 'moved', `${nameOf(now.subject)} moved to another place in ${now.place.words}.`);
    }
  }
}

/** The greatest set of numbers that stand in rising order: what is not in it has changed its place. */
function longestRising(numbers: readonly number[]): ReadonlySet<number> {
  const ends: number[] = [];
  const previous: number[] = [];
  numbers.forEach((number, at) => {
    let place = ends.findIndex((end) => (numbers[end] ?? 0) >= number);
    if (place < 0) place = ends.length;
    previous[at] = ends[place - 1] ?? -1;
    ends[place] = at;
  });
  const kept = new Set<number>();
  for (let at = ends.at(-1) ?? -1; at >= 0; at = previous[at] ?? -1) kept.add(numbers[at] ?? 0);
  return kept;
}
