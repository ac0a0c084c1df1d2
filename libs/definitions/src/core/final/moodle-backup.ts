import { MOODLE } from '../../version';
import { computed } from '../../language/sources';
import { container, element } from '../../language/elements';
import { document } from '../../language/documents';

/** moodle_backup.xml: what this backup is, what is in it, and under which settings it was made. */
export const moodleBackup = document(
  'final',
  'moodle_backup.xml',
  container('moodle_backup', [
    element(
      'information',
      {
        attributes: '',
        fields: `
          name moodle_version moodle_release backup_version backup_release backup_date mnet_remoteusers
          include_files include_file_references_to_external_content original_wwwroot
          original_site_identifier_hash original_course_id original_course_format original_course_fullname
          original_course_shortname original_course_startdate original_course_enddate
          original_course_contextid original_system_contextid`,
        from: computed('backupInformation'),
      },
      [
        container('details', [
          element('detail', {
            attributes: 'backup_id',
            fields: 'type format interactive mode execution executiontime',
            from: computed('backupDetail'),
          }),
        ]),
        container('contents', [
          element('activities', { attributes: '', from: computed('backupActivities') }, [
            element('activity', {
              attributes: '',
              fields: 'moduleid sectionid modulename title directory insubsection',
              fieldsWhen: { insubsection: { since: MOODLE['4.5'] } },
              from: computed('backupActivity'),
            }),
          ]),
          element('sections', { attributes: '', from: computed('backupSections') }, [
            element('section', {
              attributes: '',
              fields: 'sectionid title directory parentcmid modname',
              fieldsWhen: { parentcmid: { since: MOODLE['4.5'] }, modname: { since: MOODLE['4.5'] } },
              from: computed('backupSection'),
            }),
          ]),
          element('course', { attributes: '', fields: 'courseid title directory', from: computed('backupCourse') }),
        ]),
        container('settings', [
          element('setting', {
            attributes: '',
            fields: 'level section activity name value',
            from: computed('backupSetting'),
          }),
        ]),
      ],
    ),
  ]),
);
