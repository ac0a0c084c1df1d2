/** The short name of the web service whose tokens the demo users hold. */
export const serviceShortname = 'coursekeep';

/** The functions that this service offers. */
export const serviceFunctions = [
  'core_webservice_get_site_info',
  'core_course_backup_async',
  'core_course_backup_async_get_status',
  'core_course_backup_list_backups',
  'coursekeep_backup_get_warnings',
] as const;

/** The people one can sign in as, with passwords that are no secret: the site is for trying out. */
export const accounts = [
  { username: 'teacher', password: 'Teacher.1234' },
  { username: 'student', password: 'Student.1234' },
  { username: 'manager', password: 'Manager.1234' },
  { username: 'admin', password: 'Admin.1234' },
] as const;
