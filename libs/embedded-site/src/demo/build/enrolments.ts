import { roleId } from '../site/roles';
import type { CourseScope } from './scope';

/** Adds the enrolment methods of a course, its participants and their roles. */
export function addEnrolments(scope: CourseScope): void {
  const { demo, course, context, author } = scope;
  const created = Number(course.timecreated);
  const student = roleId('student');
  const manual = method('manual', { status: 0, roleid: student, expirythreshold: 86_400, customint1: 1 });
  method('guest', { status: 1, password: '' });
  const self = method('self', {
    status: demo.selfEnrolmentKey ? 0 : 1,
    roleid: student,
    password: demo.selfEnrolmentKey ?? null,
    expirythreshold: 86_400,
    customint1: 0,
    customint2: 0,
    customint3: 0,
    customint4: 1,
    customint5: 0,
    customint6: 1,
  });
  demo.teachers.forEach((username) => enrol(username, 'editingteacher', manual, created));
  demo.assistants?.forEach((username) => enrol(username, 'teacher', manual, created + 3600));
  demo.students.forEach((username, index) => {
    const alone = demo.selfEnrolmentKey !== undefined && index % 4 === 3;
    enrol(username, 'student', alone ? self : manual, scope.at(demo.starts - 7) + index * 420);
  });

  function method(enrol: string, values: Record<string, string | number | null>): number {
    const sortorder = scope.rows.rows('enrol').filter((row) => row.courseid === course.id).length;
    return scope.rows.add('enrol', {
      enrol,
      courseid: course.id,
      sortorder,
      roleid: 0,
      timecreated: created,
      timemodified: created,
      ...values,
    }).id;
  }

  function enrol(username: string, role: string, enrolid: number, time: number): void {
    const userid = scope.user(username);
    scope.rows.add('user_enrolments', {
      status: demo.away?.includes(username) ? 1 : 0,
      enrolid,
      userid,
      timestart: time,
      timeend: 0,
      modifierid: enrolid === self ? userid : author,
      timecreated: time,
      timemodified: time,
    });
    scope.rows.add('role_assignments', {
      roleid: roleId(role),
      contextid: context.id,
      userid,
      timemodified: time,
      modifierid: enrolid === self ? userid : author,
    });
  }
}
