import fc from 'fast-check';
import { isAllowed, pathIds, Permission, type Overrides } from './capability-rules';

const { allow, prevent, prohibit } = Permission;
const path = [1, 3, 17];

function overrides(...entries: [context: number, role: number, permission: number][]): Overrides {
  const found = new Map<number, Map<number, number>>();
  for (const [context, role, permission] of entries)
    found.set(context, (found.get(context) ?? new Map<number, number>()).set(role, permission));
  return found;
}

describe('the resolution of a capability', () => {
  const cases: [string, Map<number, number[]>, Overrides, boolean][] = [
    ['no role', new Map(), overrides([1, 5, allow]), false],
    ['a role that allows', new Map([[17, [5]]]), overrides([1, 5, allow]), true],
    ['a role of a context elsewhere', new Map([[18, [5]]]), overrides([1, 5, allow]), false],
    ['a role assigned above', new Map([[3, [5]]]), overrides([1, 5, allow]), true],
    ['a nearer override that prevents', new Map([[1, [5]]]), overrides([1, 5, allow], [17, 5, prevent]), false],
    ['a nearer override that allows', new Map([[1, [5]]]), overrides([1, 5, prevent], [3, 5, allow]), true],
    ['an override that inherits', new Map([[1, [5]]]), overrides([1, 5, allow], [17, 5, 0]), true],
    ['two roles, one of which allows', new Map([[17, [5, 6]]]), overrides([1, 5, allow], [1, 6, prevent]), true],
    ['a prohibit above a nearer allow', new Map([[17, [5]]]), overrides([1, 5, prohibit], [17, 5, allow]), false],
    ['a prohibit of one role of two', new Map([[17, [5, 6]]]), overrides([1, 5, allow], [3, 6, prohibit]), false],
    ['a prohibit of a role that one has not', new Map([[17, [5]]]), overrides([1, 5, allow], [1, 6, prohibit]), true],
  ];
  it.each(cases)('%s', (_name, assigned, found, allowed) => expect(isAllowed(path, assigned, found)).toBe(allowed));

  const permission = fc.constantFrom(allow, prevent, prohibit, 0);
  const entry = fc.tuple(fc.constantFrom(...path), fc.constantFrom(4, 5, 6), permission);

  it('never allows against a prohibit of a role that one has', () => {
    fc.assert(
      fc.property(fc.array(entry), fc.constantFrom(...path), fc.constantFrom(...path), (entries, at, of) => {
        expect(isAllowed(path, new Map([[at, [4, 5, 6]]]), overrides(...entries, [of, 5, prohibit]))).toBe(false);
      }),
    );
  });

  it('does not depend on where on the path a role is assigned', () => {
    fc.assert(
      fc.property(fc.array(entry), (entries) => {
        const answers = path.map((at) => isAllowed(path, new Map([[at, [4, 6]]]), overrides(...entries)));
        expect(new Set(answers).size).toBe(1);
      }),
    );
  });

  it('reads paths', () => expect(pathIds('/1/3/17')).toEqual(path));
});
