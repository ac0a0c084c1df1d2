import {
  finalDocuments,
  type DefinitionRegistry,
  versionNumber,
  conditionState,
  type DocumentDefinition,
} from '@coursekeep/definitions';
import type { MainDocument } from '../read/backup/main-document';
import { isOn } from '../read/backup/needed-documents';

/** Moodle's versions whose documents are those of the definitions; others have fewer or more. */
const DESCRIBED = /^(4\.5|5\.[01])\b/;

/** Further documents that Moodle writes under this backup's settings, as the definitions have it. Empty for versions that
 *  they do not describe. */
export function customaryDocuments(
  main: MainDocument,
  registry: DefinitionRegistry,
  present: readonly string[],
): string[] {
  if (!DESCRIBED.test(main.information.backupRelease)) return [];
  const paths: string[] = [];
  const version = versionNumber(main.information.moodleVersion);
  const add = (directory: string, definition: DocumentDefinition) => {
    if (conditionState(definition.when, { isOn: (name) => isOn(main, name), version }) === 'on') {
      paths.push(`${directory}${definition.file}`);
    }
  };
  for (const definition of [groups, questions, roles, scales, outcomes, badges]) add('', definition);
  if (main.courseDirectory !== null) {
    for (const definition of registry.of('course')) add(`${main.courseDirectory}/`, definition);
    paths.push(`${main.courseDirectory}/inforef.xml`);
  }
  for (const { directory } of main.sections) paths.push(`${directory}/inforef.xml`);
  for (const { directory, modname } of main.activities) {
    for (const definition of registry.of('activity')) {
      if (definition.only === null || definition.only.includes(modname)) add(`${directory}/`, definition);
    }
    paths.push(`${directory}/inforef.xml`);
  }
  for (const [directory, blockname] of blocks(present)) {
    for (const definition of registry.of('block')) {
      if (definition.only === null || definition.only.includes(blockname)) add(directory, definition);
    }
    paths.push(`${directory}inforef.xml`);
  }
  // Moodle writes both or neither.
  if (present.includes('gradebook.xml')) paths.push('grade_history.xml');
  if (present.includes('grade_history.xml')) paths.push('gradebook.xml');
  return paths;
}

/** Folders of blocks with the blocks' names; nothing lists them. */
function blocks(present: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const path of present) {
    const [, directory, blockname] = /^((?:course|activities\/[^/]+)\/blocks\/([a-z0-9_]+)_\d+\/)/.exec(path) ?? [];
    if (directory !== undefined && blockname !== undefined) found.set(directory, blockname);
  }
  return found;
}

const { groups, questions, roles, scales, outcomes, badges } = finalDocuments;
