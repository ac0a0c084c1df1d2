import { readRecordedWarnings } from './recorded-warnings';

async function* pieces(text: string, onEnd: () => void = () => undefined): AsyncGenerator<Buffer> {
  for (let at = 0; at < text.length; at += 65_536) yield Buffer.from(text.slice(at, at + 65_536));
  onEnd();
}

describe('what a log tells of a backup', () => {
  it('is known by our words and by those of Moodle, and is a loss where nobody knows it', async () => {
    const log =
      '[23 November 2026 at 10:46 am] [warn] Missing file in pool: /a.txt (context 3)\n' +
      '[23 November 2026 at 10:46 am] [info] nothing\n' +
      '[lundi 23 novembre 2026] [error] Something else\r\n';
    expect(await readRecordedWarnings(pieces(log))).toEqual([
      { code: 'content-missing', kind: 'loss', message: 'Missing file in pool: /a.txt (context 3)' },
      { code: null, kind: 'loss', message: 'Something else' },
    ]);
    expect(await readRecordedWarnings(pieces(''))).toEqual([]);
  });

  it('is cut where it is very long, and read to its end', async () => {
    let ended = false;
    const log = `[now] [warn] ${'x'.repeat(500)}\n`.repeat(10_000);
    expect(await readRecordedWarnings(pieces(log, () => (ended = true)))).toHaveLength(1000);
    expect(ended).toBe(true);
  });
});
