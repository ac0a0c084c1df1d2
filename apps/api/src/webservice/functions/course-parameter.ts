import { value } from '@coursekeep/ws-protocol';

/** The course, as `courseid` or, in the words of MDL-64914, `id`. */
export const courseParameter = value('int', { description: 'Id of the course.' });
export const courseAliases = { id: 'courseid' } as const;

/** Errors of every function that is about one course. */
export const courseErrors = {
  invalidrecord: 'There is no course with this id.',
  errorcoursecontextnotvalid: 'The course is hidden from the caller, or the caller is not enrolled.',
  nopermissions: 'A capability is missing in the course; the message has its name.',
} as const;
