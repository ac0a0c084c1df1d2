import type {
  CourseOutline,
  OutlineActivity,
  OutlineBlock,
  OutlineSection,
  UnsupportedActivity,
} from '../model/outline';
import { walkOutline } from '../model/outline-walk';
import { partName, type BackupSettings } from '../model/settings';
import type { BackupTask } from '../structure/scope';

/** A task of the plan with what it stands for. */
export type PlannedTask =
  | { readonly task: BackupTask; readonly kind: 'course' | 'final' | 'block' }
  | {
      readonly task: BackupTask;
      readonly kind: 'section';
      readonly section: OutlineSection;
      readonly delegate?: OutlineActivity;
    }
  | {
      readonly task: BackupTask;
      readonly kind: 'activity';
      readonly activity: OutlineActivity;
      readonly section: OutlineSection;
      readonly inSubsection: boolean;
    };

export interface Plan {
  /** All tasks but the final one, in Moodle's order: the course, each section with its activities and their delegated
   *  sections and blocks, the blocks of the course. */
  readonly tasks: readonly PlannedTask[];
  readonly final: PlannedTask;
  /** True where at least one activity of the course is left out by a setting. */
  readonly excludesActivities: boolean;
  /** Activities of unknown kinds that no setting leaves out: the backup should have them, and cannot. */
  readonly leftOut: readonly UnsupportedActivity[];
}

/** What a backup of this course under these settings consists of. Pure. */
export function buildPlan(outline: CourseOutline, settings: BackupSettings): Plan {
  const tasks: PlannedTask[] = [{ kind: 'course', task: courseTask('course', 'course/') }];
  const leftOut = wantedOfUnknownKinds(outline, settings);
  let excludesActivities = leftOut.length < (outline.unsupported ?? []).length;
  for (const section of outline.sections) addSection(section);
  addBlocks(outline.blocks, 'course/');
  return { tasks, final: { kind: 'final', task: courseTask('final', '') }, excludesActivities, leftOut };

  function courseTask(scope: 'course' | 'final', directory: string): BackupTask {
    const variables = { course: String(outline.courseId), context: String(outline.contextId) };
    return { scope, key: variables.course, directory, variables, userinfo: settings.isOn('users') };
  }

  function addSection(section: OutlineSection, delegate?: OutlineActivity): void {
    if (settings.included(section)) tasks.push({ kind: 'section', section, task: sectionTask(section), delegate });
    for (const activity of section.activities) addActivity(activity, section, delegate !== undefined);
  }

  function sectionTask(section: OutlineSection): BackupTask {
    const key = String(section.id);
    return {
      scope: 'section',
      key,
      directory: `sections/${partName(section)}/`,
      variables: { section: key, course: String(outline.courseId), context: String(outline.contextId) },
      userinfo: settings.userinfo(section),
    };
  }

  function addActivity(activity: OutlineActivity, section: OutlineSection, inSubsection: boolean): void {
    const included = settings.included(activity);
    const task = activityTask(activity, section);
    if (included) tasks.push({ kind: 'activity', activity, section, inSubsection, task });
    else excludesActivities = true;
    if (activity.delegated) addSection(activity.delegated, activity);
    if (included) addBlocks(activity.blocks, task.directory);
  }

  function activityTask(activity: OutlineActivity, section: OutlineSection): BackupTask {
    return {
      scope: 'activity',
      key: String(activity.moduleId),
      directory: `activities/${partName(activity)}/`,
      variables: {
        module: String(activity.moduleId),
        instance: String(activity.instanceId),
        modname: activity.modname,
        section: String(section.id),
        course: String(outline.courseId),
        context: String(activity.contextId),
      },
      userinfo: settings.userinfo(activity),
      ...ownSettingsOn(activity, settings),
    };
  }

  function addBlocks(blocks: readonly OutlineBlock[], directory: string): void {
    if (!settings.isOn('blocks')) return;
    for (const block of blocks) {
      const key = String(block.id);
      tasks.push({
        kind: 'block',
        task: {
          scope: 'block',
          key,
          directory: `${directory}blocks/${block.name}_${key}/`,
          variables: {
            block: key,
            blockname: block.name,
            course: String(outline.courseId),
            context: String(block.contextId),
          },
          userinfo: settings.isOn('users'),
        },
      });
    }
  }
}

function ownSettingsOn(activity: OutlineActivity, settings: BackupSettings): Pick<BackupTask, 'ownSettings'> {
  if (!activity.settings) return {};
  const on = activity.settings.filter(({ name }) => settings.ownIsOn(activity, name));
  return { ownSettings: new Set(on.map(({ name }) => `.${name}`)) };
}

function wantedOfUnknownKinds(outline: CourseOutline, settings: BackupSettings): readonly UnsupportedActivity[] {
  if (!settings.isOn('activities')) return [];
  const sections = [...walkOutline(outline)].flatMap((stop) => (stop.kind === 'section' ? [stop.section] : []));
  const excluded = new Set(sections.filter((section) => !settings.included(section)).map(({ id }) => id));
  return (outline.unsupported ?? []).filter(({ sectionId }) => !excluded.has(sectionId));
}
