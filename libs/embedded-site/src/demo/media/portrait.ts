import { Canvas, hsl } from './png';

/** A person's picture: head and shoulders in the colours around one hue. `size` in pixels. */
export function portrait(size: number, hue: number): Buffer {
  const canvas = new Canvas(size, size, hsl(hue, 0.35, 0.88));
  canvas.disc(size / 2, size * 1.02, size * 0.4, hsl(hue, 0.45, 0.4));
  canvas.disc(size / 2, size * 0.4, size * 0.2, hsl((hue + 20) % 360, 0.4, 0.6));
  return canvas.png();
}
