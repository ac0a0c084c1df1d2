import { createProjectGraphAsync } from '@nx/devkit';
import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';

// The boundaries rule reads Nx's project graph and says nothing where there is none: make sure there is one.
process.env.NX_DAEMON ??= 'false';
process.env.NX_NO_CLOUD ??= 'true';
await createProjectGraphAsync({ exitOnError: true });

// Arrows go one way: apps -> libs, and within libs as the layers below say.
// Nx's rule knows the project graph but has no room for a reason, so the directions that matter are said twice.
const layer = (sourceTag, allowed) => ({ sourceTag, onlyDependOnLibsWithTags: allowed });

/** Each library, and those below it that it may use. */
const layers = {
  errors: [],
  'ws-protocol': [],
  definitions: ['errors'],
  archive: ['errors'],
  'backup-reader': ['errors', 'definitions', 'archive'],
  'moodle-site': ['errors'],
  schedules: ['errors'],
  'plugin-declarations': ['errors', 'definitions', 'moodle-site'],
  'backup-engine': ['errors', 'definitions', 'archive', 'backup-reader', 'moodle-site'],
  'embedded-site': ['errors', 'definitions', 'archive', 'moodle-site', 'backup-engine'],
  'course-import': [
    'errors',
    'definitions',
    'archive',
    'backup-reader',
    'moodle-site',
    'backup-engine',
    'embedded-site',
    'course-restore',
  ],
  'course-restore': ['errors', 'archive', 'backup-reader', 'moodle-site'],
};

const refuse = (regex, message) => ({ regex, message });
const frameworks = refuse(
  '^(@nestjs/|nestjs-|next(/|$)|react(/|$|-dom))',
  'A library must be readable and usable without a web framework: code for Nest, Next and React belongs in apps/.',
);
const apps = refuse(
  '(^@coursekeep/(api|portal|cli)(/|$)|/apps/)',
  'Arrows go from apps to libs, never back: whoever uses a library has no app.',
);
const inside = refuse(
  '^@coursekeep/[^/]+/(src|dist)(/|$)|/libs/[^/]+/(src|dist)/',
  'Import a library by its public entry (its package name): what its index does not export may change any day.',
);
const notBelow = (library, why) => {
  const below = layers[library].join('|') || '-';
  return refuse(`^@coursekeep/(?!(${below})(/|$))`, why);
};
const pure = (library) =>
  ['errors', 'definitions'].includes(library)
    ? [refuse('^(node:|fs$|path$|crypto$|os$)', `${library} runs in a browser, where there is no Node.`)]
    : [];
/** Why each library stands where it stands. */
const reasons = {
  errors: 'errors is the lowest layer: everything may raise an error, so it may know nothing else.',
  definitions: 'A definition is data: it knows neither a site nor an archive.',
  archive: 'archive knows bytes and paths, and nothing of what a backup means.',
  'backup-reader': 'Whoever reads a backup needs no site and no engine.',
  'moodle-site': 'moodle-site is the lowest layer: it reads a site and knows nothing of backups or protocols.',
  schedules: 'When a backup is due, and how long it stays, can be said without a site, a store or a clock.',
  'plugin-declarations':
    'What a plugin declares is read from code and given as definitions; who makes backups of it is above.',
  'backup-engine': 'The engine is usable alone: it knows a site, but no service, no import and no demo.',
  'embedded-site': 'The embedded site is tables and files; who fills it from a backup is course-import, above it.',
  'course-import': 'course-import writes into an embedded site; the protocol belongs to the API.',
  'course-restore': 'course-restore asks Moodle to restore and never writes itself: it needs no engine and no import.',
};
const anyPackage = (why) => refuse('^(?!\\.|node:)', why);

const forbid = (files, ...patterns) => ({
  files,
  ignores: ['**/*.spec.ts', '**/*.spec.tsx'],
  rules: { 'no-restricted-imports': ['error', { patterns }] },
});

const namedExports = {
  selector: 'ExportDefaultDeclaration',
  message:
    'Named exports only: a thing has one name wherever it is used (Next asks for default exports in the portal).',
};
const switchedOff = {
  selector: 'CallExpression[callee.object.name=/^(it|test|describe)$/][callee.property.name=/^(only|skip)$/]',
  message: 'No test is switched off here: a suite that needs more than the repository uses tools/testing/shared.ts.',
};

export default tseslint.config(
  { ignores: ['**/dist/**', '**/.next/**', '**/node_modules/**', '.nx/**', '**/.coursekeep*/**', '**/next-env.d.ts'] },
  ...tseslint.configs.recommended,
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{ts,tsx,mts,cts,js,mjs,cjs}'],
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        {
          allow: ['^(\\.\\./)+((tools|(libs/)?[a-z-]+)/testing|docs/examples)/'],
          enforceBuildableLibDependency: false,
          depConstraints: [
            ...Object.entries(layers).map(([library, below]) =>
              layer(
                `scope:${library}`,
                below.map((each) => `scope:${each}`),
              ),
            ),
            layer('type:app', ['type:lib']),
          ],
        },
      ],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    // A promise that nobody waits for loses its error: the one rule that is worth asking the compiler for.
    files: ['{libs,apps/api,apps/cli}/**/src/**/*.ts'],
    ignores: ['**/*.spec.ts', '**/testing/**'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: { '@typescript-eslint/no-floating-promises': 'error', '@typescript-eslint/await-thenable': 'error' },
  },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  { files: ['{libs,apps/api,apps/cli}/**/*.ts'], rules: { 'no-restricted-syntax': ['error', namedExports] } },
  { files: ['**/*.spec.{ts,tsx}'], rules: { 'no-restricted-syntax': ['error', namedExports, switchedOff] } },

  forbid(['apps/**/*.{ts,tsx}'], inside),
  forbid(
    ['libs/ws-protocol/src/**/*.ts'],
    anyPackage("ws-protocol depends on nothing, so that Moodle's protocol can be read and used by itself."),
    apps,
  ),
  ...Object.entries(reasons).map(([library, reason]) =>
    forbid([`libs/${library}/src/**/*.ts`], frameworks, apps, inside, notBelow(library, reason), ...pure(library)),
  ),
  // The loader alone reads files; the index, which runs in a browser, does not export it.
  forbid(['libs/definitions/src/load/**/*.ts'], frameworks, apps, inside, notBelow('definitions', reasons.definitions)),
  forbid(
    ['libs/definitions/src/*.ts', 'libs/definitions/src/{language,core,check}/**/*.ts'],
    ...[frameworks, apps, inside, notBelow('definitions', reasons.definitions), ...pure('definitions')],
    refuse(
      '/load(/|$)',
      'The loader reads files, and this runs in a browser: import it as @coursekeep/definitions/load.',
    ),
  ),
  forbid(
    ['libs/backup-engine/src/model/**/*.ts'],
    refuse('^(node:|fs$|path$|crypto$|os$)', 'model/ is shared with the browser, where there is no Node.'),
    refuse(
      '^(?!\\.|node:|@coursekeep/(errors|definitions/version)$)',
      'model/ is shared with the browser: besides it may stand only what runs there too.',
    ),
    refuse('^\\.\\./(?!model)', 'model/ is shared with the browser: it may not reach into the rest of the engine.'),
  ),
);
