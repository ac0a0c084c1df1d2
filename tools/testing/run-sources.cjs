/** For `node -r`: a program of ours runs from its TypeScript sources, without a build, as in the tests. For tests that start
 *  a process of its own. */
const Module = require('node:module');
const { existsSync, readFileSync } = require('node:fs');
const { join, resolve } = require('node:path');
const { fileURLToPath } = require('node:url');
const { transformSync } = require('@swc/core');
const jest = require('../../jest.config.cjs');

const root = resolve(__dirname, '../..');
const [, options] = Object.values(jest.transform)[0];
const mapped = Object.entries(jest.moduleNameMapper).map(([pattern, target]) => [new RegExp(pattern), target]);

const resolveFilename = Module._resolveFilename;
Module._resolveFilename = function (named, ...rest) {
  // What the sources import by its address is required here.
  const request = named.startsWith('file:') ? fileURLToPath(named) : named;
  for (const [pattern, target] of mapped) {
    if (!pattern.test(request)) continue;
    const file = request.replace(pattern, target.replace('<rootDir>', root));
    if (existsSync(file)) return file;
  }
  return resolveFilename.call(this, request, ...rest);
};

require.extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), {
    ...options,
    filename,
    sourceMaps: 'inline',
    swcrc: false,
    configFile: false,
    cwd: join(root),
  });
  module._compile(code, filename);
};
