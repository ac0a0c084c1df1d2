import { timeline } from '../../media/charts';
import { pdf } from '../../media/pdf';
import { Canvas, hsl } from '../../media/png';
import type { DemoFile } from '../../model';

const own = { author: 'Hélène Fournier', license: 'cc-nc-sa-4.0' } as const;

export const timelineFile: DemoFile = {
  name: 'four centuries.svg',
  content: () =>
    timeline('Four centuries of looking closer', [
      { year: 1610, label: 'Moons of Jupiter' },
      { year: 1665, label: 'Cells in cork' },
      { year: 1747, label: 'Lemons & scurvy' },
      { year: 1859, label: 'Origin of Species' },
      { year: 1898, label: 'Radium' },
      { year: 1953, label: 'Double helix' },
    ]),
  ...own,
};

/** What a small telescope shows of Jupiter: the planet with its bands, and four moons in a line. */
export const jupiterFile: DemoFile = {
  name: 'jupiter.png',
  content: () => {
    const canvas = new Canvas(520, 160, [12, 14, 26]);
    canvas.disc(260, 80, 38, hsl(35, 0.45, 0.75));
    for (const [y, width] of [
      [66, 70],
      [80, 76],
      [94, 68],
    ] as const)
      canvas.rectangle(260 - width / 2, y - 3, width, 5, hsl(25, 0.4, 0.58));
    for (const x of [60, 170, 352, 455]) canvas.disc(x, 80, 3, [235, 235, 220]);
    return canvas.png();
  },
  ...own,
};

/** Mars as it was drawn about 1890: a disc, and lines that are not there. */
export const marsFile: DemoFile = {
  name: 'mars.png',
  folder: '/mars/',
  content: () => {
    const canvas = new Canvas(260, 260, [10, 8, 12]);
    canvas.disc(130, 130, 110, hsl(18, 0.55, 0.52));
    canvas.disc(130, 32, 14, [240, 236, 230]);
    const lines = [
      [60, 80, 200, 180],
      [70, 190, 190, 70],
      [130, 60, 110, 220],
      [50, 130, 210, 140],
    ] as const;
    for (const [x1, y1, x2, y2] of lines) canvas.line(x1, y1, x2, y2, hsl(18, 0.45, 0.4), 2);
    return canvas.png();
  },
  ...own,
};

export const syllabus: DemoFile = {
  name: 'programme du séminaire.pdf',
  content: () =>
    pdf('History of Science: programme', [
      '# History of Science: programme',
      '',
      '## 1. The telescope and the quarrel about it',
      'What does one see who has been told what to see?',
      '## 2. Lemons',
      'Twelve sailors, six cures, and fifty years until anybody acted on it.',
      '## 3. Who counts as a discoverer?',
      'Assistants, instrument makers, wives, slaves, fishermen.',
      '## 4. Being wrong',
      'Phlogiston, the ether, canals on Mars: what we owe to mistakes.',
      '',
      'Each session begins with ten minutes from one of you. Nobody has to know anything beforehand but how to read.',
    ]),
  ...own,
};

export const transcripts: readonly DemoFile[] = [
  {
    name: 'night of 7 January.txt',
    folder: '/telescope/',
    content: () =>
      Buffer.from(
        'A retelling for the seminar, not a translation.\n\nOn the seventh night of the year he saw three small bright stars beside the planet, in a straight line.\nThe next night they stood on the other side. On the tenth there were two.\nHe had begun by thinking that the planet moved. By the thirteenth, when there were four, he had stopped thinking so.\n',
      ),
    ...own,
  },
  {
    name: 'six cures.txt',
    folder: '/lemons/',
    content: () =>
      Buffer.from(
        'A retelling for the seminar.\n\nTwelve men with scurvy, as alike as he could have them. Two were given cider each day, two vitriol, two vinegar,\ntwo sea water, two oranges and a lemon, two a paste of garlic and mustard.\nAfter six days the oranges and lemons were used up, and one of the two was fit for duty.\nHe wrote a treatise of four hundred pages, and gave five paragraphs to it.\n',
      ),
    ...own,
  },
  {
    name: '读后感 – notes on the readings.txt',
    folder: '/',
    content: () =>
      Buffer.from(
        '三个问题 / three questions for every reading:\n1. 谁看见了?  Who saw it?\n2. 谁记录了?  Who wrote it down?\n3. 谁受益?    Who gained by it?\n',
      ),
    ...own,
  },
];

/** A short essay as a student hands it in. */
export function essay(title: string, author: string, paragraphs: readonly string[]): DemoFile {
  return {
    name: `${title}.pdf`,
    author,
    content: () => pdf(title, [`# ${title}`, author, '', ...paragraphs.flatMap((text) => [text, ''])]),
  };
}
