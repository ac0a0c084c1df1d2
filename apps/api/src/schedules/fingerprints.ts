import { createHash, type Hash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { tableDescriptions } from '@coursekeep/moodle-site';
import { optionsOf, type Schedule } from '@coursekeep/schedules';
import { SiteHolder } from '../site/site-holder';
import { courseTables } from './course-tables';

/** What courses are like, in a form that can be compared: another text when rows that a backup holds came, went, or changed in a
 *  number or a time. One query a table for all courses of the site, in one snapshot. */
@Injectable()
export class Fingerprints {
  constructor(@Inject(SiteHolder) private readonly site: SiteHolder) {}

  /** Of the courses; 64 hex digits each. What the schedule puts into a backup is part of it. */
  async of(courseids: readonly number[], schedule: Schedule): Promise<Map<number, string>> {
    const { database, schema } = await this.site.get();
    const { format, settings } = schedule;
    const asked = JSON.stringify([optionsOf(schedule), settings, format]);
    const hashes = new Map<string, Hash>(courseids.map((id) => [String(id), createHash('sha256').update(asked)]));
    await database.snapshot(async (reader) => {
      for (const { table, from, course, sums } of courseTables(tableDescriptions, schema)) {
        const columns = ['COUNT(*)', 'MAX(t.id)', ...sums.map((column) => `SUM(t."${column}")`)];
        const text = `SELECT ${course}, ${columns.join(', ')} FROM ${from} GROUP BY ${course}`;
        for await (const batch of reader.stream({ text })) {
          for (const [id, ...values] of batch) hashes.get(String(id))?.update(`\n${table} ${values.join(' ')}`);
        }
      }
    });
    return new Map([...hashes].map(([id, hash]) => [Number(id), hash.digest('hex')]));
  }
}
