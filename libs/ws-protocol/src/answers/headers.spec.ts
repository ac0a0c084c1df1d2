import {
  exceptionAnswer,
  fileErrorAnswer,
  protocolDisabledAnswer,
  restAnswer,
  tokenAnswer,
  value,
  WsExceptions,
} from '..';

const always = {
  'Cache-Control': 'private, must-revalidate, pre-check=0, post-check=0, max-age=0',
  Expires: 'Thu, 01 Jan 1970 00:00:00 GMT',
  Pragma: 'no-cache',
  'Accept-Ranges': 'none',
  'Access-Control-Allow-Origin': '*',
};

describe('the headers', () => {
  it('of REST are the same for answers and refusals', () => {
    const json = { 'Content-type': 'application/json', ...always };
    const xml = {
      'Content-Type': 'application/xml; charset=utf-8',
      'Content-Disposition': 'inline; filename="response.xml"',
      ...always,
    };
    expect(restAnswer('json', value('int'), 1)).toEqual({ status: 200, headers: json, body: '1' });
    expect(restAnswer('xml', value('int'), 1).headers).toEqual(xml);
    // A missing file is 404 to the file scripts only.
    expect(exceptionAnswer('json', WsExceptions.fileNotFound())).toMatchObject({ status: 200, headers: json });
    expect(exceptionAnswer('xml', new Error()).headers).toEqual(xml);
  });

  it('of a site without REST are those of an empty page', () => {
    expect(protocolDisabledAnswer()).toEqual({
      status: 403,
      headers: { 'Content-type': 'text/html; charset=utf-8' },
      body: '',
    });
  });

  it('of the file scripts let browsers of other sites read ranges', () => {
    expect(fileErrorAnswer(WsExceptions.fileNotFound())).toMatchObject({
      status: 404,
      headers: {
        'Content-type': 'application/json; charset=utf-8',
        'Access-Control-Allow-Origin': '*',
        'Access-Control-Allow-Headers': 'range',
        'Access-Control-Expose-Headers': 'Content-Range',
      },
    });
  });

  it('of a token forbid to store it', () => {
    const { headers, body } = tokenAnswer({ token: 'a/b', privatetoken: 'p' });
    expect(headers['Cache-Control']).toMatch(/no-store/);
    expect(body).toBe('{"token":"a\\/b","privatetoken":"p"}');
  });
});
