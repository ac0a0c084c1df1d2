import { crc32, deflateSync } from 'node:zlib';

/** Red, green, blue, 0 to 255. */
export type Colour = readonly [number, number, number];

/** A picture that is drawn pixel by pixel and written as PNG (8 bit, RGB). */
export class Canvas {
  private readonly pixels: Uint8Array;

  constructor(
    readonly width: number,
    readonly height: number,
    background: Colour = [255, 255, 255],
  ) {
    this.pixels = new Uint8Array(width * height * 3);
    this.rectangle(0, 0, width, height, background);
  }

  /** Paints every pixel with the colour that `colourAt` gives it. */
  paint(colourAt: (x: number, y: number) => Colour): void {
    for (let y = 0; y < this.height; y += 1) for (let x = 0; x < this.width; x += 1) this.set(x, y, colourAt(x, y));
  }

  rectangle(left: number, top: number, width: number, height: number, colour: Colour): void {
    for (let y = Math.round(top); y < Math.round(top + height); y += 1)
      for (let x = Math.round(left); x < Math.round(left + width); x += 1) this.set(x, y, colour);
  }

  disc(centreX: number, centreY: number, radius: number, colour: Colour): void {
    for (let y = Math.floor(centreY - radius); y <= centreY + radius + 1; y += 1)
      for (let x = Math.floor(centreX - radius); x <= centreX + radius + 1; x += 1)
        this.blend(x, y, colour, radius + 0.5 - Math.hypot(x - centreX, y - centreY));
  }

  line(fromX: number, fromY: number, toX: number, toY: number, colour: Colour, thickness = 1): void {
    const steps = Math.max(1, Math.ceil(Math.hypot(toX - fromX, toY - fromY)));
    for (let step = 0; step <= steps; step += 1) {
      const part = step / steps;
      this.disc(fromX + (toX - fromX) * part, fromY + (toY - fromY) * part, thickness / 2, colour);
    }
  }

  png(): Buffer {
    const header = Buffer.alloc(13);
    header.writeUInt32BE(this.width, 0);
    header.writeUInt32BE(this.height, 4);
    header.set([8, 2, 0, 0, 0], 8);
    const stride = this.width * 3;
    const lines = Buffer.alloc((stride + 1) * this.height);
    for (let y = 0; y < this.height; y += 1)
      lines.set(this.pixels.subarray(y * stride, (y + 1) * stride), y * (stride + 1) + 1);
    return Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      chunk('IHDR', header),
      chunk('IDAT', deflateSync(lines, { level: 9 })),
      chunk('IEND', Buffer.alloc(0)),
    ]);
  }

  private set(x: number, y: number, colour: Colour): void {
    this.blend(x, y, colour, 1);
  }

  private blend(x: number, y: number, colour: Colour, opacity: number): void {
    if (x < 0 || y < 0 || x >= this.width || y >= this.height || opacity <= 0) return;
    const share = Math.min(1, opacity);
    const offset = (y * this.width + x) * 3;
    for (let i = 0; i < 3; i += 1) {
      const old = this.pixels[offset + i] ?? 0;
      this.pixels[offset + i] = Math.round(old + ((colour[i] ?? 0) - old) * share);
    }
  }
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** A colour by hue in degrees, saturation and lightness from 0 to 1. */
export function hsl(hue: number, saturation: number, lightness: number): Colour {
  const reach = saturation * Math.min(lightness, 1 - lightness);
  const channel = (n: number) => {
    const k = (n + hue / 30) % 12;
    return Math.round(255 * (lightness - reach * Math.max(-1, Math.min(k - 3, 9 - k, 1))));
  };
  return [channel(0), channel(8), channel(4)];
}
