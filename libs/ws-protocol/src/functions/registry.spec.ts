import {
  defineFunction,
  FunctionRegistry,
  list,
  parseParameters,
  single,
  value,
  WsRegistrationError,
  type Keys,
} from '..';

const define = (name: string, keys: Keys = {}) =>
  defineFunction({ name, description: '', kind: 'read', parameters: single(keys), returns: value('int') });

describe('the registry of functions', () => {
  it('refuses what does not fit together, when it is registered or at start-up', () => {
    const registry = new FunctionRegistry();
    const [a, b, again] = [define('core_a_a'), define('core_b_b'), define('core_a_a')];
    registry
      .define(a)
      .define(b)
      .handle(a, () => 1);
    expect(() => registry.define(again)).toThrow(new WsRegistrationError('core_a_a is defined twice'));
    expect(() => registry.handle(a, () => 2)).toThrow(new WsRegistrationError('core_a_a has two handlers'));
    expect(() => registry.handle(again, () => 2)).toThrow(/that definition was not registered/);
    expect(() => registry.handle(define('core_c_c'), () => 2)).toThrow(/not registered/);
    expect(() => registry.check()).toThrow(new WsRegistrationError('no handler is registered for core_b_b'));
    registry.handle(b, () => 2);
    registry.check();
    expect(registry.definitions().map((fn) => fn.name)).toEqual(['core_a_a', 'core_b_b']);
    expect([registry.has('core_a_a'), registry.has('toString')]).toEqual([true, false]);
  });

  it('calls with cleaned parameters and holds the answer against its description', async () => {
    const course = defineFunction({
      name: 'core_course_backup_async',
      description: '',
      kind: 'write',
      parameters: single({ courseid: value('int') }),
      returns: single({ twice: value('int') }),
      aliases: { id: 'courseid' },
    });
    const registry = new FunctionRegistry<number>().register(course, async ({ courseid }, factor) => ({
      twice: courseid * factor,
    }));
    const call = (...entries: [string, string][]) =>
      registry.call('core_course_backup_async', parseParameters(entries), 2);
    expect((await call(['courseid', '4'])).value).toEqual({ twice: 8 });
    expect((await call(['id', '5'])).value).toEqual({ twice: 10 });
    await expect(call(['id', '5'], ['courseid', '4'])).rejects.toMatchObject({
      errorcode: 'invalidparameter',
      debuginfo: 'Unexpected keys (id) detected in parameter array.',
    });
    await expect(call()).rejects.toMatchObject({ debuginfo: 'Missing required key in single structure: courseid' });
    await expect(registry.call('core_course_backup_async', parseParameters([['id', '1']]), 0.5)).rejects.toMatchObject({
      errorcode: 'invalidresponse',
    });
    await expect(registry.call('core_nope_nope', new Map(), 1)).rejects.toMatchObject({ errorcode: 'invalidrecord' });
  });
});

describe('the registry, if asked to be strict', () => {
  const course = define('core_a_a', {
    options: single({ ids: value('int'), name: value('raw', { description: 'Name.' }) }),
  });

  it('names what is not described in words', () => {
    const registry = new FunctionRegistry({ documented: true }).register(course, () => 1);
    expect(() => registry.check()).toThrow(
      "there is no description in words of core_a_a, core_a_a.options.ids, core_a_a's answer",
    );
  });

  it('refuses an answer with more than is described', async () => {
    const answer = defineFunction({
      name: 'core_a_b',
      description: '',
      kind: 'read',
      parameters: single({}),
      returns: list(single({ id: value('int') })),
    });
    const undescribed = [{ id: 1, secret: 2 }];
    const call = (strictReturns: boolean) =>
      new FunctionRegistry({ strictReturns })
        .register(answer, () => undescribed)
        .call('core_a_b', new Map(), undefined);
    expect((await call(false)).value).toEqual([{ id: 1 }]);
    await expect(call(true)).rejects.toMatchObject({
      errorcode: 'invalidresponse',
      debuginfo: expect.stringContaining('keys that are not described: secret'),
    });
  });
});

describe('the definition of a function', () => {
  it.each([
    ['a name that is none', () => define('Backup'), /no name of a web-service function/],
    ['a key that no request can spell', () => define('core_a_a', { 'a.b': value('int') }), /has the key "a\.b"/],
    ['a key of the protocol', () => define('core_a_a', { wstoken: value('raw') }), /belongs to the protocol/],
    [
      'a default of another type',
      () => define('core_a_a', { a: value('alpha', { default: 'a b' }) }),
      /core_a_a\.a has a default that it would refuse itself/,
    ],
    [
      'a default inside a list',
      () => define('core_a_a', { a: list(single({ b: list(value('int'), { default: ['x'] }) })) }),
      /core_a_a\.a\[\]\.b has a default/,
    ],
    [
      'a default and optional',
      () => define('core_a_a', { a: value('int', { default: 1, optional: true }) }),
      /choose one/,
    ],
  ])('is refused with %s', (_, make, message) => {
    expect(make).toThrow(WsRegistrationError);
    expect(make).toThrow(message);
  });

  it.each([
    ['for nothing', { id: 'courseid' }, /which is no parameter/],
    ['that is a parameter', { a: 'a' }, /is a parameter itself/],
  ])('is refused with an alias %s', (_, aliases, message) => {
    const parameters = single({ a: value('int') });
    expect(() =>
      defineFunction({ name: 'core_a_a', description: '', kind: 'read', parameters, returns: null, aliases }),
    ).toThrow(message);
  });
});
