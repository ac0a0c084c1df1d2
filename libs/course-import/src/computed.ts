import type { Frame } from './document-walk';
import { idOf } from './id-map';
import type { RowContext } from './row-context';
import type { RowMaker } from './row-maker';

type Computed = (frame: Frame, maker: RowMaker, context: RowContext) => Promise<void>;

/** The way back of rows that code computes, by the name that definitions give them; those of `moodle_backup.xml` have none. */
export const COMPUTED: Readonly<Record<string, Computed>> = {
  gradebookAttributes: async ({ row }, { writer }, { variables }) => {
    const freeze = row.values.get('calculations_freeze');
    if (!freeze) return;
    const name = `gradebook_calculations_freeze_${variables.course}`;
    const [known] = await writer.read('SELECT id FROM mdl_config WHERE name = ?', [name]);
    if (!known) await writer.insert('config', { name, value: freeze });
  },

  gradeSettings: async ({ row }, maker, { variables }) => {
    const name = row.values.get('name') ?? '';
    const value = row.values.get('value') ?? null;
    const oldId = idOf(row.values.get('id'), 'A grade setting');
    // Without an id it is the site's own setting, which a backup shows where the course has none.
    if (oldId === null && (name !== 'minmaxtouse' || value === (await siteMinMax(maker)))) return;
    const free = oldId !== null && !(await maker.writer.hasId('grade_settings', oldId));
    await maker.writer.insert('grade_settings', {
      ...(free ? { id: oldId } : {}),
      courseid: variables.course,
      name,
      value,
    });
  },

  rssFeeds: async (frame, maker) => {
    const { row } = frame;
    const oldId = idOf(row.values.get('id'), 'A feed');
    const id = oldId === null ? null : maker.ids.of('block_rss_client', oldId);
    // Several blocks may show one feed.
    if (id !== null && (await maker.writer.hasId('block_rss_client', id))) return;
    await maker.writer.insert('block_rss_client', {
      id: id ?? (await maker.ids.next('block_rss_client')),
      userid: 0,
      title: row.values.get('title') ?? '',
      preferredtitle: row.values.get('preferredtitle') ?? '',
      description: row.values.get('description') ?? '',
      shared: Number(row.values.get('shared')) || 0,
      url: row.values.get('url') ?? '',
    });
  },
};

async function siteMinMax({ writer }: RowMaker): Promise<unknown> {
  const [row] = await writer.read("SELECT value FROM mdl_config WHERE name = 'grade_minmaxtouse'");
  return row?.value ?? null;
}
