import type { DemoDiscussion, DemoForum, DemoPost } from '../../model';
import type { Row } from '../../site-rows';
import { type ActivityScope, named } from '../scope';
import { addTags } from '../tags';
import { addFiles } from '../text-files';
import { commonColumns } from './common';

type Scope = ActivityScope<DemoForum>;

export function addForum(scope: Scope): Row {
  const { activity, rows } = scope;
  const outOf = activity.ratedOutOf ?? 0;
  const forum = rows.add('forum', {
    ...commonColumns(scope),
    type: activity.type,
    assessed: outOf > 0 ? 1 : 0,
    scale: outOf,
    maxbytes: 512_000,
    maxattachments: activity.type === 'news' ? 1 : 9,
    forcesubscribe: activity.type === 'news' ? 1 : 0,
    completionposts: activity.completion?.by === 'conditions' && !activity.completion.view ? 1 : 0,
  });
  for (const username of activity.subscribers ?? [])
    rows.add('forum_subscriptions', { userid: scope.user(username), forum: forum.id });
  for (const discussion of activity.discussions) addDiscussion(scope, forum, discussion);
  if (outOf > 0) addRatedGrades(scope, forum, outOf);
  return forum;
}

function addDiscussion(scope: Scope, forum: Row, demo: DemoDiscussion): void {
  const { course, moduleContext: context, rows } = scope;
  const discussion = rows.add('forum_discussions', {
    course: course.id,
    forum: forum.id,
    name: demo.subject,
    userid: scope.user(demo.by),
    groupid: demo.group === undefined ? -1 : named(scope.groups, demo.group),
    assessed: 0,
    pinned: demo.pinned ? 1 : 0,
  });
  const first = addPost(scope, discussion, null, demo, demo.subject);
  const last =
    rows
      .rows('forum_posts')
      .filter((row) => row.discussion === discussion.id)
      .sort(byTime)
      .at(-1) ?? first;
  Object.assign(discussion, { firstpost: first.id, timemodified: last.modified, usermodified: last.userid });
  addTags(
    rows,
    demo.tags,
    { component: 'mod_forum', itemtype: 'forum_posts', itemid: first.id, context },
    Number(first.created),
  );
  for (const userid of new Set(
    rows.rows('forum_posts').flatMap((row) => (row.discussion === discussion.id ? [Number(row.userid)] : [])),
  ))
    rows.add('forum_read', {
      userid,
      forumid: forum.id,
      discussionid: discussion.id,
      postid: first.id,
      firstread: Number(first.created) + 300,
      lastread: Number(last.modified),
    });
}

const byTime = (a: Row, b: Row) => Number(a.modified) - Number(b.modified);

function addPost(scope: Scope, discussion: Row, parent: Row | null, demo: DemoPost, thread: string): Row {
  const { rows, moduleContext: context } = scope;
  const time = scope.at(demo.day);
  const userid = scope.user(demo.by);
  const words = demo.html.replace(/<[^>]*>/g, ' ').trim();
  const inText = (demo.files ?? []).filter((file) => demo.html.includes(`@@PLUGINFILE@@/${encodeURI(file.name)}`));
  const attached = (demo.files ?? []).filter((file) => !inText.includes(file));
  const post = rows.add('forum_posts', {
    discussion: discussion.id,
    parent: parent?.id ?? 0,
    userid,
    created: time,
    modified: time,
    mailed: 1,
    subject: demo.subject ?? `Re: ${thread}`,
    message: demo.html,
    messageformat: 1,
    attachment: attached.length > 0 ? '1' : '',
    wordcount: words.split(/\s+/).length,
    charcount: words.replace(/\s+/g, '').length,
  });
  const area = { context, component: 'mod_forum', itemid: post.id };
  addFiles(scope, { ...area, filearea: 'post' }, inText, { userid, time });
  addFiles(scope, { ...area, filearea: 'attachment' }, attached, { userid, time });
  for (const [username, rating] of Object.entries(demo.rated ?? {}))
    rows.add('rating', {
      contextid: context.id,
      component: 'mod_forum',
      ratingarea: 'post',
      itemid: post.id,
      scaleid: scope.activity.ratedOutOf ?? 0,
      rating,
      userid: scope.user(username),
      timecreated: time + 43_200,
      timemodified: time + 43_200,
    });
  for (const reply of demo.replies ?? []) addPost(scope, discussion, post, reply, thread);
  return post;
}

/** A person's grade is the average of the ratings of all their posts. */
function addRatedGrades(scope: Scope, forum: Row, grade: number): void {
  const { rows, activity } = scope;
  const name = `${activity.name} rating`;
  const item = scope.gradebook.addItem({ name, type: 'mod', module: 'forum', instance: forum.id, grade });
  const authors = new Map(rows.rows('forum_posts').map((post) => [post.id, Number(post.userid)]));
  const ratings = rows.rows('rating').filter((row) => row.contextid === scope.moduleContext.id);
  for (const userid of new Set(ratings.map((row) => authors.get(Number(row.itemid)) ?? 0))) {
    const own = ratings.filter((row) => authors.get(Number(row.itemid)) === userid);
    const value = Number((own.reduce((total, row) => total + Number(row.rating), 0) / own.length).toFixed(5));
    const last = own.reduce((a, b) => (Number(a.timemodified) > Number(b.timemodified) ? a : b));
    scope.gradebook.addGrade(item, { userid, value, time: Number(last.timemodified), grader: Number(last.userid) });
  }
}
