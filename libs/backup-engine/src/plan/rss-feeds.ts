import type { BackupJob } from '../controller/backup-job';
import { blockConfiguration, type SourceRow, phpProperties, scalarText } from '@coursekeep/definitions';
import type { BackupTask } from '../structure/scope';

/** The feeds that rss_client blocks show: their ids stand in each block's configuration. */
export async function rssFeeds(
  job: BackupJob,
  blocks: readonly BackupTask[],
): Promise<ReadonlyMap<BackupTask, readonly SourceRow[]>> {
  const rows = await job.reader.all({
    text: 'SELECT id, configdata FROM {block_instances} WHERE id IN (?)',
    parameters: [blocks.map((block) => block.key)],
  });
  const wanted = new Map(rows.map((row) => [row.id ?? '', feedIds(row.configdata ?? null)]));
  const ids = new Set([...wanted.values()].flat());
  if (ids.size === 0 || !job.site.schema.hasTable('block_rss_client')) return new Map();
  const feeds = await job.reader.all({
    text: 'SELECT id, title, preferredtitle, description, shared, url FROM {block_rss_client} WHERE id IN (?) ORDER BY id',
    parameters: [[...ids]],
  });
  return new Map(
    blocks.map((block) => [block, feeds.filter((feed) => wanted.get(block.key)?.includes(feed.id ?? ''))]),
  );
}

function feedIds(configdata: string | null): string[] {
  const list = blockConfiguration(configdata)?.find((property) => property.name === 'rssid')?.value;
  const ids = (list && phpProperties(list)) || [];
  return ids.map((property) => scalarText(property.value) ?? '').filter((id) => /^\d{1,15}$/.test(id));
}
