import { coursekeep } from '../../testing/coursekeep';

const before = process.env.COURSEKEEP_DATABASE_URL;
afterEach(() => {
  process.env.COURSEKEEP_DATABASE_URL = before;
  if (before === undefined) delete process.env.COURSEKEEP_DATABASE_URL;
});

describe('coursekeep store migrate', () => {
  it('says what is wrong with how it was called', async () => {
    const usage = await coursekeep('store', 'migrate', '--from', '/srv/store.sqlite');
    expect(usage).toMatchObject({ status: 2, stderr: expect.stringContaining('sqlite:') });
    const unset = await coursekeep('store', 'migrate', '--from', 'sqlite:/nowhere/store.sqlite');
    expect(unset).toMatchObject({ status: 2, stderr: expect.stringContaining('COURSEKEEP_DATABASE_URL') });
    process.env.COURSEKEEP_DATABASE_URL = 'postgres://ada:Sesame-4711@127.0.0.1:1/keep';
    const absent = await coursekeep('store', 'migrate', '--from', 'sqlite:/nowhere/store.sqlite');
    expect(absent).toMatchObject({ status: 1, stderr: expect.stringContaining('There is no store /nowhere') });
  });
});
