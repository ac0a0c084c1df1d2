import { MOODLE } from '../../version';
import { container, element, itemArea } from '../../language/elements';
import { document } from '../../language/documents';
import { not, parent, task } from '../../language/operands';
import { query, table } from '../../language/sources';
import { itemTags } from '../shared/sources';

/** badges.xml: the badges of the course, how they are earned and who was given one by hand. */
export const badges = document(
  'final',
  'badges.xml',
  container('badges', [
    element(
      'badge',
      {
        fields: `
          name description timecreated timemodified usercreated usermodified issuername issuerurl
          issuercontact expiredate expireperiod type courseid message messagesubject attachment notification
          status nextcron version language imageauthorname imageauthoremail imageauthorurl imagecaption`,
        from: table('badge', { courseid: task('course'), status: not(4) }),
        refers: { user: 'usercreated usermodified' },
        files: [itemArea('badges', 'badgeimage', 'id')],
      },
      [
        element('criteria', { when: { on: ['all_activities'] }, absentOtherwise: true }, [
          element(
            'criterion',
            {
              fields: 'badgeid criteriatype method description descriptionformat',
              from: table('badge_criteria', { badgeid: parent('id') }),
            },
            [
              container('parameters', [
                element('parameter', {
                  fields: 'critid name value criteriatype',
                  from: query({
                    join: 'JOIN {badge_criteria_param} $p ON $p.critid = :parent.id',
                    columns: { criteriatype: ':parent.criteriatype' },
                    all: { $p: 'badge_criteria_param' },
                    key: '$p.id',
                  }),
                }),
              ]),
            ],
          ),
        ]),
        element('endorsement', {
          fields: 'badgeid issuername issuerurl issueremail claimid claimcomment dateissued',
          from: table('badge_endorsement', { badgeid: parent('id') }),
        }),
        container('alignments', [
          element('alignment', {
            fields: 'badgeid targetname targeturl targetdescription targetframework targetcode',
            from: table('badge_alignment', { badgeid: parent('id') }),
          }),
        ]),
        container('relatedbadges', [
          element('relatedbadge', {
            fields: 'badgeid relatedbadgeid',
            from: table('badge_related', { badgeid: parent('id') }),
          }),
        ]),
        container('manual_awards', [
          element('manual_award', {
            fields: 'badgeid recipientid issuerid issuerrole datemet',
            from: table('badge_manual_award', { badgeid: parent('id') }),
            refers: { user: 'recipientid issuerid', role: 'issuerrole' },
          }),
        ]),
        element('tags', { when: { since: MOODLE['4.3'] }, absentOtherwise: true }, [
          element('tag', { fields: 'name rawname', from: itemTags('badge', null) }),
        ]),
      ],
    ),
  ]),
  // Before 4.3 badges were left out altogether where an activity was, for their criteria may name it.
  { when: { on: ['badges'], unless: { before: MOODLE['4.3'], off: ['all_activities'] } } },
);
