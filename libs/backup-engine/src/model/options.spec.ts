import fc from 'fast-check';
import { BadOption, completeOptions, OPTION_NAMES, OPTIONS, parseOptions, settingsOfOptions } from '.';

describe('the ten options', () => {
  it('have the defaults of the web service', () => {
    expect(completeOptions({})).toEqual({
      activities: 1,
      blocks: 1,
      filters: 1,
      users: 0,
      enrolments: 1,
      role_assignments: 0,
      comments: 0,
      userscompletion: 0,
      logs: 0,
      grade_histories: 0,
    });
    expect(OPTIONS.map(({ name }) => name)).toEqual([...OPTION_NAMES]);
  });

  it('are read from lists and maps alike', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...OPTION_NAMES), fc.constantFrom(0, 1)), (options) => {
        const list = Object.entries(options).map(([name, value]) => ({ name, value: String(value) }));
        expect(parseOptions(list)).toEqual({ ...options });
        expect(parseOptions({ ...options })).toEqual({ ...options });
      }),
    );
  });

  it.each([
    [1, [1, '1', true, 'true', 'True', 'TRUE']],
    [0, [0, -0, '0', false, 'false', 'False']],
  ])('take what clients send for %d', (flag, values) => {
    for (const value of values) expect(parseOptions([{ name: 'users', value }])).toEqual({ users: flag });
  });

  it.each([' true', 'yes', '', '01', '1.0', null, [], [1], {}, 2])('do not take %j', (value) => {
    expect(refusal(() => parseOptions({ users: value })).code).toBe('bad-option-value');
  });

  it('take the last of a repeated option', () => {
    const repeated = [
      { name: 'users', value: 1 },
      { name: 'users', value: 0 },
    ];
    expect(parseOptions(repeated)).toEqual({ users: 0 });
  });

  it.each<[unknown, string, string, string]>([
    [{ bogus: 1 }, 'unknown-option', 'bogus', 'There is no option "bogus". The options are activities, blocks'],
    [{ user: 1 }, 'unknown-option', 'user', 'Did you mean "users"?'],
    [{ files: 1 }, 'unknown-option', 'files', 'There is no option "files".'],
    [{ constructor: 1 }, 'unknown-option', 'constructor', 'There is no option "constructor".'],
    [[{ name: 'users', value: 7 }], 'bad-option-value', 'users', 'The option "users" must be 0 or 1, not 7.'],
    [[{ name: 'users' }], 'bad-option-value', 'users', 'not nothing'],
    [[{ value: 1 }], 'bad-options', '', 'must have a name'],
    [[null], 'bad-options', '', 'must have a name'],
  ])('refuse %j', (input, code, option, message) => {
    const refused = refusal(() => parseOptions(input as never));
    expect(refused).toMatchObject({ code, option });
    expect(refused.message).toContain(message);
  });

  it('stand for settings, all but the enrolment methods', () => {
    const settings = settingsOfOptions(completeOptions({ enrolments: 0 }));
    expect(Object.keys(settings)).toEqual(OPTION_NAMES.filter((name) => name !== 'enrolments'));
  });
});

function refusal(work: () => unknown): BadOption {
  try {
    work();
  } catch (error) {
    if (error instanceof BadOption) return error;
  }
  throw new Error('nothing was refused');
}
