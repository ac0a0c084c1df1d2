import fc from 'fast-check';
import { cleanHtml, longText, plainText } from './format-text';

const settings = { raw: false, filter: false, fileUrl: true, lang: null, timezone: null };
const long = (text: string, format: number, more = {}) =>
  longText({ text, format, files: 'http://m/f' }, { ...settings, ...more });

describe('texts in answers', () => {
  it.each([
    [1, '<p>a & b <br><img src="@@PLUGINFILE@@/x.png">', '<p>a &amp; b <br /><img src="http://m/f/x.png" /></p>'],
    [1, '<script>alert(1)</script><p onclick="x()">a</p>', '<p>a</p>'],
    [1, '<a href="javascript:alert(1)">a</a><iframe src="http://x"></iframe>', '<a>a</a>'],
    [0, 'a\nb & <i>c</i>', 'a<br />\nb &amp; <i>c</i>'],
    [2, 'a <b>\r\nc', 'a &lt;b&gt;<br />\nc'],
  ])('of format %d become clean HTML: %s', (format, text, expected) => {
    expect(long(text, format)).toEqual({ text: expected, format: 1 });
  });

  it('stay as they are where that is asked for, are empty, or Markdown', () => {
    expect(long('<script>@@PLUGINFILE@@', 1, { raw: true })).toEqual({ text: '<script>http://m/f', format: 1 });
    expect(long('@@PLUGINFILE@@', 1, { fileUrl: false }).text).toBe('@@PLUGINFILE@@');
    expect(long('', 0)).toEqual({ text: '', format: 0 });
    expect(long('*a*', 4)).toEqual({ text: '*a*', format: 4 });
  });

  it('hold nothing that runs, whatever they are', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      'script',
      ' onload=',
      '"',
      "'",
      'javascript:',
      'a',
      '/',
      '<img src=',
      '\0',
      '&#x3c;',
    );
    const text = fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, (html) => {
        const clean = cleanHtml(html);
        expect(clean).not.toMatch(/<script|<[^>]*\son\w+\s*=|<[^>]*(href|src)="\s*javascript:/i);
        expect(cleanHtml(clean)).toBe(clean);
      }),
      { seed: 4, numRuns: 500 },
    );
  });

  it('names keep the entities that they have', () => {
    expect(plainText('A & B &amp; <b>C</b> > D')).toBe('A &amp; B &amp; C &gt; D');
  });
});
