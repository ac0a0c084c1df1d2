#!/usr/bin/env node
// Prints the table of docs/configuration.md from the settings of the built service: node tools/docs/print-settings.mjs
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { repository } from '../workspace/repository.mjs';

const require = createRequire(join(repository, 'apps', 'api', 'package.json'));
const { settingsTable } = require('./dist/config/settings.js');

process.stdout.write('| variable | default | meaning |\n| --- | --- | --- |\n');
for (const { variable, default: standard, description } of settingsTable()) {
  process.stdout.write(`| \`${variable}\` | ${standard && `\`${standard}\``} | ${description} |\n`);
}
