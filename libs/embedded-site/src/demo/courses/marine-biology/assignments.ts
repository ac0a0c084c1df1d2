import type { DemoAssign, DemoSubmission } from '../../model';
import { fieldSheet, limpetCsv, surveySheet } from './files';
import { pdf } from '../../media/pdf';

const pairs: readonly (readonly [by: string, other: string])[] = [
  ['student', 'lina'],
  ['ksato', 'zvandenberg'],
  ['lwojcik', 'tjonsdottir'],
  ['mkealoha', 'skjaer'],
  ['malfassi', 'nlevi'],
  ['ysokolova', 'hongnguyen'],
  ['sosullivan', 'jgoncalves'],
];

const remarks = [
  'Careful work, and heights that agree with the level. Say next time which datum you used.',
  'Complete. Station 9 has more barnacles than rock: check the sum of your covers.',
  'Good counts. Your note on the wind belongs on the sheet: it tells me why station 2 is short.',
  'All stations, neatly. Two zeros, and you kept them: well done.',
];

const sheets: readonly DemoSubmission[] = pairs.flatMap(([by, other], pair) =>
  [by, other].map((username, which): DemoSubmission => ({
    by: username,
    day: -9 + pair * 0.31 + which * 0.04,
    files: [fieldSheet(`${by} ${other}`, pair)],
    ...(which === 0
      ? { text: `<p>Counted with ${other} on transect ${'ABC'[pair % 3]}, ${10 + (pair % 3)} stations.</p>` }
      : {}),
    grade: 14 + ((pair * 5 + which) % 7),
    graded: -4 + pair * 0.1,
    feedback: `<p>${remarks[pair % remarks.length]}</p>`,
  })),
);

export const survey: DemoAssign = {
  kind: 'assign',
  key: 'survey',
  name: 'Shore survey: your field sheet',
  idnumber: 'SURVEY1',
  intro: '<p>Hand in the sheet of your pair as a table, one row a station. Both of a pair hand in.</p>',
  opens: -18,
  due: -6,
  cutoff: 6,
  grade: 20,
  gradepass: 10,
  category: 'Fieldwork',
  onlineText: true,
  fileSubmissions: 2,
  materials: [surveySheet, limpetCsv],
  outcomes: ['OBS'],
  completion: { by: 'conditions', expected: -6 },
  tags: ['fieldwork'],
  instructions: {
    html: '<p>Columns: station, height above chart datum in metres, limpets, barnacles in per cent. See <a href="{{field-folder}}">last year’s file</a> for the form.</p>',
  },
  submissions: [
    ...sheets,
    {
      by: 'psukjai',
      day: -5.2,
      text: '<p>My partner was ill, so I counted alone and did transect C only. I am sorry that it is late.</p>',
      files: [fieldSheet('psukjai', 11)],
      extension: -4,
      comments: [
        { by: 'psukjai', day: -5.1, text: 'Is one transect enough?' },
        { by: 'teacher', day: -4.9, text: 'It is. Thank you for saying so at the top.' },
      ],
      grade: 16,
      graded: -3.5,
      feedback: '<p>One transect, twelve stations, no gaps. Quite enough.</p>',
    },
    {
      by: 'gberidze',
      day: -1.2,
      draft: true,
      text: '<p>Working with the counts of Tuesday’s pairs. Not finished.</p>',
    },
  ],
};

export const limpetPaper: DemoAssign = {
  kind: 'assign',
  key: 'limpet-paper',
  name: 'Short paper: where does the limpet belt end?',
  intro: '<p>Two pages: the question, what you did, what you found, and what it does not show.</p>',
  opens: -5,
  due: 9,
  grade: 'Clarity',
  onlineText: true,
  wordLimit: 900,
  fileSubmissions: 1,
  category: 'Writing',
  outcomes: ['OBS', 'ARG'],
  completion: { by: 'conditions' },
  restriction: { from: -5 },
  submissions: [
    {
      by: 'sosullivan',
      day: -1.7,
      text:
        '<h4>Where the belt ends</h4><p>On transect B the number of limpets falls from 31 to 4 in a quadrat within half a metre of height. Above that line the rock is dry for more than seven hours a tide. ' +
        'We suggest that drying sets the limit, and not food: the film of algae that they graze goes on for another metre.</p><p>It does not show that limpets <em>could not</em> live higher. To know that, one would have to carry some up.</p>',
      files: [
        {
          name: 'where the belt ends.pdf',
          author: "Siobhán O'Sullivan",
          content: () =>
            pdf('Where the belt ends', [
              '# Where the belt ends',
              'Siobhán O’Sullivan',
              '',
              '## Question',
              'On transect B the limpets stop at 2.9 m above chart datum. What stops them: the drying, or the lack of food?',
              '## Method',
              'Twelve stations, three quadrats each, and a scrape of 4 cm² of the film at every second one.',
              '## Result',
              'From 31 limpets in a quadrat to 4 within half a metre. The film of algae goes on for another metre.',
              '## What this does not show',
              'That limpets could not live higher. To know that, one would have to carry some up, and come back.',
            ]),
        },
      ],
      grade: 4,
      graded: -0.6,
      feedback: '<p>Clear, short, and honest about its limits. I should like to see the scrapes as a table.</p>',
    },
    {
      by: 'lina',
      day: -0.9,
      text: '<p>The upper end of the belt is sharper than the lower one. Why should that be? I compare both in the counts of three years.</p>',
    },
    { by: 'student', day: -0.3, draft: true, text: '<p>Draft: homing and the edge of the belt.</p>' },
  ],
};
