import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import {
  asWsException,
  encodeExceptionJson,
  encodeExceptionXml,
  exceptionAnswer,
  fileError,
  fileErrorAnswer,
  WsException,
  WsExceptions,
} from '..';

describe('a refusal', () => {
  const refused = WsExceptions.invalidParameter('Missing required key in single structure: courseid');

  it('shows debuginfo only with debugging on', () => {
    expect(encodeExceptionJson(refused)).toBe(
      '{"exception":"core\\\\exception\\\\invalid_parameter_exception","errorcode":"invalidparameter","message":"Invalid parameter value detected"}',
    );
    expect(encodeExceptionJson(refused, { debug: true })).toBe(
      '{"exception":"core\\\\exception\\\\invalid_parameter_exception","errorcode":"invalidparameter",' +
        '"message":"Invalid parameter value detected (Missing required key in single structure: courseid)",' +
        '"debuginfo":"Missing required key in single structure: courseid"}',
    );
    expect(encodeExceptionXml(refused, { debug: true })).toBe(
      `<?xml version="1.0" encoding="UTF-8" ?>
<EXCEPTION class="core\\exception\\invalid_parameter_exception">
<ERRORCODE>invalidparameter</ERRORCODE>
<MESSAGE>Invalid parameter value detected (Missing required key in single structure: courseid)</MESSAGE>
<DEBUGINFO>Missing required key in single structure: courseid</DEBUGINFO>
</EXCEPTION>
`,
    );
    expect(JSON.parse(fileError(refused, { debug: true }))).toMatchObject({
      debuginfo: refused.debuginfo,
      stacktrace: null,
    });
  });

  it('leaves out an error code that there is not', () => {
    const bare = new WsException({ errorcode: '', message: 'm' });
    expect(encodeExceptionJson(bare)).toBe('{"exception":"core\\\\exception\\\\moodle_exception","message":"m"}');
    expect(encodeExceptionXml(bare)).not.toContain('ERRORCODE');
  });

  it('shows nothing of an error from inside, not even with debugging', () => {
    const inner = new Error('password=secret at /srv/x.ts');
    for (const text of [
      exceptionAnswer('xml', inner, { debug: true }).body,
      exceptionAnswer('json', inner, { debug: true }).body,
      fileErrorAnswer(inner, { debug: true }).body,
    ]) {
      expect(text).toContain('generalexceptionmessage');
      expect(text).not.toMatch(/secret|\.ts/);
    }
    expect(asWsException(inner).cause).toBe(inner);
  });

  it('is well formed whatever its texts are (seeded)', () => {
    const text = fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((c) => String.fromCharCode(c)) });
    fc.assert(
      fc.property(text, text, (message, debuginfo) => {
        const exception = new WsException({ exceptionClass: debuginfo, errorcode: 'code', message, debuginfo });
        const parser = new SaxesParser();
        parser.on('error', (error) => {
          throw error;
        });
        parser.write(encodeExceptionXml(exception, { debug: true })).close();
        const json = JSON.parse(encodeExceptionJson(exception)) as { message: string };
        expect(json.message).toBe(message);
        expect(JSON.parse(fileError(exception))).toMatchObject({ error: message, errorcode: 'code' });
      }),
      { seed: 20261123, numRuns: 1000 },
    );
  });
});
