import { MOODLE } from '../../version';
import { activity } from '../../language/documents';
import { area, container, element, point } from '../../language/elements';
import { parent } from '../../language/operands';
import { table } from '../../language/sources';
import { indexAndView } from '../../links';

/** mod_assign: people's submissions, grades and flags, overrides, and what plugins add to them. */
export const assign = activity(
  'assign',
  {
    fields: `
      name intro introformat alwaysshowdescription submissiondrafts sendnotifications
      sendlatenotifications sendstudentnotifications duedate cutoffdate gradingduedate
      allowsubmissionsfromdate grade timemodified completionsubmit requiresubmissionstatement
      teamsubmission requireallteammemberssubmit teamsubmissiongroupingid blindmarking hidegrader
      revealidentities attemptreopenmethod maxattempts markingworkflow markingallocation markinganonymous
      preventsubmissionnotingroup activity activityformat timelimit submissionattachments gradepenalty`,
    refers: { grouping: 'teamsubmissiongroupingid' },
    files: [
      area('mod_assign', 'intro'),
      area('mod_assign', 'introattachment'),
      area('mod_assign', 'activityattachment', { since: MOODLE['4.2'] }),
    ],
    advancedGrading: true,
    links: indexAndView('ASSIGN'),
  },
  [
    container('userflags', [
      element('userflag', {
        fields: 'userid assignment mailed locked extensionduedate workflowstate allocatedmarker',
        from: table('assign_user_flags', { assignment: parent('id') }),
        when: { on: ['userinfo'] },
        refers: { user: 'userid allocatedmarker' },
      }),
    ]),
    container('submissions', [
      element(
        'submission',
        {
          fields: 'userid timecreated timemodified timestarted status groupid attemptnumber latest',
          from: table('assign_submission', { assignment: parent('id') }, { without: { groups: { groupid: 0 } } }),
          when: { on: ['userinfo'] },
          refers: { user: 'userid', group: 'groupid' },
        },
        [point('assignsubmission_submission_subplugin')],
      ),
    ]),
    container('grades', [
      element(
        'grade',
        {
          fields: 'userid timecreated timemodified grader grade penalty attemptnumber',
          from: table('assign_grades', { assignment: parent('id') }),
          when: { on: ['userinfo'] },
          refers: { user: 'userid grader' },
        },
        [point('assignfeedback_grade_subplugin')],
      ),
    ]),
    container('plugin_configs', [
      element('plugin_config', {
        fields: 'plugin subtype name value',
        from: table('assign_plugin_config', { assignment: parent('id') }),
      }),
    ]),
    container('overrides', [
      element('override', {
        fields: 'groupid userid sortorder allowsubmissionsfromdate duedate cutoffdate timelimit',
        from: table(
          'assign_overrides',
          { assignid: parent('id') },
          { without: { userinfo: { userid: null }, groups: { groupid: 0 } } },
        ),
        refers: { group: 'groupid', user: 'userid' },
      }),
    ]),
  ],
);
