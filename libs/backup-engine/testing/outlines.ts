import fc from 'fast-check';
import type { CourseOutline, OutlineActivity, OutlineSection } from '../src/model';

/** An outline made of the names of section and activity settings in the order of the plan, as a `.settings.json` lists
 *  them. A section right after a subsection is taken as delegated by it; the section's activities up to the next name that
 *  `endsDelegated` are taken to be in it. */
export function outlineOfNames(names: readonly string[], contents: PlanContents): CourseOutline {
  const sections: BuiltSection[] = [];
  const byId = new Map<number, BuiltSection>();
  const activities = new Map<number, BuiltActivity>();
  for (const name of names) {
    const [, kind, id] = /^(.+)_(\d+)_included$/.exec(name) ?? [];
    if (kind === undefined) continue;
    if (kind === 'section') {
      const section: BuiltSection = { id: Number(id), number: sections.length, name: '', activities: [] };
      byId.set(section.id, section);
      const parent = contents.parentOfSection.get(section.id);
      if (parent === undefined) sections.push(section);
      else activities.get(parent)!.delegated = section;
    } else {
      const activity = { ...bareActivity(Number(id), kind) };
      activities.set(activity.moduleId, activity);
      byId.get(contents.sectionOfActivity.get(activity.moduleId)!)!.activities.push(activity);
    }
  }
  return { ...bareCourse, sections };
}

/** Which activity delegates a section, and in which section an activity is. */
export interface PlanContents {
  readonly parentOfSection: ReadonlyMap<number, number>;
  readonly sectionOfActivity: ReadonlyMap<number, number>;
}

/** The contents that `moodle_backup.xml` lists. */
export function contentsOf(xml: string): PlanContents {
  const pairs = (pattern: RegExp) => [...xml.matchAll(pattern)].map((m) => [Number(m[1]), Number(m[2])] as const);
  const sections = pairs(
    /<sectionid>(\d+)<\/sectionid>\s*<title>[^<]*<\/title>\s*<directory>[^<]*<\/directory>\s*<parentcmid>(\d+)</g,
  );
  return {
    parentOfSection: new Map(sections),
    sectionOfActivity: new Map(pairs(/<moduleid>(\d+)<\/moduleid>\s*<sectionid>(\d+)</g)),
  };
}

/** Courses of any shape: sections, activities of some kinds, one level of delegated sections. */
export const anyOutline: fc.Arbitrary<CourseOutline> = fc
  .array(fc.array(fc.tuple(fc.constantFrom('page', 'quiz', 'forum'), fc.option(fc.nat(2))), { maxLength: 4 }), {
    maxLength: 4,
  })
  .map((shape) => {
    let id = 0;
    const section = (activities: OutlineActivity[]): OutlineSection => ({ id: ++id, number: id, name: '', activities });
    const sections = shape.map((activities) =>
      section(
        activities.map(([modname, inside]) =>
          inside === null
            ? bareActivity(++id, modname)
            : {
                ...bareActivity(++id, 'subsection'),
                delegated: section(Array.from({ length: inside }, () => bareActivity(++id, modname))),
              },
        ),
      ),
    );
    return { ...bareCourse, sections };
  });

export function bareActivity(moduleId: number, modname: string): OutlineActivity {
  return { moduleId, modname, instanceId: 1, contextId: 1, name: modname, blocks: [] };
}

export const bareCourse: CourseOutline = {
  courseId: 2,
  contextId: 31,
  shortname: 'course',
  fullname: 'Course',
  format: 'topics',
  sections: [],
  blocks: [],
};

type BuiltActivity = { -readonly [key in keyof OutlineActivity]: OutlineActivity[key] };
type BuiltSection = Omit<OutlineSection, 'activities'> & { readonly activities: OutlineActivity[] };
