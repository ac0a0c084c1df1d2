import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../testing/service';
import { serviceSecret } from './service-secret';

const folder = join(temporaryFolder(), 'data');

it('is made once, whoever is first, and read by its owner only', async () => {
  mkdirSync(folder);
  const made = await Promise.all(Array.from({ length: 8 }, () => serviceSecret(folder)));
  expect(new Set(made).size).toBe(1);
  expect(made[0]).toMatch(/^[0-9a-f]{64}$/);
  expect(await serviceSecret(folder)).toBe(made[0]);
  expect(readdirSync(folder)).toEqual(['secret']);
  expect(statSync(join(folder, 'secret')).mode & 0o777).toBe(0o600);
});
