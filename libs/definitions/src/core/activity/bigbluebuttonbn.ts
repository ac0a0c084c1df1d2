import { MOODLE } from '../../version';
import { activity } from '../../language/documents';
import { area, container, element, point } from '../../language/elements';
import { parent } from '../../language/operands';
import { table } from '../../language/sources';
import { indexAndView } from '../../links';

/** mod_bigbluebuttonbn: a meeting room, its log and its recordings. */
export const bigbluebuttonbn = activity(
  'bigbluebuttonbn',
  {
    fields: `
      type course name intro introformat meetingid moderatorpass viewerpass wait record recordallfromstart
      recordhidebutton welcome voicebridge openingtime closingtime timecreated timemodified presentation
      participants userlimit recordings_html recordings_deleted recordings_imported recordings_preview
      clienttype muteonstart completionattendance completionengagementchats completionengagementtalks
      completionengagementraisehand completionengagementpollvotes completionengagementemojis guestallowed
      mustapproveuser showpresentation grade`,
    files: [area('mod_bigbluebuttonbn', 'intro')],
    links: indexAndView('BIGBLUEBUTTONBN'),
  },
  [
    container('logs', [
      element('log', {
        fields: 'courseid bigbluebuttonbnid userid timecreated meetingid log meta',
        from: table('bigbluebuttonbn_logs', { bigbluebuttonbnid: parent('id') }),
        when: { on: ['userinfo'] },
        refers: { user: 'userid' },
      }),
    ]),
    container('recordings', [
      element('recording', {
        fields: `
          courseid bigbluebuttonbnid groupid recordingid headlesss imported status importeddata
          timecreated timemodified`,
        fieldsWhen: { timemodified: { since: MOODLE['5.1.5'] } },
        from: table('bigbluebuttonbn_recordings', { bigbluebuttonbnid: parent('id') }),
        when: { on: ['userinfo'] },
      }),
    ]),
    point('bbbext_bigbluebuttonbn_subplugin'),
  ],
);
