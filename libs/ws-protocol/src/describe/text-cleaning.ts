/** Removes tags as PHP's `strip_tags` does: a `<` before white space is text, any other opens a tag that ends at its `>`. */
export function stripTags(text: string): string {
  if (!text.includes('<')) return text;
  let result = '';
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf('<', at);
    if (open < 0) return result + text.slice(at);
    result += text.slice(at, open);
    if (/[ \t\n\r\v\f]/.test(text.charAt(open + 1))) {
      result += '<';
      at = open + 1;
    } else at = endOfTag(text, open);
  }
  return result;
}

/** Plain text in which the tags of the multilang filter may stand: `<span lang="de" class="multilang">…</span>`, `<lang lang="de">…</lang>`. */
export function cleanText(text: string): string {
  let result = '';
  let at = 0;
  for (const match of text.matchAll(/<(lang|span)( [^<>]*)>[^<]*<\/\1>/gi)) {
    const [element, name, attributes] = match;
    if (!isMultilang(name!, attributes!)) continue;
    result += stripTags(text.slice(at, match.index)) + element;
    at = match.index + element.length;
  }
  return result + stripTags(text.slice(at));
}

/** A file name without path, control characters or what shells and browsers read as more than a character; `.` and `..` are none. */
export function cleanFile(text: string): string {
  const name = text.replace(/[\p{Cc}&<>"`|':\\/]/gu, '').replace(/\.\.+/g, '');
  return name === '.' ? '' : name;
}

/** A path with forward slashes that stays inside its folder. */
export function cleanPath(text: string): string {
  const path = text.replaceAll('\\', '/').replace(/[\p{Cc}&<>"`|':]/gu, '');
  const kept = path
    .split('/')
    .filter((part, i, all) => !/^\.\.*$/.test(part) && (part !== '' || i === 0 || i === all.length - 1));
  return kept.join('/');
}

/** A plugin's name without its type: lower case, no double underscore, no underscore at its end. */
export function cleanPlugin(text: string): string {
  return /^[a-z](?:[a-z0-9]|_(?!_))*$/.test(text) && !text.endsWith('_') ? text : '';
}

/** A component: `core`, `core_backup`, `mod_forum`; the type of a plugin has no underscore. */
export function cleanComponent(text: string): string {
  return /^[a-z][a-z0-9]*(?:_[a-z](?:[a-z0-9]|_(?!_))*)?$/.test(text) && !text.endsWith('_') ? text : '';
}

/** 99 (the server's), an offset in hours, or a name that the zone database knows. */
export function isTimezone(text: string): boolean {
  if (text === '99') return true;
  if (/^[+-]?\d{1,2}(?:\.\d{1,2})?$/.test(text)) return Math.abs(Number(text)) <= 13;
  if (!/^[A-Za-z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+)*$/.test(text)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }) !== undefined;
  } catch {
    return false;
  }
}

/** An absolute address of a usual scheme, or one relative to the site. */
export function isAbsoluteOrRelativeUrl(text: string): boolean {
  if (/[\s\p{Cc}<>"\\]/u.test(text)) return false;
  if (!/^[a-z][a-z0-9+.-]*:/i.test(text)) return text !== '';
  return /^(?:https?|ftps?|mailto|tel|rtsp|rtmp|irc|news):/i.test(text) && URL.canParse(text);
}

export function isEmail(text: string): boolean {
  return text.length <= 254 && /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$/.test(text);
}

function endOfTag(text: string, open: number): number {
  if (text.startsWith('<!--', open)) {
    const close = text.indexOf('-->', open + 2);
    return close < 0 ? text.length : close + 3;
  }
  let quote = '';
  let depth = 0;
  for (let i = open + 1; i < text.length; i++) {
    const c = text[i]!;
    if (quote) {
      if (c === quote) quote = '';
    } else if (c === '"' || c === "'") quote = c;
    else if (c === '<') depth++;
    else if (c === '>' && depth-- === 0) return i + 1;
  }
  return text.length;
}

function isMultilang(name: string, attributes: string): boolean {
  const lang = '\\s+lang="[a-zA-Z0-9_-]+"';
  if (name.toLowerCase() === 'lang') return new RegExp(`^${lang}\\s*$`).test(attributes);
  const marked = '\\s+class="multilang"';
  return new RegExp(`^(?:${lang}${marked}|${marked}${lang})\\s*$`).test(attributes);
}
