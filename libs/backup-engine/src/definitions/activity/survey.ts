import { activity, area, container, element, parent, table } from '../../structure/definition';
import { indexAndView } from '../../structure/links';

/** mod_survey: which ready-made survey it is, and people's answers. */
export const survey = activity(
  'survey',
  {
    fields: 'name intro introformat template questions days timecreated timemodified completionsubmit',
    files: [area('mod_survey', 'intro')],
    links: indexAndView('SURVEY'),
  },
  [
    container('answers', [
      element('answer', {
        fields: 'userid question time answer1 answer2',
        from: table('survey_answers', { survey: parent('id') }),
        refers: { user: 'userid' },
      }),
    ]),
    container('analysis', [
      element('analys', {
        fields: 'userid notes',
        from: table('survey_analysis', { survey: parent('id') }),
        refers: { user: 'userid' },
      }),
    ]),
  ],
);
