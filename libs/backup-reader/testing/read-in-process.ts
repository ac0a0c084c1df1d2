import { diffBackups, inspectBackup, openBackup, verifyBackup } from '../src';

/** A program for a process of its own: reads a backup in one way and prints what came of it and the memory it took (MiB). */
async function main([how, path = '']: readonly string[]): Promise<void> {
  const outcome = how === 'verify' ? (await verifyBackup(path)).verdict : await read(how ?? '', path);
  const memory = Math.round(process.resourceUsage().maxRSS / 1024);
  process.stdout.write(`${JSON.stringify({ outcome, memory })}\n`);
}

async function read(how: string, path: string): Promise<string> {
  const backup = await openBackup(path);
  try {
    if (how === 'inspect') return `${(await inspectBackup(backup)).files.count} files`;
    if (how === 'diff') return `${(await diffBackups(backup, backup)).changes.length} changes`;
    let records = 0;
    for await (const document of backup.documents()) for await (const _ of document.rows()) records += 1;
    return records > 100_000 ? 'many records' : `${records} records`;
  } finally {
    await backup.close();
  }
}

void main(process.argv.slice(2));
