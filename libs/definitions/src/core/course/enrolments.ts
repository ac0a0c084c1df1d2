import { container, element, point } from '../../language/elements';
import { document } from '../../language/documents';
import { parent, task } from '../../language/operands';
import { table } from '../../language/sources';

/** enrolments.xml: the enrolment methods and who is enrolled by each. */
export const enrolments = document(
  'course',
  'enrolments.xml',
  container('enrolments', [
    container('enrols', [
      element(
        'enrol',
        {
          fields: `
            enrol status name enrolperiod enrolstartdate enrolenddate expirynotify expirythreshold notifyall
            password cost currency roleid customint1 customint2 customint3 customint4 customint5 customint6
            customint7 customint8 customchar1 customchar2 customchar3 customdec1 customdec2 customtext1
            customtext2 customtext3 customtext4 timecreated timemodified`,
          from: table('enrol', { courseid: task('course') }, { orderBy: 'sortorder' }),
          when: { on: ['enrolments'] },
          refers: { role: 'roleid' },
        },
        [
          container('user_enrolments', [
            element('enrolment', {
              fields: 'status userid timestart timeend modifierid timemodified',
              from: table('user_enrolments', { enrolid: parent('id') }),
              when: { on: ['users'] },
              refers: { user: 'userid' },
            }),
          ]),
          point('enrol_enrol_plugin'),
        ],
      ),
    ]),
  ]),
  { when: { off: ['site_course'] } },
);
