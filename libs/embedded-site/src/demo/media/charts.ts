/** A bar of a chart. */
export interface Bar {
  readonly label: string;
  readonly value: number;
}

const ink = '#1f3a4d';
const fills = ['#2a7f9e', '#e0a030', '#5b9a57', '#b4553f', '#7a6aa8'];

/** A bar chart as SVG, with a title, labels and the values. */
export function barChart(title: string, unit: string, bars: readonly Bar[]): Buffer {
  const top = Math.max(...bars.map((bar) => bar.value));
  const width = 90 * bars.length + 40;
  const drawn = bars.map(({ label: name, value }, index) => {
    const height = (value / top) * 200;
    const x = 30 + index * 90;
    return (
      `<rect x="${x}" y="${(270 - height).toFixed(1)}" width="60" height="${height.toFixed(1)}" fill="${fills[index % fills.length]}"/>` +
      label(x + 30, 290, 12, name) +
      label(x + 30, 262 - height, 12, `${value} ${unit}`)
    );
  });
  return svg(width, 310, title, drawn);
}

/** A line through points in order, with axes from 0 to the greatest values. */
export function lineChart(
  title: string,
  axes: { readonly x: string; readonly y: string },
  points: readonly (readonly [number, number])[],
): Buffer {
  const mostX = Math.max(...points.map(([x]) => x));
  const mostY = Math.max(...points.map(([, y]) => y));
  const path = points.map(([x, y]) => `${(50 + (x / mostX) * 520).toFixed(1)},${(270 - (y / mostY) * 210).toFixed(1)}`);
  return svg(600, 320, title, [
    `<path d="M50 50 V270 H580" fill="none" stroke="${ink}"/>`,
    `<polyline points="${path.join(' ')}" fill="none" stroke="${fills[0]}" stroke-width="2.5"/>`,
    label(310, 305, 13, axes.x),
    `<g transform="translate(22 160) rotate(-90)">${label(0, 0, 13, axes.y)}</g>`,
    label(44, 60, 11, String(mostY), 'end'),
    label(575, 286, 11, String(mostX), 'end'),
  ]);
}

/** Bands from top to bottom with a name and a note each, as for the zones of a shore. */
export function bands(
  title: string,
  list: readonly { readonly name: string; readonly note: string; readonly fill: string }[],
): Buffer {
  const drawn = list.map(({ name, note, fill }, index) => {
    const y = 50 + index * 60;
    return (
      `<rect x="20" y="${y}" width="560" height="58" fill="${fill}"/>` +
      label(36, y + 26, 15, name, 'start') +
      label(36, y + 45, 12, note, 'start')
    );
  });
  return svg(600, 70 + list.length * 60, title, drawn);
}

/** Marks on a line of years. */
export function timeline(title: string, marks: readonly { readonly year: number; readonly label: string }[]): Buffer {
  const first = Math.min(...marks.map((mark) => mark.year));
  const last = Math.max(...marks.map((mark) => mark.year));
  const drawn = marks.map(({ year, label: name }, index) => {
    const x = 60 + ((year - first) / Math.max(1, last - first)) * 680;
    const y = index % 2 === 0 ? 95 : 195;
    return (
      `<line x1="${x.toFixed(1)}" y1="145" x2="${x.toFixed(1)}" y2="${y + (index % 2 === 0 ? 8 : -16)}" stroke="${ink}"/>` +
      `<circle cx="${x.toFixed(1)}" cy="145" r="6" fill="${fills[index % fills.length]}"/>` +
      label(x, y, 12, `${year} ${name}`)
    );
  });
  return svg(800, 230, title, [
    `<line x1="40" y1="145" x2="760" y2="145" stroke="${ink}" stroke-width="2"/>`,
    ...drawn,
  ]);
}

function svg(width: number, height: number, title: string, content: readonly string[]): Buffer {
  return Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?>\n` +
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="sans-serif">\n` +
      `<title>${escaped(title)}</title>\n<rect width="100%" height="100%" fill="#fbfaf6"/>\n` +
      `${label(width / 2, 28, 16, title)}\n${content.join('\n')}\n</svg>\n`,
  );
}

function label(
  x: number,
  y: number,
  size: number,
  text: string,
  anchor: 'start' | 'middle' | 'end' = 'middle',
): string {
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" font-size="${size}" text-anchor="${anchor}" fill="${ink}">${escaped(text)}</text>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
