import { container, element } from '../../language/elements';
import { parent } from '../../language/operands';
import { plugin } from '../../language/documents';
import { table } from '../../language/sources';

/** enrol_lti: the tool that an enrolment publishes, and who came through it. */
export const enrolLtiEnrol = plugin('enrol_enrol_plugin', 'enrol_lti', [
  element(
    'tool',
    {
      fields: `
        enrolid contextid institution lang timezone maxenrolled maildisplay city country gradesync
        gradesynccompletion membersync membersyncmode roleinstructor rolelearner secret ltiversion
        timecreated timemodified`,
      from: table('enrol_lti_tools', { enrolid: parent('id') }),
    },
    [
      container('users', [
        element('user', {
          fields: 'userid toolid serviceurl sourceid consumerkey consumersecret membershipurl membershipsid',
          from: table('enrol_lti_users', { toolid: parent('id') }),
          when: { on: ['users'] },
        }),
      ]),
    ],
  ),
]);
