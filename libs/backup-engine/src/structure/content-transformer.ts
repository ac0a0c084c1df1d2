import {
  type ActivityLink,
  COURSE_LINKS,
  ENCODED_ROOT_MARK,
  type LinkForm,
  type LinkPattern,
  ROOT_MARK,
} from '@coursekeep/definitions';

export interface TransformerOptions {
  /** Without a trailing slash. */
  readonly wwwroot: string;
  readonly courseId: number;
  /** The links of the installed activity modules that can be backed up, by module, below `/mod/<module>/`. Within a module
   *  they are tried in this order. */
  readonly modules: ReadonlyMap<string, readonly ActivityLink[]>;
  /** Those of blocks, which come after. */
  readonly blocks?: ReadonlyMap<string, readonly LinkPattern[]>;
  /** What became of the resources of Moodle 1.9, whose links still stand in texts. */
  readonly migratedResources?: readonly MigratedResource[];
}

/** A row of `resource_old`. */
export interface MigratedResource {
  readonly oldId: string;
  readonly moduleId: string;
  readonly newModule: string;
}

type Step = (text: string) => string;

/** Moodle's content transformer: addresses of the site become placeholders that a restore turns into its own (format.md,
 *  section 3). Numbers and texts of fewer than 32 bytes stay as they are. */
export function createContentTransformer(options: TransformerOptions): Step {
  const { wwwroot } = options;
  const bare = wwwroot.replace(/^https?:\/\//, '');
  const marks = [bare, encodeURIComponent(bare)];
  const steps: Step[] = [
    legacyFiles(wwwroot, options.courseId),
    (text) => text.replaceAll(`${wwwroot}/h5p/embed.php`, '$@H5PEMBED@$'),
    ...COURSE_LINKS.flatMap((form) => [`https://${bare}`, `http://${bare}`].map((root) => linkStep(root, form))),
    ...[...options.modules.keys()]
      .sort()
      .flatMap((module) => [
        ...(module === 'resource' ? migratedResourceSteps(wwwroot, options.migratedResources ?? []) : []),
        ...(options.modules.get(module) ?? []).map((form) =>
          'pattern' in form
            ? patternStep(wwwroot, form)
            : linkStep(wwwroot, { ...form, path: `/mod/${module}/${form.path}` }),
        ),
      ]),
    ...[...(options.blocks ?? [])]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .flatMap(([, links]) => links.map((link) => patternStep(wwwroot, link))),
  ];
  return (text) => {
    if (!marks.some((mark) => text.includes(mark)) || Buffer.byteLength(text) < 32) return text;
    return steps.reduce((result, step) => step(result), text);
  };
}

function linkStep(root: string, { path, name, encoded }: LinkForm): Step {
  const source = encoded ? percentEncoded(root + path) : plainPattern(root + path);
  const pattern = new RegExp(source, 'g');
  return (text) =>
    text.replace(pattern, (_, ...groups: unknown[]) => {
      const numbers = groups.slice(0, groups.length - 2).map((number) => `*${String(number)}`);
      return `$@${name}${numbers.join('')}@$`;
    });
}

function patternStep(root: string, { pattern, flags, replacement }: LinkPattern): Step {
  const source = pattern
    .replaceAll(ROOT_MARK, escapeRegExp(root))
    .replaceAll(ENCODED_ROOT_MARK, escapeRegExp(encodeURIComponent(root)));
  const expression = new RegExp(source, flags);
  return (text) => text.replace(expression, replacement);
}

/** Links to resources that have become something else name what they are now. */
function migratedResourceSteps(root: string, migrated: readonly MigratedResource[]): Step[] {
  if (migrated.length === 0) return [];
  const byModuleId = new Map(migrated.map((resource) => [resource.moduleId, resource]));
  const byOldId = new Map(migrated.map((resource) => [resource.oldId, resource]));
  return (
    [
      ['id', byModuleId],
      ['r', byOldId],
    ] as const
  ).map(([parameter, resources]) => {
    const pattern = new RegExp(`${plainPattern(`${root}/mod/resource/view.php?${parameter}=`)}([0-9]+)`, 'g');
    return (text) =>
      text.replace(pattern, (address, id: string) => {
        const resource = resources.get(id);
        return resource ? `$@${resource.newModule.toUpperCase()}VIEWBYID*${resource.moduleId}@$` : address;
      });
  });
}

/** The dot before `php` stands for any character in Moodle's own patterns. */
function plainPattern(address: string): string {
  return escapeRegExp(address)
    .replaceAll('\\.php', '.php')
    .replaceAll('\\{n\\}', '([0-9]+)')
    .replaceAll('\\{&\\}', '(?:&|&amp;)');
}

function percentEncoded(address: string): string {
  return escapeRegExp(encodeURIComponent(address)).replaceAll('%7Bn%7D', '([0-9]+)');
}

const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const URL_CHARACTER = String.raw`(?:[\p{L}0-9\-;:@#&=$~_.+!*',/]|%[0-9A-Fa-f]{2})`;
const URL_GROUP = String.raw`(?:${URL_CHARACTER}|\(${URL_CHARACTER}*\))`;
const QUERY_GROUP = String.raw`(?:${URL_GROUP}|\?)`;

/** Files of the course as old Moodles addressed them: `file.php/<course>/path`. */
function legacyFiles(wwwroot: string, courseId: number): Step {
  const prefixes = ['/', '?file=/', '?file=%2f', '?file=%2F'].map(
    (middle) => `${wwwroot}/file.php${middle}${courseId}`,
  );
  const path = new RegExp(
    String.raw`(\$@FILEPHP@\$)((?=/|%2f|%2F)${URL_GROUP}+(?<![,.;]))(\?${QUERY_GROUP}*(?<![,.;]))?`,
    'gu',
  );
  return (text) => {
    if (!text.includes('file.php')) return text;
    const marked = prefixes.reduce((result, prefix) => result.replaceAll(prefix, () => '$@FILEPHP@$'), text);
    return marked.replace(path, (_, mark: string, file: string, query: string | undefined) => {
      const slashed = (file + (query ?? '')).replace(/\/|%2f|%2F/g, '$$@SLASH@$$');
      return mark + slashed.replace(/(?:\?|&amp;|&)forcedownload=1/g, '$$@FORCEDOWNLOAD@$$');
    });
  };
}
