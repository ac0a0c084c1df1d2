import { basename } from 'node:path';
import { openSite, type CourseSummary, type Site, type SiteUser } from '@coursekeep/moodle-site';
import { describeEachSample, describeWithServers } from '../../../../tools/testing/shared';
import { goldenManifest, goldenNames, goldenSettings, settingRows } from '../../testing/golden';
import { backupMode, fromSettingsFile } from '../model';
import { branchOfRelease } from '@coursekeep/definitions';
import { readOutline } from '../plan/outline';
import { ALL_RIGHTS } from './course-rights';
import { lookAtCourse } from './prepare';
import { applySettingsRequest, readSettingsRequest } from './settings-request';

describeWithServers('the settings of courses as the sites have them', (shared) => {
  describeEachSample(shared, ({ folder, configFile, env }) => {
    const name = basename(folder);
    let site: Site;
    beforeAll(async () => void (site = await openSite(configFile, { env })));
    afterAll(() => site?.close());

    it.each(goldenNames(shared, name))('%s', async (backup) => {
      const golden = goldenSettings(shared, name, backup);
      const request = readSettingsRequest(fromSettingsFile(golden));
      const { settings } = await site.database.snapshot((reader) =>
        lookAtCourse(
          {
            site,
            course: { id: golden.courseid } as CourseSummary,
            user: { id: 2 } as SiteUser,
            mode: backupMode('general'),
            branch: branchOfRelease(site.release)!,
            rights: ALL_RIGHTS,
            timeZone: 'UTC',
            filenameLanguage: 'en',
            format: 'tgz',
            backupId: '0'.repeat(32),
            settingsRequest: request,
          },
          reader,
          (snapshot, { schema }, courseId) =>
            readOutline(snapshot, schema, courseId, { supportsModule: () => true, settingsOfModule: () => [] }),
        ),
      );
      expect(applySettingsRequest(settings, request).warnings).toEqual([]);
      expect(Object.fromEntries(settings.root().map((row) => [row.name, row.value]))).toEqual(golden.root_settings);
      expect(settings.parts().map((row) => [row.name, row.value])).toEqual(Object.entries(golden.other_settings));
      expect(settings.rows().map((row) => [row.level, row.part, row.name, String(row.value)])).toEqual(
        settingRows(goldenManifest(shared, name, backup)),
      );
    });
  });
});
