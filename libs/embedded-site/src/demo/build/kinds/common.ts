import type { RowInput } from '../../../writing/row-values';
import type { ActivityScope } from '../scope';

/** The columns that the tables of all kinds share. */
export function commonColumns({ activity, course }: ActivityScope): RowInput {
  return {
    course: course.id,
    name: activity.name,
    intro: activity.intro,
    introformat: 1,
    timemodified: Number(course.timecreated),
  };
}

/** Who gives an activity its files, and when. */
export function byAuthor({ author, course }: ActivityScope): { userid: number; time: number } {
  return { userid: author, time: Number(course.timecreated) };
}
