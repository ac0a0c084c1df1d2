import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createMetrics } from '../../apps/api/src/metrics/metrics';
import { addState } from '../../apps/api/src/metrics/state-metrics';

const folder = join(__dirname, '..', '..', 'docs', 'operations');
const read = (name: string) => readFileSync(join(folder, name), 'utf8');

interface Figure {
  readonly name: string;
  readonly type: string;
  readonly help: string;
}

/** The figures that a service gives out. */
async function figures(): Promise<Figure[]> {
  const metrics = createMetrics();
  addState(metrics, { queue: async () => null, parts: async () => ({}) });
  return metrics.registry.getMetricsAsArray().map(({ name, type, help }) => ({ name, type: String(type), help }));
}

/** The names under which a figure stands in queries. */
const inQueries = ({ name, type }: Figure) =>
  type === 'histogram' ? ['_bucket', '_sum', '_count'].map((end) => name + end) : [name];

const named = (text: string) => [...new Set(text.match(/\b(coursekeep|process|nodejs)_\w+/g) ?? [])];

describe.each(['alerts.yml', 'grafana-dashboard.json'])('docs/operations/%s', (file) => {
  it('asks for figures that there are', async () => {
    const known = new Set((await figures()).flatMap(inQueries));
    const asked = named(read(file));
    expect(asked.length).toBeGreaterThan(5);
    expect(asked.filter((name) => !known.has(name))).toEqual([]);
  });
});

describe('docs/operations/README.md', () => {
  const page = read('README.md');

  it('has every figure of ours, with what it means', async () => {
    const ours = (await figures()).filter(({ name }) => name.startsWith('coursekeep_'));
    const rows = ours.map(({ name, type, help }) => [`\`${name}\``, type, help]);
    const documented = page
      .split('\n')
      .filter((line) => line.startsWith('| `coursekeep_'))
      .map((line) =>
        line
          .split('|')
          .slice(1, 4)
          .map((cell) => cell.trim()),
      );
    expect(documented.sort()).toEqual(rows.sort());
  });

  it('names every alert', () => {
    const alerts = [...read('alerts.yml').matchAll(/alert: (\w+)/g)].map(([, name]) => name);
    expect(alerts.length).toBeGreaterThan(5);
    expect(alerts.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });
});
