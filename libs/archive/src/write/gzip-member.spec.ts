import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import type { BytePiece } from './deflate-block';
import { gzipMember } from './gzip-member';
import { noise, prose } from '../../testing/entries';

async function pack(pieces: Iterable<BytePiece>, level = 6): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of gzipMember(lazily(pieces), level)) parts.push(part);
  return Buffer.concat(parts);
}

async function* lazily(pieces: Iterable<BytePiece>): AsyncGenerator<BytePiece> {
  yield* pieces;
}

/** The same runs of bytes, cut at other places. */
function recut(pieces: readonly BytePiece[], sizes: readonly number[]): BytePiece[] {
  let turn = 0;
  return pieces.flatMap(({ bytes, stored }) => {
    const parts: BytePiece[] = [];
    for (let at = 0; at < bytes.length;) {
      const size = sizes[turn++ % sizes.length] as number;
      parts.push({ bytes: bytes.subarray(at, at + size), stored });
      at += size;
    }
    return parts;
  });
}

const run = fc
  .record({
    size: fc.oneof(fc.nat(3000), fc.constantFrom(65535, 65536, 262139, 262140, 262141, 524280, 700_001)),
    kind: fc.constantFrom('noise', 'prose'),
    stored: fc.boolean(),
    seed: fc.nat(),
  })
  .map(({ size, kind, stored, seed }) => ({ bytes: kind === 'noise' ? noise(size, seed) : prose(size), stored }));

describe('gzipMember', () => {
  it('unpacks to its input, and gives the same bytes however the input was cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(run, { maxLength: 6 }),
        fc.array(fc.integer({ min: 1000, max: 300_000 }), { minLength: 1, maxLength: 5 }),
        fc.constantFrom(0, 1, 6, 9),
        async (pieces, sizes, level) => {
          const packed = await pack(pieces, level);
          expect(gunzipSync(packed).equals(Buffer.concat(pieces.map((piece) => piece.bytes)))).toBe(true);
          expect((await pack(recut(pieces, sizes), level)).equals(packed)).toBe(true);
        },
      ),
      { numRuns: 40 },
    );
  });

  it("begins with Moodle's ten bytes and packs nothing into a valid member", async () => {
    const packed = await pack([]);
    expect(packed.subarray(0, 10).toString('hex')).toBe('1f8b0800000000000003');
    expect(gunzipSync(packed)).toHaveLength(0);
  });

  it('costs next to nothing over one stream, and stores noise with five bytes a block', async () => {
    const text = prose(2_000_000);
    const { gzipSync } = await import('node:zlib');
    expect((await pack([{ bytes: text, stored: false }])).length).toBeLessThan(gzipSync(text).length * 1.02);
    const media = noise(1_000_000);
    expect((await pack([{ bytes: media, stored: true }])).length).toBeLessThan(media.length + 120);
  });

  it('compresses what was called compressed but is not', async () => {
    expect((await pack([{ bytes: Buffer.alloc(433_043), stored: true }])).length).toBeLessThan(5000);
  });
});
