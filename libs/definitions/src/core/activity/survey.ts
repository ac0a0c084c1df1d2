import { activity } from '../../language/documents';
import { area, container, element } from '../../language/elements';
import { parent } from '../../language/operands';
import { table } from '../../language/sources';
import { indexAndView } from '../../links';

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
