import {
  defineFunction,
  FunctionRegistry,
  list,
  parseParameters,
  single,
  value,
  type Cleaned,
  type Returned,
} from '..';

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const holds = <T extends true>(is: T): T => is;

const status = defineFunction({
  name: 'core_course_backup_async_get_status',
  description: 'The state of a backup',
  kind: 'read',
  parameters: single({
    backupid: value('alphanum'),
    courseid: value('int', { default: 0 }),
    note: value('text', { optional: true }),
    options: list(single({ name: value('alpha'), on: value('bool', { nullable: true }) }), { default: [] }),
  }),
  returns: list(single({ status: value('int'), progress: value('float'), extra: value('raw', { optional: true }) })),
});

describe('the types of descriptions', () => {
  it('follow from the descriptions', async () => {
    type Parameters = Cleaned<typeof status.parameters>;
    holds<
      Same<
        Parameters,
        { backupid: string; courseid: number; options: { name: string; on: boolean | null }[]; note?: string }
      >
    >(true);
    type Answer = Returned<typeof status.returns>;
    holds<
      Same<
        Answer,
        readonly {
          readonly status: number | bigint;
          readonly progress: number | bigint;
          readonly extra?: string | number | bigint | undefined;
        }[]
      >
    >(true);
    const registry = new FunctionRegistry<{ userId: number }>().register(status, ({ courseid, note }, { userId }) => [
      { status: courseid + userId, progress: 0, extra: note },
    ]);
    registry.check();
    const raw = parseParameters([
      ['backupid', 'abc'],
      ['courseid', '4'],
    ]);
    expect(await registry.call(status.name, raw, { userId: 3 })).toEqual({
      definition: status,
      value: [{ status: 7, progress: 0 }],
    });
  });
});
