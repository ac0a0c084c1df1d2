import { FLAG_SETTINGS, SCOPE_VARIABLES } from '@coursekeep/definitions';
import { ROOT_SETTINGS } from '../model/setting-definitions';
import { SCOPES } from './scope';

describe('the names that definitions may use', () => {
  it('are the settings of a backup that are on or off', () => {
    const flags = ROOT_SETTINGS.filter(({ type }) => type === 'flag').map(({ name }) => name);
    expect([...FLAG_SETTINGS].sort()).toEqual([...flags].sort());
  });

  it('are the variables that a task of each scope has', () => {
    const variables = Object.entries(SCOPES).map(([scope, relation]) => [
      scope,
      Object.keys(relation.variables).sort(),
    ]);
    const named = Object.entries(SCOPE_VARIABLES).map(([scope, names]) => [scope, [...names].sort()]);
    expect(Object.fromEntries(named)).toEqual(Object.fromEntries(variables));
  });
});
