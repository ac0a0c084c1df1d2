import { SiteDatabaseError } from '@coursekeep/moodle-site';
import { wsException } from './exceptions';

describe('what a web-service caller is told', () => {
  it('of a mistake of ours is an id that the log has, and never its text', () => {
    const { message, errorcode, cause } = wsException(new TypeError("Cannot read 'dbpass' of undefined"));
    expect(errorcode).toBe('generalexceptionmessage');
    expect(message).toMatch(/^Something went wrong here\. The log has more under \w{8}\.$/);
    expect(cause).toMatchObject({ code: 'unexpected', trace: expect.stringContaining('exceptions.spec.ts') });
  });

  it('says that the database cannot be reached of that alone, and not of a query that it refused', () => {
    const told = (code: 'database-unreachable' | 'database-lacks') =>
      wsException(new SiteDatabaseError(code, 'mdl_course at 10.0.0.7')).message;
    expect(told('database-unreachable')).toBe("The site's database cannot be reached at the moment. Try again later.");
    expect(told('database-lacks')).not.toMatch(/reached|10\.0\.0\.7/);
  });
});
