import type { Native } from '../php/host';
import { PhpArray, PhpObject, Unknown, type Value } from '../php/values';
import { FinalElement } from './natures';
import { namesOf, NestedElement, type SaidSource } from './nested-element';

/** The methods of `backup_nested_element`. */
export const elementMethods: Readonly<Record<string, Native>> = {
  add_child: (call) => {
    const element = natureOf(call.self);
    return call.interpreter.each(call.values[0] ?? null, (child) => {
      const nature = child instanceof PhpObject ? child.nature : null;
      if (nature instanceof NestedElement) element?.add(nature, call.interpreter.live, call.place);
      else if (child instanceof Unknown) element?.add(unreadable(child), call.interpreter.live, call.place);
      return null;
    });
  },
  add_children: (call) => {
    const [list] = call.values;
    for (const child of list instanceof PhpArray ? list.values() : []) {
      elementMethods.add_child?.({ ...call, values: [child] });
    }
    return null;
  },
  add_attributes: (call) => addNames(call.self, call.values[0], (element) => element.attributes),
  add_final_elements: (call) => addNames(call.self, call.values[0], (element) => element.finals),
  set_source_table: source((values) => ({
    kind: 'table',
    table: values[0] ?? null,
    parameters: values[1] ?? null,
    orderBy: values[2] ?? null,
  })),
  set_source_sql: source((values) => ({ kind: 'sql', sql: values[0] ?? null, parameters: values[1] ?? null })),
  set_source_array: source((values) => ({ kind: 'array', rows: values[0] ?? null })),
  set_source_alias: said((element, [column = null, final = null], about) =>
    element.aliases.push({ ...about, column, final }),
  ),
  annotate_ids: said((element, [item = null, final = null], about) => element.ids.push({ ...about, item, final })),
  annotate_files: said((element, [component = null, area = null, item = null, context = null], about) =>
    element.files.push({ ...about, component, area, item, context }),
  ),
  get_name: ({ self }) => natureOf(self)?.name ?? '',
  get_final_element: ({ self, values: [name = null] }) =>
    typeof name === 'string' && natureOf(self)?.finals.includes(name)
      ? new PhpObject('backup_final_element', null, new FinalElement(name, []))
      : null,
};

/** `new backup_nested_element(NAME, ATTRIBUTES, FINALS)`. */
export const constructElement: Native = ({ self, values, place }) => {
  if (!self) return null;
  const [name = null, attributes = null, finals = null] = values;
  const finalAttributes = new Map<string, readonly string[]>();
  const list = (value: Value) => {
    if (typeof value === 'string') return [value];
    if (value !== null && !(value instanceof PhpArray)) return null;
    return namesOf(value, (one) => {
      const nature = one instanceof PhpObject ? one.nature : null;
      if (!(nature instanceof FinalElement)) return null;
      if (nature.attributes.length > 0) finalAttributes.set(nature.name, nature.attributes);
      return nature.name;
    });
  };
  const [own, inner] = [list(attributes), list(finals)];
  const unknown = [name, attributes, finals].find((one): one is Unknown => one instanceof Unknown);
  const isReadable = typeof name === 'string' && own !== null && inner !== null && /^[\w-]+$/.test(name);
  const trouble = isReadable
    ? ownRows(self)
    : `its ${typeof name === 'string' ? 'fields depend' : 'name depends'} on ${unknown?.what ?? 'what is not known here'}`;
  self.nature = new NestedElement(
    typeof name === 'string' ? name : '?',
    own ?? [],
    inner ?? [],
    unknown?.place ?? place,
    trouble,
    finalAttributes,
  );
  return null;
};

/** A class of elements of the plugin's own that finds its rows or values by itself. */
function ownRows({ declaration }: PhpObject): string | null {
  const changed = [...(declaration?.methods.keys() ?? [])].find((method) => COMPUTING.has(method));
  return changed === undefined ? null : `its class computes what is written, in ${changed}()`;
}

const COMPUTING: ReadonlySet<string> = new Set([
  ...['get_iterator', 'process', 'fill_values', 'clean_values', 'set_value', 'get_value', 'is_set', 'add_processed'],
]);

/** `new backup_final_element(NAME, ATTRIBUTES)`. */
export const constructFinal: Native = ({ self, values }) => {
  const [name = null, attributes = null] = values;
  if (self && typeof name === 'string') {
    const own = attributes instanceof PhpArray ? (namesOf(attributes, () => null) ?? []) : [];
    self.nature = new FinalElement(name, own);
  }
  return null;
};

function natureOf(object: PhpObject | null): NestedElement | null {
  return object?.nature instanceof NestedElement ? object.nature : null;
}

/** What takes an element's place in the tree where nobody can tell which element it is. */
function unreadable({ place, what }: Unknown): NestedElement {
  return new NestedElement('?', [], [], place, `which element it is depends on ${what}`);
}

function addNames(self: PhpObject | null, list: Value | undefined, to: (element: NestedElement) => string[]): Value {
  const element = natureOf(self);
  const names = list instanceof PhpArray ? namesOf(list, () => null) : typeof list === 'string' ? [list] : null;
  if (element && names) to(element).push(...names);
  return null;
}

function said(
  note: (element: NestedElement, values: readonly Value[], about: Pick<SaidSource, 'when' | 'place'>) => unknown,
): Native {
  return ({ self, values, interpreter, place }) => {
    const element = natureOf(self);
    // Each of the values that a choice may have is said under what it is that one.
    return interpreter.eachOf(values, (ones) => {
      if (element) note(element, ones, { when: interpreter.live, place });
      return null;
    });
  };
}

type SourceOf = SaidSource extends infer One ? (One extends SaidSource ? Omit<One, 'when' | 'place'> : never) : never;

function source(make: (values: readonly Value[]) => SourceOf): Native {
  return said((element, values, about) => element.sources.push({ ...make(values), ...about } as SaidSource));
}
