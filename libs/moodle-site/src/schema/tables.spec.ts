import { readFileSync } from 'node:fs';
import { describeWithShared } from '../../../../tools/testing/shared';
import { tableDescriptions, tablesOf } from './tables';

interface ReferenceTable {
  columns: { name: string; type: string; length?: string; decimals?: number; notnull: boolean; default?: string }[];
  keys?: { name: string; type: string; columns: string[]; references?: string }[];
  indexes?: { name: string; columns: string[]; unique: boolean }[];
}

describe('the table descriptions', () => {
  it('name every table and column once', () => {
    const names = tableDescriptions.map((table) => table.name);
    expect(new Set(names).size).toBe(names.length);
    for (const table of tableDescriptions) {
      expect(table.columns[0]).toMatchObject({ name: 'id', type: 'int', notNull: true });
      expect(new Set(table.columns.map((column) => column.name)).size).toBe(table.columns.length);
    }
  });
});

describeWithShared('the table descriptions against the reference', (shared) => {
  it.each(['4.5', '5.1'] as const)('have all that Moodle %s has', (release) => {
    const file = `${shared}/moodle/reference/moodle${release.replace('.', '')}/schema.json`;
    const reference = JSON.parse(readFileSync(file, 'utf8')).tables as Record<string, ReferenceTable>;
    const ours = new Map(tablesOf(release).map((table) => [table.name, table]));
    expect([...ours.keys()].sort()).toEqual(Object.keys(reference).sort());

    for (const [name, theirs] of Object.entries(reference)) {
      const table = ours.get(name)!;
      expect(table.columns.map((column) => column.name).sort()).toEqual(theirs.columns.map((c) => c.name).sort());
      for (const column of theirs.columns) {
        const own = table.columns.find((candidate) => candidate.name === column.name)!;
        expect(own.notNull).toBe(column.notnull);
        expect(own.decimals).toBe(column.decimals);
        if (release === '5.1') expect(own.default).toBe(column.default);
        if (own.length !== undefined) expect(own.length).toBeGreaterThanOrEqual(Number(column.length));
      }
      const indexes = [
        ...(theirs.keys ?? []).map((key) => `${key.name} ${key.type.includes('unique')} ${key.columns}`),
        ...(theirs.indexes ?? []).map((index) => `${index.name} ${index.unique} ${index.columns}`),
      ];
      expect(table.indexes.map((index) => `${index.name} ${index.unique} ${index.columns}`).sort()).toEqual(
        indexes.sort(),
      );
      expect(table.foreignKeys.map((key) => `${key.referencedTable}(${key.referencedColumns})`).sort()).toEqual(
        (theirs.keys ?? []).flatMap((key) => key.references ?? []).sort(),
      );
    }
  });
});
