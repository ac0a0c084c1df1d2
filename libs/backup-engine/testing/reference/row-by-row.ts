import type { Site } from '@coursekeep/moodle-site';
import { elementText } from '../../src/structure/xml-text';
import { effectsOf } from './effects';
import { parseXml, type XmlElement } from './parse-xml';
import type { ReferenceDocument, ReferenceElement, ReferenceSource, ReferenceValue } from './structure';

/** What a document's task is about: the values of the reference's variables, and the name of the module. */
export interface DocumentTask {
  readonly variables: Readonly<Record<string, string>>;
  readonly modname?: string;
  /** The settings that are not as usual, as the reference calls them. */
  readonly toggles: readonly string[];
}

type Row = Readonly<Record<string, string | null>>;
/** The values above an element, by their paths. */
type Above = ReadonlyMap<string, string | null>;

/** Reads a document again as Moodle reads: each row of a table by a query of its own, each child by another. Elements whose
 *  rows the reference describes in words are taken as they are; what is below them is held against the tables. */
export class RowByRow {
  readonly differences: string[] = [];
  /** How many rows were held against the database. */
  rows = 0;

  constructor(
    private readonly site: Site,
    private readonly encodeLinks: (text: string) => string,
  ) {}

  async check(path: string, document: ReferenceDocument, task: DocumentTask, xml: string): Promise<void> {
    const root = parseXml(xml);
    await this.checkElements(path, document.tree, root ? [root] : [], new Map(), task);
  }

  private async checkElements(
    path: string,
    reference: ReferenceElement,
    elements: readonly XmlElement[],
    above: Above,
    task: DocumentTask,
  ): Promise<void> {
    const { gone, source } = effectsOf(reference, task.toggles);
    if (gone) {
      if (elements.length > 0)
        this.differences.push(`${path} ${reference.path}: there in spite of ${task.toggles.join()}`);
      return;
    }
    const rows = source.kind === 'table' ? await this.rowsOf(source, above, task) : null;
    if (rows) {
      this.rows += rows.length;
      const expected = rows.map((row) => this.written(reference, row));
      const actual = elements.map((element) => describe(element, reference));
      if (JSON.stringify(actual) !== JSON.stringify(expected)) {
        const at = expected.findIndex((text, index) => text !== actual[index]);
        const [theirs, ours] = [expected[at], actual[at < 0 ? expected.length : at]];
        this.differences.push(`${path} ${reference.path}: ${ours} <> ${theirs}`);
        return;
      }
    } else if (source.kind === 'none' && !reference.final_elements && elements.length !== 1) {
      this.differences.push(`${path} ${reference.path}: ${elements.length} containers`);
    }
    for (const [at, element] of elements.entries()) {
      const values = rows?.[at] ?? valuesOf(element);
      await this.checkChildren(path, reference, element, withValues(above, reference, values), task);
    }
  }

  private async checkChildren(
    path: string,
    reference: ReferenceElement,
    element: XmlElement,
    above: Above,
    task: DocumentTask,
  ): Promise<void> {
    for (const node of reference.children ?? []) {
      if ('element' in node) {
        const own = element.children.filter(({ name }) => name === node.element);
        await this.checkElements(path, node, own, above, task);
        continue;
      }
      for (const { condition, children = [] } of node.children ?? []) {
        if (typeof condition !== 'string' && above.get(condition.param.element) !== condition.equals) continue;
        for (const child of children) {
          const own = element.children.filter(({ name }) => name === child.element);
          await this.checkElements(path, child, own, above, task);
        }
      }
    }
  }

  private async rowsOf(source: Extract<ReferenceSource, { kind: 'table' }>, above: Above, task: DocumentTask) {
    const parameters: (string | number)[] = [];
    const conditions = Object.entries(source.where).map(([column, value]) => {
      const wanted = valueOf(value, above, task);
      if (wanted === null) return `"${column}" IS NULL`;
      parameters.push(wanted);
      return `"${column}" = ?`;
    });
    const text = `SELECT * FROM {${source.table}} WHERE ${conditions.join(' AND ')} ORDER BY ${source.sort ?? 'id'}`;
    return (await this.site.database.all({ text, parameters })) as Row[];
  }

  /** A row as its element shows it. */
  private written(reference: ReferenceElement, row: Row): string {
    const { attributes = [], final_elements: fields = [], aliases = {} } = reference;
    const columnOf = (name: string) =>
      name in row ? name : Object.keys(aliases).find((column) => aliases[column] === name && column in row);
    const shown = attributes.map((name) => `${name}="${cleaned(row[columnOf(name) ?? ''] ?? '')}"`);
    const texts = fields.flatMap((field) => {
      const { name, class: form } = typeof field === 'string' ? { name: field, class: 'plain' } : field;
      const column = columnOf(name);
      return column === undefined ? [] : [`${name}=${this.text(row[column] ?? null, form)}`];
    });
    return [...shown, ...texts].join(' ');
  }

  private text(value: string | null, form: string): string {
    if (form === 'base64_encode_final_element') return Buffer.from(value ?? '').toString('base64');
    if (form === 'encrypted_final_element') return SECRET;
    return value === null ? '$@NULL@$' : cleaned(this.encodeLinks(value));
  }
}

const SECRET = '(secret)';

function describe(element: XmlElement, reference: ReferenceElement): string {
  const fields = (reference.final_elements ?? []).map((field) => (typeof field === 'string' ? { name: field } : field));
  const secret = new Set(
    fields.filter((field) => 'class' in field && /^encrypted/.test(field.class)).map((f) => f.name),
  );
  const names = new Set(fields.map(({ name }) => name));
  const attributes = Object.entries(element.attributes).map(([name, value]) => `${name}="${value}"`);
  const texts = element.children
    .filter(({ name, children }) => names.has(name) && children.length === 0)
    .map(({ name, text }) => `${name}=${secret.has(name) ? SECRET : text}`);
  return [...attributes, ...texts].join(' ');
}

/** An attribute without a value is an empty text. */
const valuesOf = (element: XmlElement): Row => ({
  ...Object.fromEntries(Object.entries(element.attributes).map(([name, value]) => [name, value || null])),
  ...Object.fromEntries(
    element.children
      .filter(({ children }) => children.length === 0)
      .map(({ name, text }) => [name, text === '$@NULL@$' ? null : text]),
  ),
});

function withValues(above: Above, reference: ReferenceElement, row: Row): Above {
  const values = new Map(above);
  const attributes = new Set(reference.attributes ?? []);
  for (const [column, value] of Object.entries(row)) {
    const name = reference.aliases?.[column] ?? column;
    for (const each of new Set([column, name])) {
      values.set(`${reference.path}/${each}`, value);
      if (attributes.has(each)) values.set(`${reference.path}/@${each}`, value);
    }
  }
  return values;
}

function valueOf(value: ReferenceValue, above: Above, { variables, modname }: DocumentTask): string | number | null {
  if (value.var !== undefined) return variables[value.var] ?? `no ${value.var}`;
  if (value.element !== undefined) return above.get(value.element) ?? null;
  if (typeof value.literal === 'string') return value.literal.replace('<modulename>', modname ?? '');
  return value.literal as number | null;
}

/** A text after the writer and a reader. */
const cleaned = (text: string): string =>
  elementText(text).replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
