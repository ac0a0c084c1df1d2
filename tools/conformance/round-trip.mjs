#!/usr/bin/env node
// node tools/conformance/round-trip.mjs [--sites A,B --courses A,B --combinations A,B --show N --named --out FOLDER --built]
//
// Takes every sample on a round trip (see round-trips.mjs). Needs the folder `shared`, and no database server.
import { parseArgs } from 'node:util';
import { ensureBuilt } from '../workspace/build.mjs';
import { ensureInstalled } from '../workspace/install.mjs';
import { main } from '../workspace/problem.mjs';
import { holdRoundTrips } from './round-trips.mjs';
import { courses, goldens, originals as sites, sharedFolder } from './sites.mjs';

const { values: options } = parseArgs({
  options: {
    sites: { type: 'string', default: sites.map(({ name }) => name).join(',') },
    courses: { type: 'string', default: courses.join(',') },
    combinations: { type: 'string' },
    show: { type: 'string', default: '5' },
    out: { type: 'string' },
    named: { type: 'boolean', default: false },
    built: { type: 'boolean', default: false },
  },
});

await main(async () => {
  const shared = sharedFolder();
  if (!shared) {
    process.stdout.write('Round trips are skipped: the folder with the sample sites is absent (../shared)\n');
    process.stdout.write('0 passed, 0 failed\n');
    return 0;
  }
  if (!options.built) {
    await ensureInstalled();
    await ensureBuilt();
  }
  const { passed, failed } = await holdRoundTrips(shared, selected(shared), options);
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  return failed === 0 && passed > 0 ? 0 : 1;
});

function selected(shared) {
  const chosen = sites.filter(({ name }) => options.sites.split(',').includes(name));
  const all = chosen.flatMap((site) => goldens(shared, site, options.courses.split(',')));
  const combinations = options.combinations?.split(',');
  return all.filter(({ combination }) => !combinations || combinations.includes(combination));
}
