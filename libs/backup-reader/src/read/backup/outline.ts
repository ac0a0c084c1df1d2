import { numberOf, textOf } from '../document/document-row';
import type { BackupDocument } from '../document/backup-document';
import type { ListedActivity, MainDocument } from './main-document';

/** A section of the backup with what is in it, in the order of the course page. */
export interface BackupSection {
  readonly id: number;
  /** Its place in the course; null where the backup does not say. */
  readonly number: number | null;
  /** The name that the teacher gave it, or its number. */
  readonly title: string;
  readonly directory: string;
  readonly visible: boolean;
  readonly summary: string;
  readonly activities: readonly BackupActivity[];
}

/** An activity of the backup. */
export interface BackupActivity extends ListedActivity {
  /** Of a subsection: the section that it opens. */
  readonly section: BackupSection | null;
}

/** The sections of the course with their activities; a subsection's section hangs on its activity. */
export async function readOutline(
  main: MainDocument,
  document: (path: string) => BackupDocument | undefined,
): Promise<BackupSection[]> {
  const details = new Map<number, SectionDetails>();
  for (const { id, directory } of main.sections) {
    details.set(id, await readSection(document(`${directory}/section.xml`)));
  }
  const bySection = groupBySection(main.activities);
  const byParent = new Map(
    main.sections.flatMap((section) =>
      section.parentActivityId === null ? [] : [[section.parentActivityId, section] as const],
    ),
  );
  const building = new Set<number>();
  const build = (section: MainDocument['sections'][number]): BackupSection => {
    building.add(section.id);
    const { number, visible, summary, sequence } = details.get(section.id) ?? UNKNOWN;
    const activities = inSequence(bySection.get(section.id) ?? [], sequence).map((activity) => {
      const inner = byParent.get(activity.id);
      return { ...activity, section: inner && !building.has(inner.id) ? build(inner) : null };
    });
    const { id, title, directory } = section;
    return { id, number, title, directory, visible, summary, activities };
  };
  const known = new Set(main.activities.map((activity) => activity.id));
  const ofCourse = main.sections.filter(({ parentActivityId: id }) => id === null || !known.has(id));
  const last = Number.MAX_SAFE_INTEGER;
  return ofCourse.map(build).sort((a, b) => (a.number ?? last) - (b.number ?? last) || a.id - b.id);
}

interface SectionDetails {
  readonly number: number | null;
  readonly visible: boolean;
  readonly summary: string;
  readonly sequence: readonly number[];
}

const UNKNOWN: SectionDetails = { number: null, visible: true, summary: '', sequence: [] };

async function readSection(document: BackupDocument | undefined): Promise<SectionDetails> {
  if (!document) return UNKNOWN;
  for await (const row of document.rows()) {
    return {
      number: numberOf(row, 'number'),
      visible: textOf(row, 'visible') !== '0',
      summary: textOf(row, 'summary'),
      sequence: textOf(row, 'sequence').split(',').filter(Boolean).map(Number),
    };
  }
  return UNKNOWN;
}

function groupBySection(activities: readonly ListedActivity[]): Map<number | null, ListedActivity[]> {
  const groups = new Map<number | null, ListedActivity[]>();
  for (const activity of activities) {
    const group = groups.get(activity.sectionId);
    if (group) group.push(activity);
    else groups.set(activity.sectionId, [activity]);
  }
  return groups;
}

/** In the order of the section's sequence; what that does not name stays where the backup lists it. */
function inSequence(activities: readonly ListedActivity[], sequence: readonly number[]): ListedActivity[] {
  const place = new Map(sequence.map((id, at) => [id, at]));
  const last = sequence.length;
  return [...activities].sort((a, b) => (place.get(a.id) ?? last) - (place.get(b.id) ?? last));
}
