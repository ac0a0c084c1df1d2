import { activity } from '../../language/documents';
import { area, container, element, itemArea } from '../../language/elements';
import { parent } from '../../language/operands';
import { table } from '../../language/sources';
import { indexAndView, link } from '../../links';
import { ratings } from '../shared/ratings';
import { contextTags } from '../shared/sources';

/** mod_forum: people's discussions with posts, ratings, subscriptions, what they have read, and grades. */
export const forum = activity(
  'forum',
  {
    fields: `
      type name intro introformat duedate cutoffdate assessed assesstimestart assesstimefinish scale
      maxbytes maxattachments forcesubscribe trackingtype rsstype rssarticles timemodified warnafter
      blockafter blockperiod completiondiscussions completionreplies completionposts displaywordcount
      lockdiscussionafter grade_forum`,
    refers: { scale: 'scale' },
    files: [area('mod_forum', 'intro')],
    advancedGrading: true,
    links: [
      ...indexAndView('FORUM'),
      link('view.php?f={n}', 'FORUMVIEWBYF'),
      link('discuss.php?d={n}{&}parent={n}', 'FORUMDISCUSSIONVIEWPARENT'),
      link('discuss.php?d={n}#{n}', 'FORUMDISCUSSIONVIEWINSIDE'),
      link('discuss.php?d={n}', 'FORUMDISCUSSIONVIEW'),
    ],
  },
  [
    container('discussions', [
      element(
        'discussion',
        {
          fields: `
            name firstpost userid groupid assessed timemodified usermodified timestart timeend pinned
            timelocked`,
          from: table('forum_discussions', { forum: parent('id') }),
          when: { on: ['userinfo'] },
          refers: { group: 'groupid' },
        },
        [
          container('posts', [
            element(
              'post',
              {
                fields: `
                  parent userid created modified mailed subject message messageformat messagetrust
                  attachment totalscore mailnow privatereplyto`,
                from: table('forum_posts', { discussion: parent('id') }),
                when: { on: ['userinfo'] },
                refers: { user: 'userid' },
                files: [itemArea('mod_forum', 'post', 'id'), itemArea('mod_forum', 'attachment', 'id')],
              },
              [ratings('mod_forum', 'post')],
            ),
          ]),
          container('discussion_subs', [
            element('discussion_sub', {
              fields: 'userid preference',
              from: table('forum_discussion_subs', { discussion: parent('id') }),
              when: { on: ['userinfo'] },
              refers: { user: 'userid' },
            }),
          ]),
        ],
      ),
    ]),
    container('subscriptions', [
      element('subscription', {
        fields: 'userid',
        from: table('forum_subscriptions', { forum: parent('id') }),
        when: { on: ['userinfo'] },
        refers: { user: 'userid' },
      }),
    ]),
    container('digests', [
      element('digest', {
        fields: 'userid maildigest',
        from: table('forum_digests', { forum: parent('id') }),
        when: { on: ['userinfo'] },
        refers: { user: 'userid' },
      }),
    ]),
    container('readposts', [
      element('read', {
        fields: 'userid discussionid postid firstread lastread',
        from: table('forum_read', { forumid: parent('id') }),
        when: { on: ['userinfo'] },
        refers: { user: 'userid' },
      }),
    ]),
    container('trackedprefs', [
      element('track', {
        fields: 'userid',
        from: table('forum_track_prefs', { forumid: parent('id') }),
        when: { on: ['userinfo'] },
        refers: { user: 'userid' },
      }),
    ]),
    container('poststags', [
      element('tag', {
        fields: 'itemid rawname',
        from: contextTags('forum_posts', 'mod_forum'),
        when: { on: ['userinfo', 'usetags'] },
      }),
    ]),
    container('grades', [
      element('grade', {
        fields: 'forum itemnumber userid grade timecreated timemodified',
        from: table('forum_grades', { forum: parent('id') }),
        when: { on: ['userinfo'] },
      }),
    ]),
  ],
);
