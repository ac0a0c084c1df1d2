#!/usr/bin/env node
// Writes the reference part of docs/web-services.md anew from the functions' descriptions: node tools/docs/print-web-services.mjs
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { repository } from '../workspace/repository.mjs';

const path = (...parts) => join(repository, 'tools', ...parts);
execFileSync(
  process.execPath,
  ['-r', path('testing', 'run-sources.cjs'), path('docs', 'web-services', 'reference.ts')],
  { stdio: 'inherit' },
);
