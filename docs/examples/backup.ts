import { BackupController, openSite } from '@coursekeep/backup-engine';

async function main([configFile = 'config.php', courseId = '2', folder = '.']: string[]): Promise<void> {
  const site = await openSite(configFile);
  try {
    const request = { site, courseId: Number(courseId), userId: 2, settings: { users: 0 } };
    const controller = await BackupController.create(request);
    const { path, size, warnings } = await controller.execute(folder);
    console.log(JSON.stringify({ path, size, warnings }));
  } finally {
    await site.close();
  }
}

void main(process.argv.slice(2));
