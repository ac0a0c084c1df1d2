import { createProjectGraphAsync } from '@nx/devkit';
import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';

// The boundaries rule reads Nx's project graph and says nothing where there is none: make sure there is one.
process.env.NX_DAEMON ??= 'false';
process.env.NX_NO_CLOUD ??= 'true';
await createProjectGraphAsync({ exitOnError: true });

// Arrows go one way: apps -> libs; embedded-site -> backup-engine -> moodle-site; ws-protocol depends on nothing.
// Nx's rule knows the project graph but has no room for a reason, so the directions that matter are said twice.
const layer = (sourceTag, allowed) => ({ sourceTag, onlyDependOnLibsWithTags: allowed });

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
const otherLibs = (names, why) => refuse(`^@coursekeep/(${names})(/|$)`, why);
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
          allow: ['^(\\.\\./)+((tools|(libs/)?(moodle-site|embedded-site|backup-engine))/testing|docs/examples)/'],
          enforceBuildableLibDependency: false,
          depConstraints: [
            layer('scope:ws-protocol', []),
            layer('scope:moodle-site', []),
            layer('scope:backup-engine', ['scope:moodle-site']),
            layer('scope:embedded-site', ['scope:moodle-site', 'scope:backup-engine']),
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
  forbid(
    ['libs/moodle-site/src/**/*.ts'],
    frameworks,
    apps,
    otherLibs('.*', 'moodle-site is the lowest layer: it reads a site and knows nothing of backups or protocols.'),
  ),
  forbid(
    ['libs/backup-engine/src/**/*.ts'],
    frameworks,
    apps,
    inside,
    otherLibs('embedded-site|ws-protocol', 'The engine is usable alone: it knows a site, but no service and no demo.'),
  ),
  forbid(
    ['libs/embedded-site/src/**/*.ts'],
    frameworks,
    apps,
    inside,
    otherLibs('ws-protocol', 'The embedded site is tables and files; the protocol belongs to the API.'),
  ),
  forbid(
    ['libs/backup-engine/src/model/**/*.ts'],
    refuse('^(node:|fs$|path$|crypto$|os$)', 'model/ is shared with the browser, where there is no Node.'),
    anyPackage('model/ is shared with the browser and has no dependencies.'),
    refuse('^\\.\\./(?!model)', 'model/ is shared with the browser: it may not reach into the rest of the engine.'),
  ),
);
