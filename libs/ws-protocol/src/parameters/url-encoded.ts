import { isUtf8 } from 'node:buffer';

/** Reads a query string or a form body (`application/x-www-form-urlencoded`) as PHP does: `&` between fields, the first `=` ends the
 *  name, `+` is a space, a `%` that starts no byte stands for itself. Never throws. Text with bytes that are no UTF-8 comes out with
 *  each byte above 127 as a lone surrogate U+DC80…U+DCFF, which every type of parameter refuses.
 *  Give bytes where there are any; of a string, characters beyond ASCII count as UTF-8. */
export function parseUrlEncoded(text: string | Uint8Array): [string, string][] {
  const bytes =
    typeof text === 'string' ? Buffer.from(text, 'utf8') : Buffer.from(text.buffer, text.byteOffset, text.byteLength);
  const entries: [string, string][] = [];
  for (const field of bytes.toString('latin1').split('&')) {
    if (!field) continue;
    const equals = field.indexOf('=');
    if (equals < 0) entries.push([decode(field), '']);
    else entries.push([decode(field.slice(0, equals)), decode(field.slice(equals + 1))]);
  }
  return entries;
}

/** `octets` has one character a byte. */
function decode(octets: string): string {
  const plain = octets
    .replaceAll('+', ' ')
    .replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  if (!/[\x80-\xff]/.test(plain)) return plain;
  const bytes = Buffer.from(plain, 'latin1');
  if (isUtf8(bytes)) return bytes.toString('utf8');
  return plain.replace(/[\x80-\xff]/g, (c) => String.fromCharCode(0xdc00 + c.charCodeAt(0)));
}
