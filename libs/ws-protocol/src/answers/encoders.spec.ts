import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { cleanReturn, encodeJson, encodeXml, jsonText, list, single, value, xmlText, type WsValue } from '..';
import { stripTags } from '../describe/text-cleaning';
import { phpJsonFloat, phpTextFloat } from './php-number';

const php = JSON.parse(readFileSync(join(__dirname, '../../testing/php-8.2.json'), 'utf8')) as {
  floats: [string, string, string][];
  texts: [string, string, string][];
};

const started = single({ backupid: value('alphanum') });
const status = list(single({ status: value('int'), progress: value('float') }));
const backups = list(single({ filename: value('file'), filesize: value('int'), downloadurl: value('url') }));

describe('XML', () => {
  it('is what the proposal shows for a backup that was started', () => {
    expect(encodeXml(started, { backupid: '8645ab57916bff973697b469ff56119f' })).toBe(
      `<?xml version="1.0" encoding="UTF-8" ?>
<RESPONSE>
<SINGLE>
<KEY name="backupid"><VALUE>8645ab57916bff973697b469ff56119f</VALUE>
</KEY>
</SINGLE>
</RESPONSE>
`,
    );
  });

  it('is right to the byte for a status', () => {
    expect(encodeXml(status, cleanReturn(status, [{ status: 700, progress: 0 }]))).toBe(
      `<?xml version="1.0" encoding="UTF-8" ?>
<RESPONSE>
<MULTIPLE>
<SINGLE>
<KEY name="status"><VALUE>700</VALUE>
</KEY>
<KEY name="progress"><VALUE>0</VALUE>
</KEY>
</SINGLE>
</MULTIPLE>
</RESPONSE>
`,
    );
    expect(encodeXml(status, [{ status: 800, progress: 0.123456789 }])).toContain('<VALUE>0.123456789</VALUE>');
  });

  it('is right to the byte for a list of backups', () => {
    const downloadurl = 'http://localhost:8080/webservice/pluginfile.php/31/backup/course/a & b.mbz?forcedownload=1';
    expect(encodeXml(backups, [{ filename: 'a & b.mbz', filesize: 12345, downloadurl }])).toBe(
      `<?xml version="1.0" encoding="UTF-8" ?>
<RESPONSE>
<MULTIPLE>
<SINGLE>
<KEY name="filename"><VALUE>a &amp; b.mbz</VALUE>
</KEY>
<KEY name="filesize"><VALUE>12345</VALUE>
</KEY>
<KEY name="downloadurl"><VALUE>http://localhost:8080/webservice/pluginfile.php/31/backup/course/a &amp; b.mbz?forcedownload=1</VALUE>
</KEY>
</SINGLE>
</MULTIPLE>
</RESPONSE>
`,
    );
    expect(encodeXml(backups, [])).toBe(
      '<?xml version="1.0" encoding="UTF-8" ?>\n<RESPONSE>\n<MULTIPLE>\n</MULTIPLE>\n</RESPONSE>\n',
    );
  });

  it('lists described keys that are absent', () => {
    const optional = { optional: true } as const;
    const described = single({
      v: value('int', optional),
      l: list(value('int'), optional),
      s: single({ k: value('int') }, optional),
      b: value('bool', optional),
    });
    expect(encodeXml(described, { b: false })).toBe(
      `<?xml version="1.0" encoding="UTF-8" ?>
<RESPONSE>
<SINGLE>
<KEY name="v"><VALUE null="null"/>
</KEY>
<KEY name="l"><MULTIPLE>
</MULTIPLE>
</KEY>
<KEY name="s"><SINGLE>
<KEY name="k"><VALUE null="null"/>
</KEY>
</SINGLE>
</KEY>
<KEY name="b"><VALUE>0</VALUE>
</KEY>
</SINGLE>
</RESPONSE>
`,
    );
  });

  it('holds nothing for a function that returns nothing', () => {
    expect(encodeXml(null, null)).toBe('<?xml version="1.0" encoding="UTF-8" ?>\n<RESPONSE>\n</RESPONSE>\n');
    expect(encodeJson(null, null)).toBe('null');
  });

  it('is well formed for any text, which reads back but for what XML cannot hold (seeded)', () => {
    const text = fc.string({
      unit: fc.oneof(
        fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
        fc.integer({ min: 0, max: 0xffff }).map((c) => String.fromCharCode(c)),
      ),
    });
    fc.assert(
      fc.property(text, (written) => {
        let read = '';
        const parser = new SaxesParser();
        parser.on('text', (t) => (read += t));
        parser.on('error', (error) => {
          throw error;
        });
        parser.write(encodeXml(value('raw'), written)).close();
        expect(read.trim()).toBe(normalized(xmlText(written)).trim());
      }),
      { seed: 20261123, numRuns: 3000 },
    );
  });
});

describe('JSON', () => {
  it('leaves out what is absent, and writes a structure without keys as PHP does', () => {
    const described = single({
      a: value('int', { optional: true }),
      b: value('raw', { nullable: true, optional: true }),
    });
    expect(encodeJson(described, { b: null })).toBe('{"b":null}');
    expect(encodeJson(described, { extra: 1 })).toBe('[]');
    expect(encodeJson(status, [{ progress: 0.123456789, status: 800 }])).toBe(
      '[{"status":800,"progress":0.123456789}]',
    );
    expect(encodeJson(value('int'), 9223372036854775807n)).toBe('9223372036854775807');
  });

  it('reads back the same, and is ASCII, whatever is written (seeded)', () => {
    const described = list(single({ 'a/b': value('raw'), é: value('float'), n: value('raw', { nullable: true }) }));
    const any = fc.record({
      'a/b': fc.string({ unit: 'binary' }),
      é: fc.double({ noNaN: true, noDefaultInfinity: true }),
      n: fc.constantFrom(null, 'x', 5),
    });
    fc.assert(
      fc.property(fc.array(any), (rows) => {
        const written = encodeJson(described, rows as WsValue);
        expect(written).toMatch(/^[\x20-\x7f]*$/);
        expect(JSON.parse(written)).toEqual(rows);
      }),
      { seed: 20261123, numRuns: 1000 },
    );
  });
});

describe("PHP's own writing", () => {
  it.each(php.floats)('of the float %s is %s in JSON and %s as text', (bytes, json, text) => {
    const float = Buffer.from(bytes, 'hex').readDoubleBE();
    expect(phpJsonFloat(float)).toBe(json);
    expect(phpTextFloat(float)).toBe(text);
  });

  it('of any float reads back the same from JSON (seeded)', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (float) => {
        expect(Number(phpJsonFloat(float))).toBe(float);
        expect(Math.abs(Number(phpTextFloat(float)) - float)).toBeLessThanOrEqual(Math.abs(float) * 1e-13);
      }),
      { seed: 20261123, numRuns: 2000 },
    );
  });

  it.each(php.texts)('of the text %j is %s, without tags %j', (text, json, withoutTags) => {
    expect(jsonText(text)).toBe(json);
    expect(stripTags(text)).toBe(withoutTags);
  });
});

/** What an XML reader makes of escaped text: entities resolved, line ends as \n. */
function normalized(escaped: string): string {
  return escaped
    .replace(/\r\n?/g, '\n')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}
