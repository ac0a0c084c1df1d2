const { availableParallelism } = require('node:os');

const swc = (parser, transform) => [
  '@swc/jest',
  { jsc: { target: 'es2022', parser, transform, keepClassNames: true }, module: { type: 'commonjs' } },
];

/** One Jest run over all projects: the sources are mapped to themselves, so that tests need no build. */
module.exports = {
  testMatch: ['<rootDir>/{libs,apps,tools}/**/*.spec.{ts,tsx}'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/.next/'],
  modulePathIgnorePatterns: ['/dist/', '/.next/'],
  transform: {
    '^.+\\.ts$': swc({ syntax: 'typescript', decorators: true }, { legacyDecorator: true, decoratorMetadata: true }),
    '^.+\\.tsx$': swc({ syntax: 'typescript', tsx: true }, { react: { runtime: 'automatic' } }),
  },
  moduleNameMapper: {
    '^@coursekeep/backup-engine/model$': '<rootDir>/libs/backup-engine/src/model/index.ts',
    '^@coursekeep/definitions/load$': '<rootDir>/libs/definitions/src/load/index.ts',
    '^@coursekeep/definitions/version$': '<rootDir>/libs/definitions/src/version.ts',
    '^@coursekeep/api/take-over$': '<rootDir>/apps/api/src/store/take-over.ts',
    '^@coursekeep/((?!api$|cli$|portal$)[a-z-]+)$': '<rootDir>/libs/$1/src/index.ts',
  },
  // Specs wait for processes and databases as much as they work: two side by side on a machine of two cores.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  testEnvironment: 'node',
  testTimeout: 60000,
};
