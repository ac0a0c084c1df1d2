import type { CourseOutline, OutlineActivity, OutlineSection } from './outline';

/** One stop on the way through a course: a section or an activity. */
export type OutlineStop =
  | {
      readonly kind: 'section';
      readonly section: OutlineSection;
      /** The activity that delegates this section. */
      readonly delegatedBy?: OutlineActivity;
    }
  | {
      readonly kind: 'activity';
      readonly activity: OutlineActivity;
      readonly section: OutlineSection;
      /** The section belongs to an activity (mod_subsection). */
      readonly inSubsection: boolean;
    };

/** The sections and activities of a course in the order of a backup's plan: each section, then its activities, and right
 *  after an activity the section that it delegates with what is in it. */
export function* walkOutline(outline: CourseOutline): Generator<OutlineStop, void, undefined> {
  for (const section of outline.sections) yield* walkSection(section);
}

function* walkSection(section: OutlineSection, delegatedBy?: OutlineActivity): Generator<OutlineStop, void, undefined> {
  yield delegatedBy ? { kind: 'section', section, delegatedBy } : { kind: 'section', section };
  for (const activity of section.activities) {
    yield { kind: 'activity', activity, section, inSubsection: delegatedBy !== undefined };
    if (activity.delegated) yield* walkSection(activity.delegated, activity);
  }
}
