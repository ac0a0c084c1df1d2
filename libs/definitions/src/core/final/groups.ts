import { MOODLE } from '../../version';
import { annotated, own, parent } from '../../language/operands';
import { container, element, itemArea } from '../../language/elements';
import { document } from '../../language/documents';
import { table } from '../../language/sources';
import { CUSTOM_FIELD_FIELDS } from '../shared/fields';
import { customFields, AS_THE_HANDLER_GIVES, NUMBERS_AS_PHP_WRITES_THEM } from '../shared/sources';

/** Groups and groupings have custom fields since then. */
const WITH_CUSTOM_FIELDS = { when: { since: MOODLE['4.3'] }, absentOtherwise: true } as const;

/** groups.xml: groups with their members, and groupings. */
export const groups = document(
  'final',
  'groups.xml',
  container('groups', [
    element(
      'group',
      {
        fields: `
          name idnumber description descriptionformat enrolmentkey picture visibility participation
          timecreated timemodified`,
        from: table('groups', { id: annotated('groupfinal') }),
        when: { on: ['groups'] },
        files: [itemArea('group', 'description', 'id'), itemArea('group', 'icon', 'id')],
      },
      [
        container('group_members', [
          element('group_member', {
            fields: 'userid timeadded component itemid',
            from: table('groups_members', { groupid: parent('id') }),
            when: { on: ['groups', 'users'] },
            refers: { userfinal: 'userid' },
          }),
        ]),
      ],
    ),
    element('groupcustomfields', WITH_CUSTOM_FIELDS, [
      element('groupcustomfield', {
        fields: `${CUSTOM_FIELD_FIELDS} groupid`,
        from: customFields('core_group', 'group', 'IN (@groupfinal)', own('groupid'), {
          ...AS_THE_HANDLER_GIVES,
          groupid: '$d.instanceid',
        }),
        rewrite: NUMBERS_AS_PHP_WRITES_THEM,
        when: { on: ['customfield', 'groups'] },
      }),
    ]),
    container('groupings', [
      element(
        'grouping',
        {
          fields: 'name idnumber description descriptionformat configdata timecreated timemodified',
          from: table('groupings', { id: annotated('groupingfinal') }),
          when: { on: ['groups'] },
          files: [itemArea('grouping', 'description', 'id')],
        },
        [
          container('grouping_groups', [
            element('grouping_group', {
              fields: 'groupid timeadded',
              from: table('groupings_groups', { groupingid: parent('id') }),
              when: { on: ['groups'] },
            }),
          ]),
        ],
      ),
      element('groupingcustomfields', WITH_CUSTOM_FIELDS, [
        element('groupingcustomfield', {
          fields: `${CUSTOM_FIELD_FIELDS} groupingid`,
          from: customFields('core_group', 'grouping', 'IN (@groupingfinal)', own('groupingid'), {
            ...AS_THE_HANDLER_GIVES,
            groupingid: '$d.instanceid',
          }),
          rewrite: NUMBERS_AS_PHP_WRITES_THEM,
          when: { on: ['customfield', 'groups'] },
        }),
      ]),
    ]),
  ]),
);
