const columns = ['site', 'course', 'settings', 'files', 'identical', 'reordered', 'different', 'missing', 'extra'];
const widths = [17, 11, 19, 6, 10, 10, 10, 8, 6];
const format = (cells) =>
  cells.map((cell, i) => (i < 3 ? String(cell).padEnd(widths[i]) : String(cell).padStart(widths[i]))).join('');

/** The table's first line. */
export const heading = `  ${format(columns)}`;

/** One golden's line, with what differs below it (at most `show` files). */
export function tableRow(golden, comparison, passed, show) {
  const settings = golden.byCommand ? `${golden.combination} (cli)` : golden.combination;
  const counts = columns.slice(3).map((column) => comparison[column]);
  const lines = [`${passed ? '✓' : '✗'} ${format([golden.site, golden.course, settings, ...counts])}`];
  if (comparison.failure)
    lines.push(
      ...comparison.failure
        .split('\n')
        .slice(0, 4)
        .map((line) => `      ${line}`),
    );
  const { rows } = comparison;
  for (const { verdict, name, why } of rows.slice(0, show))
    lines.push(`      ${verdict} ${name}${why ? `: ${why}` : ''}`);
  if (rows.length > show) lines.push(`      … and ${rows.length - show} more (--show N)`);
  return lines.join('\n');
}
