/** A process of its own that backs one course up with logs and prints the result: config.php, course id. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSite } from '@coursekeep/moodle-site';
import { BackupController } from '../src';

async function main(configFile: string, courseId: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'coursekeep-back-up-'));
  const site = await openSite(configFile, { env: {} });
  try {
    const controller = await BackupController.create({ site, courseId, userId: 2, settings: { logs: 1 } });
    process.stdout.write(JSON.stringify(await controller.execute(folder)));
  } finally {
    await site.close();
    await rm(folder, { recursive: true });
  }
}

main(process.argv[2] ?? '', Number(process.argv[3])).catch((error: unknown) => {
  process.stderr.write(String(error));
  process.exitCode = 1;
});
