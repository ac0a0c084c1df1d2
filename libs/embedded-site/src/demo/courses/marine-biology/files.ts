import { pdf } from '../../media/pdf';
import type { DemoFile } from '../../model';
import { limpetCounts, limpetScatter, shoreView, shoreZones, tideCurve } from './pictures';

const college = { author: 'Marta Lindqvist', license: 'cc-4.0' } as const;

export const shoreViewFile: DemoFile = { name: 'gull-point.png', content: shoreView, ...college };
export const shoreZonesFile: DemoFile = { name: 'shore-zones.svg', content: shoreZones, ...college };
export const tideCurveFile: DemoFile = { name: 'tide-curve.svg', content: tideCurve, ...college };
export const limpetScatterFile: DemoFile = { name: 'limpets by height.png', content: limpetScatter, ...college };

export const limpetCsv: DemoFile = {
  name: 'limpet-counts.csv',
  folder: '/data/',
  content: () =>
    Buffer.from(
      [
        'height_m,limpets,barnacle_cover_percent',
        ...limpetCounts().map((q) => `${q.height},${q.limpets},${q.barnacleCover}`),
        '',
      ].join('\n'),
    ),
  ...college,
};

export const surveySheet: DemoFile = {
  name: 'survey-sheet.pdf',
  content: () =>
    pdf('Shore survey sheet', [
      '# Shore survey sheet',
      '',
      'Names: ________________________________   Date: ______________   Transect: A / B / C',
      'Low water at: __________   Height of low water: __________ m   Weather: __________________',
      '',
      '## For each quadrat (0.25 m²)',
      'Station | Height above chart datum | Limpets (count) | Barnacles (% cover) | Wrack, which (% cover)',
      ...Array.from(
        { length: 12 },
        (_, i) =>
          `${String(i + 1).padStart(2, '0')}  |  ________ m  |  ________  |  ________ %  |  ______________________`,
      ),
      '',
      '## Rules of the shore',
      'Work down the shore with the falling tide and turn back at low water. Never turn your back to the sea.',
      'Put every stone back the way it lay: what lives underneath dies in the sun.',
      'Count what is there, not what ought to be there. A zero is a result.',
    ]),
  ...college,
};

export const riskAssessment: DemoFile = {
  name: 'risk assessment – Gull Point.pdf',
  folder: '/before you go/',
  content: () =>
    pdf('Risk assessment, Gull Point', [
      '# Risk assessment: Gull Point',
      '',
      '## Being cut off by the tide',
      'Likely in the gully north of transect C from two hours after low water. Everyone leaves the lower shore at the whistle, thirty minutes after low water at the latest.',
      '## Slipping',
      'Wrack on wet rock is the usual reason for a sprained ankle. Boots with a grip, hands free, no running.',
      '## Cold',
      'Wind on wet clothes cools quickly. A second layer stays dry in the bag; there is hot tea in the van.',
      '## Whom to call',
      'The leader carries a radio and the number of the coastguard. Each pair knows where the leader is.',
    ]),
  ...college,
};

export const packingList: DemoFile = {
  name: 'packing-list.txt',
  folder: '/before you go/',
  content: () =>
    Buffer.from(
      'Boots with a grip\nWaterproofs, also when the sun shines\nA second dry layer\nPencil (ink runs)\nClipboard in a clear bag\nLunch, and something hot\n',
    ),
  ...college,
};

/** What a pair brought back from the shore, as they hand it in. */
export function fieldSheet(pair: string, shift: number): DemoFile {
  return {
    name: `field sheet ${pair}.csv`,
    content: () =>
      Buffer.from(
        [
          'station,height_m,limpets,barnacles_percent',
          ...limpetCounts()
            .filter((_, index) => index % 5 === shift % 5)
            .map(
              (q, index) => `${index + 1},${q.height},${Math.max(0, q.limpets + (shift % 3) - 1)},${q.barnacleCover}`,
            ),
          '',
        ].join('\n'),
      ),
  };
}
