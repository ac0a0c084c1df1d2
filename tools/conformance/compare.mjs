import { join } from 'node:path';
import { run, runNode } from '../workspace/run.mjs';

/**
 * Holds our backup against Moodle's with the tool of the shared folder, which uses none of our code.
 * @returns {Promise<{ files, identical, reordered, different, missing, extra, rows, failure? }>}
 */
export async function compare(shared, golden, path) {
  if (golden.format === 'tgz') {
    const check = await run('gzip', ['-t', path]);
    if (check.code !== 0) return noComparison(`gzip -t: ${check.output.trim()}`);
  }
  const { code, output } = await runNode(join(shared, 'tools', 'mbz-compare.mjs'), [golden.golden, path, '--json']);
  if (code > 1) return noComparison(output.trim());
  const { files, identical, rows } = JSON.parse(output);
  const count = (verdict) => rows.filter((row) => row.verdict === verdict).length;
  return {
    files,
    identical,
    reordered: count('reordered'),
    different: count('different'),
    missing: count('missing'),
    extra: count('extra'),
    rows: rows.filter((row) => row.verdict !== 'reordered'),
  };
}

/** Leaves out of a comparison the documents of activities that are read in part, and the archive's index where that is why. */
export function exceptInPart(comparison, modules) {
  const own = ({ verdict, name }) =>
    verdict === 'different' && modules.includes(/^activities\/(\w+)_\d+\/\1\.xml$/.exec(name)?.[1]);
  const excused = comparison.rows.filter(own);
  if (excused.length === 0) return comparison;
  const rows = comparison.rows.filter(
    (row) => !own(row) && !(row.verdict === 'different' && row.name === '.ARCHIVE_INDEX'),
  );
  return { ...comparison, rows, different: rows.filter(({ verdict }) => verdict === 'different').length };
}

/** A comparison that could not be made, and why. */
export function noComparison(failure) {
  return { files: 0, identical: 0, reordered: 0, different: 0, missing: 0, extra: 0, rows: [], failure };
}

/** Reordered siblings are as good as identical: Moodle's own order is not stable there. */
export function agrees({ files, different, missing, extra, failure }) {
  return !failure && files > 0 && different + missing + extra === 0;
}
