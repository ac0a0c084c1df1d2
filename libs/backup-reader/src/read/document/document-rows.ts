import type { ElementDefinition, DefinitionRegistry } from '@coursekeep/definitions';
import { type DocumentRow, NULL_VALUE } from './document-row';
import type { XmlEvent } from '@coursekeep/archive';

/** Reads a document as records, a record before those inside it. The definitions say which elements are fields and which
 *  are records; where they say nothing, an element that holds text alone is a field of the one around it. Memory is
 *  bounded by one record and those around it. */
export async function* documentRows(
  batches: AsyncIterable<readonly XmlEvent[]>,
  root: ElementDefinition | null,
  registry: DefinitionRegistry,
): AsyncGenerator<DocumentRow> {
  const walk = new RowWalk(root, registry);
  for await (const batch of batches) {
    for (const event of batch) {
      if (event.kind === 'open') walk.open(event.name, event.attributes);
      else if (event.kind === 'text') walk.text(event.text);
      else walk.close();
    }
    yield* walk.drain();
  }
}

interface Row extends DocumentRow {
  readonly values: Map<string, string | null>;
  readonly encrypted: Set<string>;
}

interface Frame {
  readonly name: string;
  readonly definition: ElementDefinition | null;
  readonly attributes: Readonly<Record<string, string>>;
  /** Is known to be a field, known not to be one, or has yet to show it. */
  kind: 'field' | 'element' | 'open';
  text: string;
  row: Row | null;
  emitted: boolean;
}

class RowWalk {
  private readonly frames: Frame[] = [];
  private ready: DocumentRow[] = [];
  private readonly children = new Map<ElementDefinition, ReadonlyMap<string, ElementDefinition>>();

  constructor(
    private readonly root: ElementDefinition | null,
    private readonly registry: DefinitionRegistry,
  ) {}

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    const parent = this.frames.at(-1);
    if (parent) this.settle(parent);
    const definition = parent ? this.childOf(parent.definition, name) : this.root?.name === name ? this.root : null;
    const isField = parent?.definition?.fields.some((field) => field.name === name) && !definition;
    const isElement = definition !== null || !parent || attributes['id'] !== undefined;
    const kind = isField ? 'field' : isElement ? 'element' : 'open';
    const frame: Frame = { name, definition, attributes, kind, text: '', row: null, emitted: false };
    this.frames.push(frame);
    if (kind === 'element') this.begin(frame);
  }

  text(text: string): void {
    const frame = this.frames.at(-1);
    if (frame && frame.kind !== 'element') frame.text += text;
  }

  close(): void {
    const frame = this.frames.pop();
    if (!frame) return;
    const parent = this.frames.at(-1);
    const isField = frame.kind === 'field' || (frame.kind === 'open' && !/^\s*\n\s*$/.test(frame.text));
    if (isField && parent) this.addField(parent, frame);
    else this.emit(frame);
  }

  *drain(): Generator<DocumentRow> {
    const rows = this.ready;
    this.ready = [];
    yield* rows;
  }

  /** A child element opens inside: the frame is no field, and what it has so far is its record. */
  private settle(frame: Frame): void {
    if (frame.kind === 'field' || frame.kind === 'open') {
      frame.kind = 'element';
      frame.text = '';
      this.begin(frame);
    }
  }

  private begin(frame: Frame): void {
    const around = this.frames.slice(0, this.frames.indexOf(frame));
    // What encloses a record is complete as far as this order of reading can tell.
    for (const outer of around) this.emit(outer);
    const path = [...around.map((outer) => outer.name), frame.name].join('/');
    const parent = around.findLast((outer) => outer.emitted)?.row ?? null;
    const values = new Map<string, string | null>(Object.entries(frame.attributes));
    frame.row = { name: frame.name, path, definition: frame.definition, values, encrypted: new Set(), parent };
  }

  private addField(parent: Frame, field: Frame): void {
    if (!parent.row) return;
    parent.row.values.set(field.name, field.text === NULL_VALUE ? null : field.text);
    if (field.attributes['encrypted'] === 'true') parent.row.encrypted.add(field.name);
  }

  /** A container has no values and is no record. */
  private emit(frame: Frame): void {
    if (frame.emitted || !frame.row || frame.row.values.size === 0) return;
    frame.emitted = true;
    this.ready.push(frame.row);
  }

  private childOf(definition: ElementDefinition | null, name: string): ElementDefinition | null {
    if (!definition) return null;
    let known = this.children.get(definition);
    if (!known) {
      known = childrenOf(definition, this.registry);
      this.children.set(definition, known);
    }
    return known.get(name) ?? null;
  }
}

/** The elements inside an element, those of plugins too, by name; the first of a name counts. */
function childrenOf(definition: ElementDefinition, registry: DefinitionRegistry): Map<string, ElementDefinition> {
  const elements = definition.children.flatMap((node) =>
    node.kind === 'element' ? [node] : registry.pluginsAt(node.name).flatMap((plugin) => plugin.children),
  );
  return new Map(elements.reverse().map((element) => [element.name, element]));
}
