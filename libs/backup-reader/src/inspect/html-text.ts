import { convert } from 'html-to-text';

/** Longer texts are cut: what is shown is for people. */
const MAXIMUM = 1024 * 1024;

/** Text of Moodle as plain text. `format` is Moodle's: 1 HTML, 2 plain, 4 Markdown; 0 (of old) is read as HTML where it
 *  looks so. */
export function plainText(text: string, format: string | null): string {
  const isHtml = format === '1' || ((format === null || format === '0') && /<[a-z!/][^>]*>/i.test(text));
  if (!isHtml) return text;
  return convert(text.slice(0, MAXIMUM), {
    wordwrap: false,
    selectors: [
      { selector: 'a', options: { hideLinkHrefIfSameAsText: true } },
      { selector: 'img', options: { linkBrackets: ['[', ']'] } },
      { selector: 'table', format: 'dataTable' },
      ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
    ],
    limits: { maxDepth: 100, maxChildNodes: 20_000, ellipsis: '…' },
  });
}
