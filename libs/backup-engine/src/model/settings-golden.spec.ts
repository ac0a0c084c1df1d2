import { describeWithShared } from '../../../../tools/testing/shared';
import { GOLDEN_SITES, goldenManifest, goldenNames, goldenSettings, settingRows } from '../../testing/golden';
import { contentsOf, outlineOfNames, type PlanContents } from '../../testing/outlines';
import { branchOfRelease } from '@coursekeep/definitions';
import { buildSettings, fromSettingsFile } from '.';

describeWithShared('the settings of Moodle’s own backups', (shared) => {
  describe.each(GOLDEN_SITES)('%s', (site) => {
    const contents = new Map<string, PlanContents>();

    it.each(goldenNames(shared, site))('%s', (name) => {
      const golden = goldenSettings(shared, site, name);
      const course = name.split('.')[0]!;
      // The backup with everything shows where each activity is.
      if (!contents.has(course)) contents.set(course, contentsOf(goldenManifest(shared, site, `${course}.all`)));
      const outline = outlineOfNames(Object.keys(golden.other_settings), contents.get(course)!);
      const file = fromSettingsFile(golden);
      const settings = buildSettings(outline, {
        version: { branch: branchOfRelease(golden.moodle_release)! },
        mode: file.mode!,
        permissions: { userinfo: true, anonymise: true, configure: true },
      });
      settings.setAll(file.settings);

      expect(pairs(settings.root())).toEqual(Object.entries(golden.root_settings));
      expect(pairs(settings.parts())).toEqual(Object.entries(golden.other_settings));
      expect(settings.rows().map(({ level, part, name, value }) => [level, part, name, String(value)])).toEqual(
        settingRows(goldenManifest(shared, site, name)),
      );
    });
  });
});

function pairs(rows: readonly { name: string; value: unknown }[]): [string, unknown][] {
  return rows.map(({ name, value }) => [name, value]);
}
