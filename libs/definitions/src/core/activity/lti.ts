import { activity } from '../../language/documents';
import { area, container, element, point } from '../../language/elements';
import { parent, task } from '../../language/operands';
import { query, table } from '../../language/sources';
import { indexAndView } from '../../links';

/** Of a tool that the site preconfigured, only its id, course, name and proxy leave the site. */
const OF_SITE = '$t.course = (SELECT s.id FROM {course} s WHERE s.category = 0)';
const HIDDEN_OF_SITE_TOOLS =
  'baseurl tooldomain state coursevisible ltiversion clientid enabledcapability parameter icon secureicon createdby ' +
  'timecreated timemodified description';
const typeColumns = Object.fromEntries(
  HIDDEN_OF_SITE_TOOLS.split(' ').map((name) => [name, `CASE WHEN ${OF_SITE} THEN NULL ELSE $t.${name} END`]),
);

/** mod_lti: an external tool, its type as far as it may leave the site, and people's submissions. */
export const lti = activity(
  'lti',
  {
    fields: `
      name intro introformat timecreated timemodified typeid toolurl securetoolurl preferheight
      launchcontainer instructorchoicesendname instructorchoicesendemailaddr instructorchoiceacceptgrades
      instructorchoiceallowroster instructorchoiceallowsetting grade instructorcustomparameters
      debuglaunch showtitlelaunch showdescriptionlaunch icon secureicon resourcekey:encrypted
      password:encrypted`,
    files: [area('mod_lti', 'intro')],
    links: indexAndView('LTI'),
  },
  [
    element(
      'ltitype',
      {
        fields: `
          name baseurl tooldomain state course coursevisible ltiversion clientid toolproxyid
          enabledcapability parameter icon secureicon createdby timecreated timemodified description`,
        from: query({
          join: 'JOIN {lti_types} $t ON $t.id = :parent.typeid',
          columns: typeColumns,
          all: { $t: 'lti_types' },
          key: '$t.id',
        }),
        refers: { user: 'createdby' },
      },
      [
        container('ltitypesconfigs', [
          element('ltitypesconfig', {
            from: query({
              join: `JOIN {lti_types_config} $c ON $c.typeid = :parent.id AND :parent.baseurl IS NOT NULL AND $c.name NOT IN ('password', 'resourcekey')`,
              columns: {},
              all: { $c: 'lti_types_config' },
              key: '$c.id',
            }),
            fields: 'name value',
          }),
          element('ltitypesconfigencrypted', {
            from: query({
              join: `JOIN {lti_types_config} $c ON $c.typeid = :parent.id AND :parent.baseurl IS NOT NULL AND $c.name IN ('password', 'resourcekey')`,
              columns: {},
              all: { $c: 'lti_types_config' },
              key: '$c.id',
            }),
            fields: 'name value:encrypted',
          }),
        ]),
        element(
          'ltitoolproxy',
          {
            from: query({
              join: 'JOIN {lti_types} $p ON $p.id = :parent.id AND $p.toolproxyid <> 0',
              columns: { id: '$p.toolproxyid' },
              key: '$p.toolproxyid',
              writes: { as: 'nothing' },
            }),
          },
          [
            container('ltitoolsettings', [
              element('ltitoolsetting', {
                from: table('lti_tool_settings', {
                  toolproxyid: parent('id'),
                  course: task('course'),
                  coursemoduleid: task('module'),
                }),
                fields: 'settings timecreated timemodified',
              }),
            ]),
          ],
        ),
      ],
    ),
    container('ltisubmissions', [
      element('ltisubmission', {
        fields: 'userid datesubmitted dateupdated gradepercent originalgrade launchid state',
        from: table('lti_submission', { ltiid: task('instance') }),
        when: { on: ['userinfo'] },
        refers: { user: 'userid' },
      }),
    ]),
    element('lticoursevisible', {
      fields: 'typeid courseid coursevisible',
      from: table('lti_coursevisible', { typeid: parent('typeid'), courseid: task('course') }),
    }),
    point('ltisource_lti_subplugin'),
    point('ltiservice_lti_subplugin'),
  ],
);
