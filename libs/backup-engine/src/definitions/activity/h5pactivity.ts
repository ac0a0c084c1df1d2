import { activity, area, container, element, parent, table } from '../../structure/definition';
import { indexAndView } from '../../structure/links';

/** mod_h5pactivity. */
export const h5pactivity = activity(
  'h5pactivity',
  {
    fields: `
      name timecreated timemodified intro introformat grade displayoptions enabletracking grademethod
      reviewmode`,
    files: [area('mod_h5pactivity', 'intro'), area('mod_h5pactivity', 'package')],
    links: indexAndView('H5PACTIVITY'),
  },
  [
    container('attempts', [
      element(
        'attempt',
        {
          fields: `
            h5pactivityid userid timecreated timemodified attempt rawscore maxscore duration completion
            success scaled`,
          from: table('h5pactivity_attempts', { h5pactivityid: parent('id') }),
          when: { on: ['userinfo'] },
          refers: { user: 'userid' },
        },
        [
          container('results', [
            element('result', {
              fields: `
                attemptid subcontent timecreated interactiontype description correctpattern response
                additionals rawscore maxscore duration completion success`,
              from: table('h5pactivity_attempts_results', { attemptid: parent('id') }),
              when: { on: ['userinfo'] },
            }),
          ]),
        ],
      ),
    ]),
  ],
);
