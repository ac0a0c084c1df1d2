import { activity } from '../../language/documents';
import { area, container, element } from '../../language/elements';
import { parent } from '../../language/operands';
import { table } from '../../language/sources';
import { indexAndView } from '../../links';

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
