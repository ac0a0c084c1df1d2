import { pdf } from '../../media/pdf';
import type { DemoFile } from '../../model';
import { csv, heights, heightsScatter, meansHistogram, waitingHistogram, waitingTimes } from './data';

const own = { author: 'Kwame Mensah', license: 'cc-sa-4.0' } as const;

export const waitingPicture: DemoFile = { name: 'waiting.svg', content: waitingHistogram, ...own };
export const meansPicture: DemoFile = { name: 'means.svg', content: meansHistogram, ...own };
export const heightsPicture: DemoFile = { name: 'heights.png', folder: '/figures/', content: heightsScatter, ...own };

export const waitingCsv: DemoFile = {
  name: 'waiting-times.csv',
  content: () =>
    csv(
      'passenger,minutes',
      waitingTimes().map((minutes, index) => `${index + 1},${minutes}`),
    ),
  ...own,
};

export const heightsCsv: DemoFile = {
  name: 'heights.csv',
  content: () =>
    csv(
      'parents_cm,child_cm',
      heights().map((one) => `${one.parents},${one.child}`),
    ),
  ...own,
};

export const readMe: DemoFile = {
  name: 'LIES MICH – read me – اقرأني.txt',
  content: () =>
    Buffer.from(
      'waiting-times.csv: 200 passengers of the ferry to Holm, one line each, minutes.\nheights.csv: 120 families, centimetres; parents_cm is the mean of both.\nAll made up for this course, by a program. Do not build a pier on them.\n',
    ),
  ...own,
};

export const formulaSheet: DemoFile = {
  name: 'formula sheet.pdf',
  content: () =>
    pdf('Formula sheet', [
      '# Formula sheet',
      'You may bring this sheet to the test. Nothing on it has to be learnt by heart.',
      '',
      '## One list of numbers',
      'mean = sum of the values / n',
      'standard deviation s = square root of ( sum of (value - mean)² / (n - 1) )',
      '## The mean of a sample',
      'standard error = s / square root of n',
      'interval of 95 % = mean ± 2 × standard error, for n of 30 or more',
      '## Two lists',
      'slope = sum of (x - mean x)(y - mean y) / sum of (x - mean x)²',
      'intercept = mean y - slope × mean x',
      'r = slope × s(x) / s(y)',
      '## Words to use with care',
      '“Significant” is about what chance alone would do, not about what matters.',
      '“Normal” is a shape. Nobody and nothing is abnormal for not having it.',
    ]),
  ...own,
};
