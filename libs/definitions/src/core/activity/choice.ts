import { activity } from '../../language/documents';
import { area, container, element } from '../../language/elements';
import { parent } from '../../language/operands';
import { table } from '../../language/sources';
import { indexAndView } from '../../links';

/** mod_choice: the options, and people's answers. */
export const choice = activity(
  'choice',
  {
    fields: `
      name intro introformat publish showresults display allowupdate allowmultiple showunanswered
      limitanswers timeopen timeclose timemodified completionsubmit showpreview includeinactive
      showavailable`,
    files: [area('mod_choice', 'intro')],
    links: indexAndView('CHOICE'),
  },
  [
    container('options', [
      element('option', {
        fields: 'text maxanswers timemodified',
        from: table('choice_options', { choiceid: parent('id') }),
      }),
    ]),
    container('answers', [
      element('answer', {
        fields: 'userid optionid timemodified',
        from: table('choice_answers', { choiceid: parent('id') }),
        when: { on: ['userinfo'] },
        refers: { user: 'userid' },
      }),
    ]),
  ],
);
