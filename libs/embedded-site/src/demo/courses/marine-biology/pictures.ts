import { chance } from '../../chance';
import { bands, lineChart } from '../../media/charts';
import { Canvas, type Colour } from '../../media/png';

/** The zones of a rocky shore from the spray zone down. */
export function shoreZones(): Buffer {
  return bands('Zones of a rocky shore', [
    { name: 'Splash zone', note: 'lichens, small periwinkles; wetted by spray only', fill: '#e8dcc0' },
    { name: 'Upper shore', note: 'channelled wrack, barnacles; covered at spring high tides', fill: '#cfd8a8' },
    { name: 'Middle shore', note: 'bladder wrack, limpets, mussels; covered twice a day', fill: '#9cc3a5' },
    { name: 'Lower shore', note: 'serrated wrack, red seaweeds; bare at spring low tides', fill: '#6aa7ad' },
    { name: 'Kelp forest', note: 'always under water but at the very lowest tides', fill: '#4d88a8' },
  ]);
}

/** Height of the tide over one lunar day, in metres above chart datum. */
export function tideCurve(): Buffer {
  const points = Array.from({ length: 100 }, (_, i): [number, number] => {
    const hour = i / 4;
    const height = 3.1 + 2.2 * Math.cos((hour / 12.42) * 2 * Math.PI) + 0.25 * Math.cos((hour / 24.84) * 2 * Math.PI);
    return [hour, Number(height.toFixed(2))];
  });
  return lineChart('One lunar day of tides', { x: 'hours', y: 'metres above chart datum' }, points);
}

/** Number of limpets in each quadrat against the height on the shore. */
export function limpetScatter(): Buffer {
  const canvas = new Canvas(480, 300, [250, 249, 244]);
  canvas.line(40, 20, 40, 270, [40, 60, 80], 2);
  canvas.line(40, 270, 460, 270, [40, 60, 80], 2);
  for (const { height, limpets } of limpetCounts())
    canvas.disc(40 + height * 90, 270 - limpets * 5.2, 4, [42, 127, 158]);
  return canvas.png();
}

export interface Quadrat {
  /** Metres above chart datum. */
  readonly height: number;
  readonly limpets: number;
  readonly barnacleCover: number;
}

/** Sixty quadrats on the college's own transect: limpets are most common on the middle shore. */
export function limpetCounts(): Quadrat[] {
  const next = chance('limpets of Gull Point');
  return Array.from({ length: 60 }, (_, i) => {
    const height = 0.4 + Math.floor(i / 5) * 0.35;
    const expected = 38 * Math.exp(-((height - 2.3) ** 2) / 1.4);
    return {
      height: Number(height.toFixed(2)),
      limpets: Math.max(0, Math.round(expected + (next() - 0.5) * 9)),
      barnacleCover: Math.max(0, Math.min(100, Math.round(18 * height + (next() - 0.5) * 20))),
    };
  });
}

/** A view of the shore: sky, sea with waves, rocks with weed, and pools. */
export function shoreView(): Buffer {
  const next = chance('Gull Point, morning');
  const canvas = new Canvas(640, 300);
  canvas.paint((x, y) => {
    const horizon = 110;
    if (y < horizon) return mix([146, 190, 222], [235, 240, 238], y / horizon);
    const rocks = 190 + 22 * Math.sin(x / 47) + 9 * Math.sin(x / 13 + 1);
    if (y < rocks)
      return mix([94, 150, 170], [38, 96, 120], (y - horizon) / 90 + 0.08 * Math.sin(y * 0.9 + Math.sin(x / 31) * 3));
    return mix([96, 104, 62], [62, 58, 54], (y - rocks) / 60 + 0.18 * Math.sin(x / 5) * Math.sin(y / 4));
  });
  for (let i = 0; i < 9; i += 1) {
    const x = 40 + next() * 560;
    const y = 238 + next() * 50;
    for (let part = -14; part <= 14; part += 2) canvas.disc(x + part, y, 5 - Math.abs(part) / 5, [120, 168, 188]);
  }
  return canvas.png();
}

function mix(from: Colour, to: Colour, part: number): Colour {
  const share = Math.max(0, Math.min(1, part));
  const channel = (i: 0 | 1 | 2) => Math.round(from[i] + (to[i] - from[i]) * share);
  return [channel(0), channel(1), channel(2)];
}
