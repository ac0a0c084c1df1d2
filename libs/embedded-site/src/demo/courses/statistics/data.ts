import { around, chance } from '../../chance';
import { barChart, type Bar } from '../../media/charts';
import { Canvas } from '../../media/png';

/** Waiting times for the ferry, in minutes, as two hundred passengers reported them. */
export function waitingTimes(): number[] {
  const next = chance('ferry to Holm');
  return Array.from({ length: 200 }, () => Number((-12 * Math.log(1 - next() * 0.995)).toFixed(1)));
}

/** The means of `count` samples of `size` waiting times each. */
export function sampleMeans(size: number, count: number): number[] {
  const times = waitingTimes();
  const next = chance(`means of ${size}`);
  return Array.from({ length: count }, () => {
    const drawn = Array.from({ length: size }, () => times[Math.floor(next() * times.length)] ?? 0);
    return mean(drawn);
  });
}

/** Height of parents (the mean of both) and of their grown child, in centimetres. */
export function heights(): { readonly parents: number; readonly child: number }[] {
  const next = chance('heights');
  return Array.from({ length: 120 }, () => {
    const parents = around(next, 172, 5);
    return {
      parents: Number(parents.toFixed(1)),
      child: Number((172 + 0.65 * (parents - 172) + around(next, 0, 4)).toFixed(1)),
    };
  });
}

/** How many values fall into each of `count` classes of one width, from 0. */
export function classes(values: readonly number[], width: number, count: number): Bar[] {
  return Array.from({ length: count }, (_, index) => ({
    label: `${index * width}–${(index + 1) * width}`,
    value: values.filter((value) => Math.floor(value / width) === index).length,
  }));
}

export function waitingHistogram(): Buffer {
  return barChart('Waiting for the ferry, 200 passengers (minutes)', '', classes(waitingTimes(), 10, 6));
}

export function meansHistogram(): Buffer {
  return barChart('Means of 30 passengers, 500 times (minutes)', '', classes(sampleMeans(30, 500), 3, 7));
}

/** Children against parents, with the line of equal height and the fitted one. */
export function heightsScatter(): Buffer {
  const canvas = new Canvas(420, 420, [252, 251, 247]);
  const x = (cm: number) => ((cm - 155) / 35) * 400 + 10;
  const y = (cm: number) => 410 - ((cm - 155) / 35) * 400;
  canvas.line(x(155), y(155), x(190), y(190), [190, 190, 190], 1.5);
  const { slope, intercept } = fittedLine();
  canvas.line(x(155), y(intercept + slope * 155), x(190), y(intercept + slope * 190), [180, 85, 63], 2.5);
  for (const { parents, child } of heights()) canvas.disc(x(parents), y(child), 3.2, [42, 127, 158]);
  return canvas.png();
}

/** The line of least squares through the heights. */
export function fittedLine(): { readonly slope: number; readonly intercept: number } {
  const data = heights();
  const mx = mean(data.map((one) => one.parents));
  const my = mean(data.map((one) => one.child));
  const sxy = data.reduce((sum, one) => sum + (one.parents - mx) * (one.child - my), 0);
  const sxx = data.reduce((sum, one) => sum + (one.parents - mx) ** 2, 0);
  return { slope: sxy / sxx, intercept: my - (sxy / sxx) * mx };
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function csv(header: string, lines: readonly string[]): Buffer {
  return Buffer.from([header, ...lines, ''].join('\n'));
}
