import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeWithShared } from '../../../../tools/testing/shared';
import { WsException, WsExceptions } from '..';

/** Every constructor, with the arguments that make the text of the reference's tables. */
const MADE: Record<keyof typeof WsExceptions, WsException> = {
  ...Object.fromEntries(
    Object.entries(WsExceptions).map(([name, make]) => [name, (make as (argument?: never) => WsException)()]),
  ),
  userSuspended: WsExceptions.userSuspended('USER'),
  userUnconfirmed: WsExceptions.userUnconfirmed('USER'),
  userNoLogin: WsExceptions.userNoLogin('USER'),
  userDeleted: WsExceptions.userDeleted('USER'),
  userPasswordExpired: WsExceptions.userPasswordExpired('USER'),
  userNotConfirmed: WsExceptions.userNotConfirmed('USER'),
  missingRecord: WsExceptions.missingRecord('TABLE'),
  noPermissions: WsExceptions.noPermissions('NAME'),
  courseNotAccessible: WsExceptions.courseNotAccessible('N' as unknown as number),
  missingParam: WsExceptions.missingParam('token'),
} as Record<keyof typeof WsExceptions, WsException>;
const made = Object.values(MADE);

describeWithShared('the exceptions', (shared) => {
  const reference = readFileSync(join(shared, 'moodle/reference/webservices.md'), 'utf8');
  const rows = (heading: RegExp) => {
    const section = reference.slice(reference.search(heading));
    const table = /\n\| case \|[^\n]*\n\|[-|]+\n((?:\|[^\n]*\n)+)/.exec(section)![1]!;
    return table
      .trim()
      .split('\n')
      .map((line) =>
        line
          .split('|')
          .map((cell) => cell.trim())
          .slice(1, -1),
      );
  };

  it('are those of the REST server: class, code and message', () => {
    let exceptionClass = '';
    for (const [, named, errorcode, message] of rows(/^### 1\.2 /m)) {
      if (named !== 'same') exceptionClass = named!.split(' ')[0]!;
      const text = message!.replace('(Backup courses). – text in brackets = name of the capability', '(NAME).');
      expect(made).toContainEqual(expect.objectContaining({ exceptionClass, errorcode, message: text }));
    }
  });

  it('are those of the file scripts: code and text', () => {
    for (const [, errorcode, text] of rows(/^## 2\. /m)) {
      const [, code, status] = /^(\w+)(?: \((\d+)\))?$/.exec(errorcode!)!;
      const message = text!.replace(' (untranslated)', '').replace('table context.', 'table TABLE.');
      expect(made).toContainEqual(expect.objectContaining({ errorcode: code, message, status: Number(status ?? 200) }));
    }
  });

  it('are those of login/token.php: code, and text where it is known', () => {
    for (const [, cell] of rows(/^## 4\. /m))
      for (const one of cell!.split(' / ')) {
        const [, errorcode, message] = /^(\w+)(?: \("(.*)"\))?$/.exec(one)!;
        expect(made).toContainEqual(expect.objectContaining({ errorcode, ...(message ? { message } : {}) }));
      }
  });
});

describe('an exception', () => {
  it('is an error with a name, and keeps its cause', () => {
    const cause = new Error('inner');
    expect(WsExceptions.internal(cause)).toMatchObject({ name: 'WsException', cause, status: 200 });
    expect(WsExceptions.internal(cause)).toBeInstanceOf(Error);
  });
});
