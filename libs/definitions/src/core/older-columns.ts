/** What older versions of Moodle have besides the tables and columns that are known of 4.5 and 5.1, and do not write into
 *  their own backups: by table, the columns, separated by white space. Seen in Moodle 4.1. */
export const OLDER_COLUMNS: Readonly<Record<string, string>> = {
  assignment: 'course',
  assignment_submissions: '',
  bigbluebuttonbn: 'lockedlayout',
  scorm_scoes_track: 'scormid',
};
