#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// A stack trace that somebody sends us names lines of the sources.
process.setSourceMapsEnabled(true);
const main = new URL('../dist/main.js', import.meta.url);
if (existsSync(fileURLToPath(main))) await import(main);
else {
  process.stderr.write('Coursekeep is not built: run "npm run build" first.\n');
  process.exitCode = 1;
}
