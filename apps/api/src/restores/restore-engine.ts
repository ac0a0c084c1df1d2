import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { ImportCommand } from '@coursekeep/course-import';
import { MoodleCommand, type RestoreCommand, RestoreError } from '@coursekeep/course-restore';
import type { Site } from '@coursekeep/moodle-site';
import type { Settings } from '../config/settings';
import { SETTINGS } from '../tokens';

/** Who restores, and where the copies for it lie. */
@Injectable()
export class RestoreEngine {
  constructor(@Inject(SETTINGS) private readonly settings: Settings) {}

  /** Moodle's own command where the settings name one; on the embedded site our importer. Throws RestoreError
   *  `restore-unavailable` where nothing here can restore. */
  command(site: Site): RestoreCommand {
    const { moodleCli, restoreLimitSeconds } = this.settings;
    if (moodleCli !== '') return MoodleCommand.of(moodleCli, { timeMs: restoreLimitSeconds * 1000 });
    if (site.config.dbtype === 'sqlite3') return new ImportCommand(dirname(site.config.file));
    throw new RestoreError(
      'restore-unavailable',
      'Backups are not restored from here on this site. Download the backup, open the restore page of the course in Moodle, and restore it there.',
    );
  }

  /** The folder for copies. Nobody may list it, and the user who runs Moodle may read a file in it by its name. */
  async folder(): Promise<string> {
    const folder = this.settings.restoreFolder ?? join(this.settings.data, 'restores');
    await mkdir(folder, { recursive: true, mode: 0o711 });
    return folder;
  }
}
