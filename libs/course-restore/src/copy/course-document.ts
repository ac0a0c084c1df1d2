import { RestoreError } from '../restore-error';
import type { CourseLook } from './course-names';

/** `course/course.xml` with other names and visibility; everything else stays byte for byte. Fields that are not there are
 *  added. Throws RestoreError where the document has no `<course>` as its root. */
export function withLook(document: string, look: CourseLook): string {
  const wanted: Record<string, string> = {
    shortname: asText(look.shortname),
    fullname: asText(look.fullname),
    visible: look.visible ? '1' : '0',
  };
  const { start, fields } = outline(document);
  const missing = Object.keys(wanted).filter((name) => !fields.some((field) => field.name === name));
  const edits: Edit[] = [
    { from: start, to: start, text: missing.map((name) => `\n  <${name}>${wanted[name]}</${name}>`).join('') },
    ...fields.map(({ name, from, to }) => ({ from, to, text: `<${name}>${wanted[name]}</${name}>` })),
  ];
  let [result, at] = ['', 0];
  for (const { from, to, text } of edits) {
    result += document.slice(at, from) + text;
    at = to;
  }
  return result + document.slice(at);
}

interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

interface Field {
  readonly name: string;
  /** From the start of the opening tag to the end of the closing one. */
  readonly from: number;
  readonly to: number;
}

const FIELDS: ReadonlySet<string> = new Set(['shortname', 'fullname', 'visible']);

/** Comments, CDATA and instructions are matched so that what looks like a tag in them is none. */
const TAGS = /<!--[^]*?-->|<!\[CDATA\[[^]*?\]\]>|<\?[^]*?\?>|<(\/?)([\w.:-]+)((?:[^>"']|"[^"]*"|'[^']*')*?)(\/?)>/g;

/** Where the fields of the course itself are, not those of its category or tags; and where its first field may be put. */
function outline(document: string): { start: number; fields: Field[] } {
  const open: { name: string; from: number }[] = [];
  const fields: Field[] = [];
  let start = -1;
  const close = (name: string, from: number, to: number) => {
    if (open.length === 1 && open[0]?.name === 'course' && FIELDS.has(name)) fields.push({ name, from, to });
  };
  for (const match of document.matchAll(TAGS)) {
    const [tag, slash, name, , empty] = match;
    if (name === undefined) continue;
    const end = match.index + tag.length;
    if (slash) {
      const last = open.pop();
      if (last?.name !== name) throw unreadable();
      close(name, last.from, end);
    } else if (empty) close(name, match.index, end);
    else {
      open.push({ name, from: match.index });
      if (open.length === 1 && name === 'course') start = end;
    }
  }
  if (start < 0 || open.length > 0) throw unreadable();
  return { start, fields };
}

function unreadable(): RestoreError {
  return new RestoreError(
    'not-a-backup',
    'The backup has no record of its course (course/course.xml): it cannot be restored as one.',
  );
}

function asText(name: string): string {
  return name.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
