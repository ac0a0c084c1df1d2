/** An element of a document, read whole. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  text: string;
}

const TOKEN = /<(\/?)([\w-]+)((?: [\w-]+="[^"]*")*)>|([^<]+)/g;

/** Parses what the backup's writer writes: no comments, no self-closing tags, no other entities than the five. */
export function parseXml(xml: string): XmlElement | null {
  const top: XmlElement = { name: '', attributes: {}, children: [], text: '' };
  const open = [top];
  for (const [, closing, name = '', attributes = '', text] of xml.replace(/^<\?.*?\?>/, '').matchAll(TOKEN)) {
    if (text !== undefined) open.at(-1)!.text += unescape(text);
    else if (closing) open.pop();
    else {
      const element: XmlElement = { name, attributes: parseAttributes(attributes), children: [], text: '' };
      open.at(-1)!.children.push(element);
      open.push(element);
    }
  }
  return top.children[0] ?? null;
}

const parseAttributes = (text: string): Record<string, string> =>
  Object.fromEntries([...text.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name, value]) => [name, unescape(value!)]));

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
const unescape = (text: string): string =>
  text.replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => ENTITIES[name]!);
