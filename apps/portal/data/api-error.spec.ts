import { errorOf } from './api-error';

describe('an error of the API', () => {
  it('has the code and message of the answer', async () => {
    const response = Response.json({ error: { code: 'nopermissions', message: 'Not you.' } }, { status: 403 });
    expect(await errorOf(response)).toMatchObject({ status: 403, code: 'nopermissions', message: 'Not you.' });
  });

  it('says when to try again where the answer does', async () => {
    const waiting = (headers: HeadersInit) =>
      errorOf(Response.json({ error: { code: 'toomany', message: '' } }, { status: 429, headers }));
    expect((await waiting({ 'retry-after': '840' })).retryAfter).toBe(840);
    expect((await waiting({})).retryAfter).toBeNull();
    expect((await waiting({ 'retry-after': 'soon' })).retryAfter).toBeNull();
  });

  it('says where else to sign in where the answer does', async () => {
    const elsewhere = { methods: ['ldap'], tokenPage: 'https://moodle.example/user/managetoken.php' };
    const error = { code: 'invalidlogin', message: 'No.' };
    expect((await errorOf(Response.json({ error: { ...error, elsewhere } }, { status: 401 }))).elsewhere).toEqual(
      elsewhere,
    );
    expect((await errorOf(Response.json({ error }, { status: 401 }))).elsewhere).toBeNull();
  });

  it('is told plainly where the answer is none of ours', async () => {
    for (const body of ['<html>', '{}', '{"error":"no"}', 'null', '']) {
      expect(await errorOf(new Response(body, { status: 502 }))).toMatchObject({ status: 502, code: 'unexpected' });
    }
  });
});
