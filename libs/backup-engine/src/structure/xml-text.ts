/** The first line of every document. */
export const XML_PROLOGUE = '<?xml version="1.0" encoding="UTF-8"?>';

const FORBIDDEN = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/g;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const SPECIAL = /[&<>\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]/;

/** Cleans and escapes a text for the inside of an element, as Moodle's writer does (format.md, section 2). */
export function elementText(text: string): string {
  return SPECIAL.test(text) ? escape(clean(text)) : text;
}

/** The same for an attribute, where the double quote is escaped too. */
export function attributeText(text: string): string {
  return elementText(text).replaceAll('"', '&quot;');
}

function clean(text: string): string {
  return text
    .replace(FORBIDDEN, '')
    .replace(/\r\n?/g, '\n')
    .replace(/[\ufffe\uffff]/g, '')
    .replace(LONE_SURROGATE, '');
}

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
