/** Numbers that are the same at every run. */
export class Seeded {
  private state: number;

  constructor(seed: number) {
    this.state = (seed * 2654435761) >>> 0 || 1;
  }

  /** A whole number from 0 to below `end`. */
  below(end: number): number {
    this.state ^= this.state << 13;
    this.state ^= this.state >>> 17;
    this.state ^= this.state << 5;
    return (this.state >>> 0) % Math.max(1, end);
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }
}

/** Ways in which the bytes of a file go wrong. */
export const DAMAGES: Readonly<Record<string, (bytes: Buffer, random: Seeded) => Buffer>> = {
  'one bit flipped': (bytes, random) => {
    const at = random.below(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
    return bytes;
  },
  'a region flipped': (bytes, random) => {
    const start = random.below(bytes.length);
    const end = Math.min(bytes.length, start + 1 + random.below(600));
    for (let at = start; at < end; at += 1) bytes[at] = (bytes[at] ?? 0) ^ 0xff;
    return bytes;
  },
  'a region zeroed': (bytes, random) => {
    const start = random.below(bytes.length);
    return bytes.fill(0, start, Math.min(bytes.length, start + 1 + random.below(4096)));
  },
  'the end cut off': (bytes, random) => bytes.subarray(0, random.below(bytes.length)),
  'a piece cut out': (bytes, random) => {
    const start = random.below(bytes.length);
    return Buffer.concat([bytes.subarray(0, start), bytes.subarray(start + 1 + random.below(2000))]);
  },
  'two regions swapped': (bytes, random) => {
    const length = 1 + random.below(Math.floor(bytes.length / 4));
    const first = random.below(bytes.length - 2 * length);
    const second = first + length + random.below(bytes.length - first - 2 * length);
    const [a, b] = [first, second].map((at) => Buffer.from(bytes.subarray(at, at + length))) as [Buffer, Buffer];
    b.copy(bytes, first);
    a.copy(bytes, second);
    return bytes;
  },
  'a piece put in': (bytes, random) => {
    const at = random.below(bytes.length);
    const piece = Buffer.from(Array.from({ length: 1 + random.below(300) }, () => random.below(256)));
    return Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at)]);
  },
};
