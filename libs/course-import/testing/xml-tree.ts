/** An element of a document as Moodle writes them: text, or elements. Texts and attributes stay escaped. */
export interface XmlNode {
  readonly name: string;
  attributes: string;
  children: XmlNode[];
  text: string;
}

export const node = (name: string, text: string, children: XmlNode[] = [], attributes = ''): XmlNode => ({
  name,
  attributes,
  children,
  text,
});

/** Reads a document; knows no more of XML than Moodle's documents need. */
export function parseTree(xml: string): XmlNode {
  const root = node('', '');
  const open = [root];
  for (const [token, slash, name, attributes] of xml.matchAll(/<(\/?)(\w+)([^>]*)>|<\?[^>]*>|[^<]+/g)) {
    const last = open.at(-1)!;
    if (name === undefined) {
      if (!token.startsWith('<')) last.text += token;
    } else if (slash) {
      if (last.children.length > 0) last.text = '';
      open.pop();
    } else {
      const child = node(name, '', [], attributes!.replace(/\s*\/$/, ''));
      last.children.push(child);
      if (!attributes!.endsWith('/')) open.push(child);
    }
  }
  return root.children[0]!;
}

export function printTree({ name, attributes, children, text }: XmlNode): string {
  const own = /^\n\s*$/.test(text) ? '' : text;
  const inside = children.length > 0 ? `\n${children.map(printTree).join('\n')}\n` : own;
  return `<${name}${attributes}>${inside}</${name}>`;
}

/** The elements of that name inside, at any depth. */
export function all(tree: XmlNode, name: string): XmlNode[] {
  return tree.children.flatMap((child) => [...(child.name === name ? [child] : []), ...all(child, name)]);
}

export const child = (tree: XmlNode, name: string): XmlNode | undefined =>
  tree.children.find((one) => one.name === name);

export const textIn = (tree: XmlNode, name: string): string => child(tree, name)?.text ?? '';

export const idIn = (tree: XmlNode): number => Number(/ id="(\d+)"/.exec(tree.attributes)?.[1]);
