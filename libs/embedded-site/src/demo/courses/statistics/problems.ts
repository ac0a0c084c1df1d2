import { chance, share } from '../../chance';
import type { DemoAssign, DemoSubmission } from '../../model';
import { csv, fittedLine, mean, sampleMeans, waitingTimes } from './data';
import { heightsCsv, waitingCsv } from './files';

/** Who takes the course. */
export const students = [
  'student',
  'lina',
  'ksato',
  'sykim',
  'malfassi',
  'nlevi',
  'gpapadopoulos',
  'asharma',
  'vmurugan',
  'hongnguyen',
  'oadebayo',
  'jiniguez',
  'cyildiz',
  'sosullivan',
  'psukjai',
  'gberidze',
  'apetrosyan',
  'stesfaye',
  'fkarimi',
  'mkealoha',
];

interface Problem {
  readonly key: string;
  readonly due: number;
  /** What one could answer, in a few variants of differing quality: the points go with them. */
  readonly answers: readonly { readonly text: string; readonly points: number; readonly feedback: string }[];
}

/** Hand-ins of those who did the problem: each takes one of the answers. Problems that are due in future are not graded. */
function submissions({ key, due, answers }: Problem): DemoSubmission[] {
  const next = chance(key);
  return share(students, due < 0 ? 0.85 : 0.35, `hands in ${key}`).map((by) => {
    const answer = answers[Math.floor(next() * answers.length)] ?? answers[0];
    const before = Math.round(next() * 300) / 100;
    const day = due < 0 ? due - before : -0.2 - before / 3;
    return {
      by,
      day,
      text: answer?.text,
      files: key === 'problem-means' ? [workings(by)] : undefined,
      ...(due < 0 ? { grade: answer?.points, graded: due + 2 + next() * 2, feedback: answer?.feedback } : {}),
    };
  });
}

/** Twenty means that somebody has drawn. */
function workings(by: string) {
  const size = 5 + (by.length % 4) * 10;
  return {
    name: `means of ${size}.csv`,
    content: () =>
      csv(
        'sample,mean_minutes',
        sampleMeans(size, 20).map((value, index) => `${index + 1},${value.toFixed(2)}`),
      ),
  };
}

const common = {
  kind: 'assign',
  grade: 10,
  gradepass: 5,
  category: 'Weekly problems',
  onlineText: true,
  completion: { by: 'conditions', grade: true },
} as const;

const average = mean(waitingTimes()).toFixed(1);
const { slope } = fittedLine();

export const problemMedian: DemoAssign = {
  ...common,
  key: 'problem-median',
  name: 'Problem 1: which middle?',
  intro:
    '<p>The ferry company says that passengers wait “12 minutes on average”. Half of them wait less than 9. ' +
    'Can both be true? Which number belongs on the sign at the pier? Use <a href="{{data-folder}}">waiting-times.csv</a>.</p>',
  opens: -40,
  due: -30,
  submissions: submissions({
    key: 'problem-median',
    due: -30,
    answers: [
      {
        text: `<p>Both are true. A few people wait very long, and pull the mean (${average}) up; the median does not mind how long they wait. For the sign I would take the median, and say so.</p>`,
        points: 10,
        feedback: '<p>Exactly. “And say so” is worth a point of its own.</p>',
      },
      {
        text: '<p>They cannot both be true, because the average is the middle.</p>',
        points: 3,
        feedback:
          '<p>Draw the histogram from <a href="{{shapes}}">the page on shapes</a>, mark both numbers, and tell me in the forum what you see.</p>',
      },
      {
        text: '<p>Yes: the distribution has a tail to the right. The mean belongs on the sign because it is what the company can be held to over a year.</p>',
        points: 9,
        feedback: '<p>A good reason, and not the one I had in mind.</p>',
      },
    ],
  }),
};

export const problemMeans: DemoAssign = {
  ...common,
  key: 'problem-means',
  name: 'Problem 2: how much does a mean wobble?',
  intro:
    '<p>Draw twenty samples from the waiting times and write down their means. How far apart are they for samples of 5, of 15, of 35? ' +
    'Does the rule \\(s/\\sqrt{n}\\) fit?</p>',
  opens: -26,
  due: -16,
  fileSubmissions: 3,
  materials: [waitingCsv],
  submissions: submissions({
    key: 'problem-means',
    due: -16,
    answers: [
      {
        text: '<p>With 5 in a sample the means run from 5 to 21 minutes, with 35 only from 9 to 15. Seven times as many passengers, and the spread goes down by less than three: that is the square root.</p>',
        points: 10,
        feedback: '<p>The last sentence is the whole chapter.</p>',
      },
      {
        text: '<p>The spread gets smaller with n. I did not have time for 35.</p>',
        points: 6,
        feedback: '<p>True as far as it goes. What would you expect for 35?</p>',
      },
      {
        text: '<p>Das Gesetz passt: <code>s = 11.6</code>, also 5.2 für n = 5 und 2.0 für n = 35, und meine zwanzig Werte streuen 4.8 und 2.1. (It fits.)</p>',
        points: 10,
        feedback: '<p>Sehr schön. You even computed the spread of the means themselves.</p>',
      },
    ],
  }),
};

export const problemSlope: DemoAssign = {
  ...common,
  key: 'problem-slope',
  name: 'Problem 3: tall parents, less tall children',
  intro:
    '<p>In <a href="{{data-folder}}">heights.csv</a> the slope of the line is below 1. Do we all end up at the same height? ' +
    'Explain it to a ten-year-old in at most 150 words.</p>',
  opens: -3,
  due: 6,
  wordLimit: 150,
  materials: [heightsCsv],
  submissions: submissions({
    key: 'problem-slope',
    due: 6,
    answers: [
      {
        text: `<p>Very tall parents had some luck with their height, and luck is not inherited. The slope of ${slope.toFixed(2)} says how much is. But some children of middling parents are lucky, too, so there are always tall people.</p>`,
        points: 10,
        feedback: '',
      },
      {
        text: '<p>If you throw two sixes, the next throw is likely lower. The dice did not get worse.</p>',
        points: 10,
        feedback: '',
      },
    ],
  }),
};
