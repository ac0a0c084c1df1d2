import { cleanTextAs, type ParamType } from '..';
import { readScalar } from './param-types';

/** For each type what is accepted as it stands, and what is refused. */
const CASES: Record<ParamType, { accepted: string[]; refused: string[] }> = {
  int: {
    accepted: ['0', '1', '-1', '9007199254740991', '-9007199254740991'],
    refused: [
      '',
      '-0',
      '01',
      '+1',
      ' 1',
      '1 ',
      '1.0',
      '1e3',
      'true',
      'abc',
      '0x1',
      '99999999999999999999',
      '9223372036854775808',
      '１',
    ],
  },
  float: {
    accepted: ['0', '-1.5', '.5', '5.', '1e3', '+2', '1E-3', '007'],
    refused: ['', '.', 'e5', '1,5', ' 1', '1 ', 'NaN', 'Infinity', '1e999', '0x10', 'abc', '1e', '--1'],
  },
  bool: {
    accepted: ['0', '1', 'true', 'false', 'True', 'FALSE'],
    refused: ['', 'yes', 'truely', '2', '-1', '00', ' 1', ' true'],
  },
  raw: { accepted: ['', '<b>', ' x ', '\n\u0001', 'é🐘'], refused: ['a\0b', 'bad \udce9'] },
  raw_trimmed: { accepted: ['a b', '\u00a0'], refused: [' a', 'a\n'] },
  text: {
    accepted: [
      '',
      'a < b > c',
      "5 > 4 & 'x'",
      '<span lang="de" class="multilang">Tee</span><span lang="en" class="multilang">tea</span>',
      '<lang lang="de">Tee</lang>',
    ],
    refused: [
      '<b>x</b>',
      'a<b',
      '<',
      '<span lang="de">x</span>',
      '<span lang="de" class="multilang">x',
      '<script>',
      'a\0',
    ],
  },
  notags: { accepted: ['a < b', ''], refused: ['<b>', '<span lang="de" class="multilang">x</span>'] },
  alpha: { accepted: ['', 'abcXYZ'], refused: ['a1', 'a b', 'é', 'a_'] },
  alphaext: { accepted: ['a-b_c'], refused: ['a1', 'a/b'] },
  alphanum: { accepted: ['8645ab57916bff973697b469ff56119f', 'aZ9'], refused: ['x/y', 'a_b', 'é', 'a b', '../'] },
  alphanumext: { accepted: ['a-b_9'], refused: ['a.b', 'a b'] },
  sequence: { accepted: ['1,2,3', ''], refused: ['1;2', '-1', '1, 2'] },
  safedir: { accepted: ['abc_9-'], refused: ['a/b', '..', 'a.b'] },
  safepath: { accepted: ['a/b_c'], refused: ['a/../b', 'a b'] },
  file: {
    accepted: ['backup-moodle2-course-4-small_test-20190211-1352.mbz', 'a b.txt', 'é.png', ''],
    refused: ['a/b', 'a\\b', '..', '.', 'a..b', 'a\nb', 'a:b', 'a|b', '<x>', "a'b", 'a`b', 'a&b', '\u0085'],
  },
  path: {
    accepted: ['', '/', '/a/b/', 'a/b.txt'],
    refused: ['/../a', 'a/./b', 'a//b', 'a\\b', 'a:b', '..', '../', '/a/...'],
  },
  plugin: { accepted: ['forum', 'a1', 'mod_x', ''], refused: ['Forum', 'a__b', 'a_', '1a', 'a/b'] },
  component: {
    accepted: ['core', 'core_backup', 'mod_forum', 'local_a_b'],
    refused: ['Core', 'mod_', 'mod__x', 'mod_9', '_mod', 'a/b'],
  },
  area: { accepted: ['course', 'intro_x'], refused: ['a-b', 'a__b', '..'] },
  lang: { accepted: ['en', 'de_kids', 'zh_cn', ''], refused: ['../en', 'EN', 'e', 'en-us', 'en/'] },
  timezone: {
    accepted: ['Europe/Berlin', 'UTC', '99', '-5', '5.5', 'America/Argentina/Buenos_Aires'],
    refused: ['Mars/Base', '14', '../UTC', 'Europe/'],
  },
  url: {
    accepted: ['', 'https://moodle.example.org/a?b=c#d', '/course/view.php?id=2', 'mailto:a@b.org'],
    refused: ['javascript:alert(1)', 'data:text/html,x', 'https://a b', 'http://[', 'java\nscript:x', '"x'],
  },
  username: { accepted: ['teach1', 'a.b-c_d@e.org'], refused: ['Teach1', 'a b', "x'", 'a/b', 'é'] },
  email: { accepted: ['a.b+c@example.org', ''], refused: ['a', 'a@b', '@b.org', 'a b@c.org', 'a@b..org'] },
  capability: {
    accepted: ['moodle/backup:backupcourse', 'mod/forum:view'],
    refused: ['backup', 'moodle/backup', 'Moodle/x:y', 'a/b:c d'],
  },
  base64: { accepted: ['', 'YQ==', 'YWI=', 'YWJj\nYWJj'], refused: ['YQ', 'Y===', 'a b', '*'] },
};

describe.each(Object.entries(CASES) as [ParamType, { accepted: string[]; refused: string[] }][])(
  'the type %s',
  (type, { accepted, refused }) => {
    it.each(accepted)('takes %j', (text) => expect(readScalar(type, text)).toBeDefined());
    it.each(refused)('refuses %j', (text) => {
      const read = readScalar(type, text);
      // Beyond 2^53 a whole number is a bigint, which parameters refuse.
      expect(typeof read === 'bigint' ? undefined : read).toBeUndefined();
    });
  },
);

describe('scalars of answers', () => {
  it('come as numbers, big integers, truth values and text', () => {
    expect(readScalar('int', '9223372036854775807')).toBe(9223372036854775807n);
    expect(readScalar('int', 3n)).toBe(3);
    expect(readScalar('int', 1.5)).toBeUndefined();
    expect(readScalar('int', true)).toBeUndefined();
    expect(readScalar('float', '0.123456789')).toBe(0.123456789);
    expect(readScalar('float', NaN)).toBeUndefined();
    expect([1, 1n, true, 'true', 'True'].map((scalar) => readScalar('bool', scalar))).toEqual(Array(5).fill(true));
    expect([0, 0n, false, 'false', 'False'].map((scalar) => readScalar('bool', scalar))).toEqual(Array(5).fill(false));
    expect(readScalar('raw', -12.5)).toBe(-12.5);
    expect(readScalar('raw', Infinity)).toBeUndefined();
    expect(readScalar('text', 7)).toBe('7');
  });

  it('are cleaned where cleaning is asked for', () => {
    expect(cleanTextAs('path', '\\a\\..\\b//c')).toBe('/a/b/c');
    expect(cleanTextAs('text', '<b>Tee</b> <span lang="en" class="multilang">tea</span><i>')).toBe(
      'Tee <span lang="en" class="multilang">tea</span>',
    );
    expect(cleanTextAs('file', '../../config.php')).toBe('config.php');
  });

  it.each([
    'text',
    'notags',
    'path',
    'file',
    'component',
    'plugin',
    'base64',
    'email',
    'url',
    'timezone',
    'username',
  ] as const)('are cleaned as %s in time that grows with their length only', (type) => {
    for (const piece of ['<span lang="', '<lang lang="a">', '<', '../', 'a_', 'AAAA', 'a@', '%', 'Aa/', '<!--'])
      expect(typeof cleanTextAs(type, piece.repeat(50_000))).toBe('string');
  });
});
