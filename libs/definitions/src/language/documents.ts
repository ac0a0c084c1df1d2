import type { LinkForm, LinkPattern } from '../links';
import {
  element,
  ELEMENT_OPTIONS,
  type Condition,
  type ElementDefinition,
  type ElementOptions,
  type FileArea,
  type Node,
} from './elements';
import { task } from './operands';
import { fromTask, table } from './sources';
import { knownOptions } from './known-options';
import { words } from './words';

export type DocumentScope = 'course' | 'section' | 'activity' | 'block' | 'final';

/** One kind of document. */
export interface DocumentDefinition {
  readonly scope: DocumentScope;
  readonly file: string;
  readonly when: Condition | null;
  /** Of an activity or block document: the module or block names that have it; null for all. */
  readonly only: readonly string[] | null;
  /** Written after the task's inforef.xml, so that what it refers to shows in the next one. */
  readonly afterInforef: boolean;
  /** Of an activity's own document: its addresses below `/mod/<module>/` that texts of a backup have as placeholders. */
  readonly links: readonly ActivityLink[];
  /** Of an activity's own document: can the activity be graded with forms (rubric, guide), so that it has a grading.xml? */
  readonly advancedGrading: boolean;
  /** Of an activity's own document: the settings that each activity of this kind has besides `included` and `userinfo`. */
  readonly settings: readonly OwnSetting[];
  readonly root: ElementDefinition;
}

/** A setting that activities of one kind have: `recipe_12_photos` has the name `photos`. */
export interface OwnSetting {
  readonly name: string;
  readonly default: 0 | 1;
  /** It is off, and locked, while the activity's `userinfo` is. */
  readonly needsUserinfo: boolean;
}

/** What a plugin writes at a plugin point. `onlyIf`: only where that column of the nearest row has that value. */
export interface PluginDefinition {
  readonly point: string;
  /** Frankenstyle name such as `qtype_multichoice`. */
  readonly plugin: string;
  readonly onlyIf: { readonly element: string; readonly column: string; readonly is: string } | null;
  readonly children: readonly ElementDefinition[];
  /** Of a question type: do its questions have files of the type's own? */
  readonly ownFiles: boolean;
}

/** A block that keeps more in its settings (`configdata`) than plain values. */
export interface BlockDefinition {
  readonly kind: 'block';
  /** Its name without `block_`. */
  readonly block: string;
  /** The settings in whose texts links to the site become placeholders. */
  readonly linkedTexts: readonly string[];
  /** Files of the block itself, in its context. */
  readonly files: readonly FileArea[];
  /** Its addresses that texts of a backup have as placeholders. */
  readonly links: readonly LinkPattern[];
}

export interface DocumentOptions extends ActivityOptions {
  when?: Condition;
  only?: readonly string[];
  afterInforef?: true;
}

const DOCUMENT_OPTIONS: readonly (keyof DocumentOptions)[] = [
  ...(['when', 'only', 'afterInforef', 'links', 'advancedGrading', 'settings'] as const),
];

/** Any document. Throws DefinitionError for an option that there is not. */
export function document(
  scope: DocumentScope,
  file: string,
  root: ElementDefinition,
  options: DocumentOptions = {},
): DocumentDefinition {
  knownOptions(`document "${file}"`, options, DOCUMENT_OPTIONS);
  return {
    scope,
    file,
    root,
    when: options.when ?? null,
    only: options.only ?? null,
    afterInforef: options.afterInforef ?? false,
    links: options.links ?? [],
    advancedGrading: options.advancedGrading ?? false,
    settings: options.settings ?? [],
  };
}

/** What an activity's definition says of the module as a whole; see DocumentDefinition. */
export interface ActivityOptions {
  links?: readonly ActivityLink[];
  advancedGrading?: true;
  settings?: readonly OwnSetting[];
}

/** `path` is below `/mod/<module>/`. */
export type ActivityLink = LinkForm | LinkPattern;

/** The document of an activity module: `<activity>` around the module's own element, whose row is the one of the module's
 *  table. */
export function activity(
  modname: string,
  { links, advancedGrading, settings, ...own }: Omit<ElementOptions, 'from'> & ActivityOptions,
  children: readonly Node[] = [],
): DocumentDefinition {
  knownOptions(`activity "${modname}"`, own, [...ELEMENT_OPTIONS, 'links', 'advancedGrading', 'settings']);
  const inner = element(modname, { ...own, from: table(modname, { id: task('instance') }) }, children);
  const root = element(
    'activity',
    {
      attributes: 'id moduleid modulename contextid',
      from: fromTask({ id: 'instance', moduleid: 'module', modulename: 'modname', contextid: 'context' }),
    },
    [inner],
  );
  return document('activity', `${modname}.xml`, root, { only: [modname], links, advancedGrading, settings });
}

export function plugin(
  point: string,
  name: string,
  children: readonly ElementDefinition[],
  onlyIf: PluginDefinition['onlyIf'] = null,
  { ownFiles = true } = {},
): PluginDefinition {
  return { point, plugin: name, onlyIf, children, ownFiles };
}

/** What is to be known of a block besides its documents; see BlockDefinition. */
export function block(
  name: string,
  options: { linkedTexts?: string; files?: readonly FileArea[]; links?: readonly LinkPattern[] } = {},
): BlockDefinition {
  knownOptions(`block "${name}"`, options, ['linkedTexts', 'files', 'links']);
  const { files = [], links = [] } = options;
  return { kind: 'block', block: name, linkedTexts: words(options.linkedTexts ?? ''), files, links };
}
