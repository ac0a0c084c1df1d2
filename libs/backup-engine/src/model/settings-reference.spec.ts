import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeWithShared } from '../../../../tools/testing/shared';
import { bareCourse } from '../../testing/outlines';
import { buildSettings, type BackupModeName } from '.';

interface Variant {
  readonly include_files: number;
  readonly root_settings?: Readonly<Record<string, string>>;
  readonly missing: readonly string[];
  readonly extra: readonly string[];
  /** `0 LOCKED_BY_HIERARCHY`, or the value alone. */
  readonly differs: Readonly<Record<string, string>>;
}

const PERMISSIONS: Readonly<Record<string, { userinfo: boolean; anonymise: boolean; configure: boolean }>> = {
  admin: { userinfo: true, anonymise: true, configure: true },
  editingteacher: { userinfo: false, anonymise: false, configure: true },
};

describeWithShared('the root settings of the reference', (shared) => {
  describe.each([
    ['moodle45', 405],
    ['moodle51', 501],
  ])('%s', (folder, branch) => {
    const file = join(shared, 'moodle', 'reference', folder, 'settings_variants.json');
    const variants = JSON.parse(readFileSync(file, 'utf8')) as Record<string, Variant>;
    const base = variants['base course.general.admin']!.root_settings!;

    it.each(Object.keys(variants).filter((name) => name.startsWith('course.')))('%s', (name) => {
      const [, mode, who] = name.split('.');
      const { include_files, missing, extra, differs } = variants[name]!;
      const settings = buildSettings(bareCourse, {
        version: { branch },
        mode: mode as BackupModeName,
        permissions: PERMISSIONS[who!]!,
      });
      const names = Object.keys(base).filter((setting) => !missing.includes(setting));
      const ours = settings.root().map(({ name, value }) => {
        const { state } = settings.lock(name);
        return [name, state === 'NOT_LOCKED' ? String(value) : `${value} ${state}`];
      });
      const theirs = [...names, ...extra].map((setting) => [setting, differs[setting] ?? base[setting]]);
      expect(ours.sort()).toEqual(theirs.sort());
      expect(settings.includeFiles).toBe(include_files === 1);
    });
  });
});
