import type { CompiledElement } from '../../src/structure/compile';
import { expandPoints, type Difference } from './compare';
import type { ReferenceElement } from './structure';

/** Holds what a setting switches off against the reference: which elements then have no rows, whose rows are fewer, whose
 *  files are no longer annotated. `ours` is compiled under that setting, `plain` without it. */
export function compareUnder(
  toggle: string,
  reference: ReferenceElement,
  plain: CompiledElement,
  ours: CompiledElement | null,
): Difference[] {
  const found: Difference[] = [];
  compareElement(reference, plain, ours);
  return found;

  function compareElement(expected: ReferenceElement, before: CompiledElement, after: CompiledElement | null): void {
    const note = (what: string, ourValue: string, referenceValue: string) => {
      if (ourValue === referenceValue) return;
      found.push({ path: expected.path, what: `${toggle} ${what}`, ours: ourValue, reference: referenceValue });
    };
    const effects = [expected.when?.[toggle] ?? []].flat();
    const gone = effects.some((effect) => effect.startsWith('never written') || effect === 'element absent');
    note('rows', hasRows(before) && !hasRows(after) ? 'gone' : 'stay', gone ? 'gone' : 'stay');
    if (gone || !hasRows(after) || !after) return;
    const fewer = effects.flatMap((effect) => /^source changes to table \w+ where (.*)$/.exec(effect)?.[1] ?? []);
    note('fewer rows', extraConditions(toggle, after), fewer.map(literals).join());
    const lost = effects.filter((effect) => effect.startsWith('annotate_files lost')).length;
    note('files lost', String(before.files.length - after.files.length), String(lost));
    for (const { child } of expandPoints(expected.children ?? [])) {
      const was = before.children.find(({ name }) => name === child.element);
      const is = after.children.find(({ name }) => name === child.element);
      if (was) compareElement(child, was, is ?? null);
    }
  }
}

/** Containers are always there; a query that no task is left for has no rows. */
function hasRows(element: CompiledElement | null): boolean {
  if (!element) return false;
  const { source, query } = element;
  return source?.kind === 'table' || source?.kind === 'query' ? query !== null : true;
}

/** The setting of ours that a toggle of the reference is. */
const SETTINGS: Readonly<Record<string, string>> = {
  'off:*_userinfo': 'userinfo',
  'off:*activities_included': 'userinfo',
  'off:users': 'userinfo',
  'off:groups': 'groups',
};

function extraConditions(toggle: string, { source }: CompiledElement): string {
  if (source?.kind !== 'table') return '';
  const extra = Object.entries(source.without?.[SETTINGS[toggle] ?? ''] ?? {});
  return extra.map(([column, value]) => `${column} = ${JSON.stringify(value)}`).join();
}

/** The conditions with literal values: `userid = null`. */
function literals(where: string): string {
  const conditions = Object.entries(JSON.parse(where) as Record<string, { literal?: unknown }>);
  return conditions
    .flatMap(([column, value]) => ('literal' in value ? [`${column} = ${JSON.stringify(value.literal)}`] : []))
    .join();
}
