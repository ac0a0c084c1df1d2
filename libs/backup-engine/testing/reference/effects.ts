import type { ReferenceElement, ReferenceFiles, ReferenceSource } from './structure';

/** What settings that are not as usual (`off:groups`, `off:*_userinfo`, `on:anonymize` …) do to an element. */
export interface Effects {
  /** It has no rows, or is not there at all. */
  readonly gone: boolean;
  readonly source: ReferenceSource;
  readonly files: readonly ReferenceFiles[];
}

/** Not a setting: at least one activity is not in the backup. What it does is said in format.md, section 11. */
export const ACTIVITIES_LEFT_OUT = 'activities left out';

/** Reads what the reference says of an element under these settings. */
export function effectsOf(reference: ReferenceElement, toggles: readonly string[]): Effects {
  const effects = toggles.flatMap((toggle) => [reference.when?.[toggle] ?? []].flat());
  const after = (words: RegExp) => effects.flatMap((effect) => words.exec(effect)?.[1] ?? []);
  const { source } = reference;
  const conditions = after(/^source changes to table \w+ where (.*)$/).map((json) => JSON.parse(json) as object);
  const lost = after(/^annotate_files lost: (.*)$/).map((json) => sameFiles(JSON.parse(json) as ReferenceFiles));
  const withoutCriteria = reference.path === '/badges/badge/criteria' && toggles.includes(ACTIVITIES_LEFT_OUT);
  return {
    gone:
      withoutCriteria || effects.some((effect) => effect.startsWith('never written') || effect === 'element absent'),
    source:
      source.kind === 'table' ? { ...source, where: Object.assign({}, source.where, ...conditions) as never } : source,
    files: (reference.annotate_files ?? []).filter((files) => !lost.includes(sameFiles(files))),
  };
}

const sameFiles = ({ component, filearea, itemid }: ReferenceFiles): string => [component, filearea, itemid].join();
