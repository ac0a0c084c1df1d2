import type { DemoChoice } from '../../model';
import type { Row } from '../../site-rows';
import { addActivityEvent } from '../events';
import type { ActivityScope } from '../scope';
import { commonColumns } from './common';

export function addChoice(scope: ActivityScope<DemoChoice>): Row {
  const { activity, rows } = scope;
  const opens = activity.opens === undefined ? 0 : scope.at(activity.opens);
  const closes = activity.closes === undefined ? 0 : scope.at(activity.closes);
  const choice = rows.add('choice', {
    ...commonColumns(scope),
    publish: 1,
    showresults: 1,
    allowupdate: 1,
    allowmultiple: activity.several ? 1 : 0,
    showunanswered: 1,
    limitanswers: activity.options.some((option) => option.limit !== undefined) ? 1 : 0,
    timeopen: opens,
    timeclose: closes,
    completionsubmit: activity.completion?.by === 'conditions' ? 1 : 0,
  });
  const answered = scope.at(activity.opens ?? scope.demo.starts) + 7200;
  activity.options.forEach(({ text, limit, answers }, number) => {
    const timemodified = Number(choice.timemodified);
    const option = rows.add('choice_options', { choiceid: choice.id, text, maxanswers: limit ?? 0, timemodified });
    answers.forEach((username, index) =>
      rows.add('choice_answers', {
        choiceid: choice.id,
        optionid: option.id,
        userid: scope.user(username),
        timemodified: answered + (index * 5 + number) * 1320,
      }),
    );
  });
  if (opens)
    addActivityEvent(scope, choice, { name: `${activity.name} opens`, eventtype: 'open', time: opens, action: false });
  if (closes)
    addActivityEvent(scope, choice, {
      name: `${activity.name} closes`,
      eventtype: 'close',
      time: closes,
      action: true,
    });
  return choice;
}
