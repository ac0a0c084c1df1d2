import sanitizeHtml from 'sanitize-html';
import type { CallSettings } from '@coursekeep/ws-protocol';

/** Moodle's numbers for how a text is written. */
export const TextFormat = { moodle: 0, html: 1, plain: 2, markdown: 4 } as const;

/** A long text of the site, with the address of the files in it. */
export interface SiteText {
  readonly text: string;
  /** One of TextFormat. */
  readonly format: number;
  /** Stands in the place of `@@PLUGINFILE@@`. */
  readonly files: string;
}

/** A name as Moodle shows it in answers: characters of HTML are escaped, but an entity that is already there stays. */
export function plainText(name: string): string {
  return name
    .replace(/<\/?[a-zA-Z!][^>]*>/g, '')
    .replace(/&(?!(?:[a-zA-Z][a-zA-Z0-9]*|#\d{2,4}|#x[0-9a-fA-F]{2,5});)/g, '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

/** A name as the caller wants it: as it is stored, or for showing. */
export function nameText(name: string, settings: CallSettings): string {
  return settings.raw ? name : plainText(name);
}

/** A long text as the caller wants it: as it is stored, or as clean HTML. Markdown is given as it is stored, and its format
 *  says so. Filters of texts are not run. */
export function longText({ text, format, files }: SiteText, settings: CallSettings): { text: string; format: number } {
  const addressed = settings.fileUrl ? text.replaceAll('@@PLUGINFILE@@', files) : text;
  if (settings.raw || text === '' || format === TextFormat.markdown) return { text: addressed, format };
  return { text: cleanHtml(asHtml(addressed, format)), format: TextFormat.html };
}

function asHtml(text: string, format: number): string {
  if (format === TextFormat.html) return text;
  const html = format === TextFormat.plain ? escapeHtml(text) : text;
  return html.replace(/\r\n|\r|\n/g, '<br />\n');
}

/** HTML without what could run or disguise something, written as XHTML; characters that have no place in it are dropped. */
export function cleanHtml(html: string): string {
  return sanitizeHtml(html.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufeff\ufffe\uffff]/g, ''), {
    allowedTags: [...sanitizeHtml.defaults.allowedTags, 'img', 'del', 'ins', 'strike', 'big', 'tt', 'center', 'font'],
    allowedAttributes: {
      '*': ['class', 'id', 'title', 'lang', 'dir', 'align'],
      a: ['href', 'name', 'target', 'rel'],
      img: ['src', 'alt', 'width', 'height'],
      td: ['colspan', 'rowspan', 'headers'],
      th: ['colspan', 'rowspan', 'headers', 'scope'],
      ol: ['start', 'type'],
      font: ['color', 'size', 'face'],
    },
    allowedSchemes: ['http', 'https', 'ftp', 'mailto', 'tel'],
    allowedSchemesByTag: { img: ['http', 'https', 'data'] },
  });
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
