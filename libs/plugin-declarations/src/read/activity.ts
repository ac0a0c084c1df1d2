import {
  document,
  type DocumentDefinition,
  element as defineElement,
  type ElementDefinition,
  fromTask,
  type OwnSetting,
} from '@coursekeep/definitions';
import { Step, Task } from '../api/natures';
import { NestedElement } from '../api/nested-element';
import { conditionOf } from '../convert/conditions';
import { convertElement } from '../convert/element';
import { ACTIVITY, BLOCK, type Level } from '../convert/levels';
import type { Formula } from '../php/formula';
import { PhpObject, type Value } from '../php/values';
import { linksOf } from './links';
import type { Reading } from './reading';
import { ownSettings } from './settings';
import { supportsOf } from './supports';

/** The documents of an activity's own. Null where Moodle itself backs up no activity of this kind. */
export function readActivity(reading: Reading): DocumentDefinition[] | null {
  const { name } = reading.source;
  const supports = supportsOf(reading);
  const task = taskOf(reading, `backup_${name}_activity_task`);
  if (!task || !supports.has('FEATURE_BACKUP_MOODLE2')) return null;
  reading.call(task.object, 'define_my_settings');
  const settings = ownSettings(reading, task.nature);
  for (const setting of settings) reading.ownSettings.add(setting.name);
  reading.call(task.object, 'define_my_steps');
  const documents = stepDocuments(reading, task.nature, { scope: 'activity', level: ACTIVITY, wrap: wrapActivity });
  const links = linksOf(reading, task.object.declaration!);
  // What is said of the module as a whole stands at the first document.
  const [first = emptyDocument(name), ...more] = documents;
  const whole: { links: typeof links; settings: readonly OwnSetting[]; advancedGrading: boolean } = {
    links,
    settings,
    advancedGrading: supports.has('FEATURE_ADVANCED_GRADING'),
  };
  return [{ ...first, ...whole }, ...more];
}

/** The task of an activity or block, and what it is to the reader; null where the plugin has none. */
export function taskOf(reading: Reading, className: string): { object: PhpObject; nature: Task } | null {
  if (!reading.loadBackup(`${className}.class.php`)) return null;
  reading.loadBackup(`backup_${reading.source.name}_stepslib.php`);
  reading.loadBackup(`backup_${reading.source.name}_settingslib.php`);
  const declaration = reading.code.class(className);
  if (!declaration) return null;
  const nature = new Task();
  return { object: reading.object(declaration, nature), nature };
}

interface StepScope {
  readonly scope: 'activity' | 'block';
  readonly level: Level;
  readonly wrap: (children: readonly ElementDefinition[]) => ElementDefinition;
}

/** The documents that the steps of a task make. */
export function stepDocuments(reading: Reading, task: Task, around: StepScope): DocumentDefinition[] {
  return task.steps.flatMap(({ step, when, place }) =>
    reading.alternatives(step).flatMap(({ value }) => {
      const nature = value instanceof PhpObject ? value.nature : null;
      if (!(value instanceof PhpObject) || !(nature instanceof Step)) {
        reading.to.leaveOut(null, place, 'a step that is not known');
        return [];
      }
      if (!value.declaration && isDocument(nature)) {
        reading.to.leaveOut(null, place, `a step whose class ${value.className} is not found`);
        return [];
      }
      // Steps of the core's own, such as those for questions, make no document.
      if (!value.declaration || typeof nature.file !== 'string') return [];
      return stepDocument(reading, value, nature.file, when, around);
    }),
  );
}

const isDocument = ({ file }: Step): boolean => typeof file === 'string' && file.endsWith('.xml');

function stepDocument(
  reading: Reading,
  step: PhpObject,
  file: string,
  when: Formula,
  { scope, level, wrap }: StepScope,
): DocumentDefinition[] {
  const { to, interpreter } = reading;
  if (!/^[\w-]+\.xml$/.test(file)) return [];
  const condition = reading.call(step, 'execute_condition');
  const runs = interpreter.formulas.and(when, condition === undefined ? true : interpreter.truth(condition));
  if (runs === false || !to.isKnown(file, runs)) return [];
  const root = reading.call(step, 'define_structure') ?? null;
  const elements = rootsOf(reading, root, file, [level]);
  if (elements.length === 0) return [];
  const must = conditionOf(runs, interpreter.formulas);
  return [document(scope, file, wrap(elements), { only: [reading.source.name], ...(must ? { when: must } : {}) })];
}

function rootsOf(reading: Reading, root: Value, file: string, levels: readonly Level[]): ElementDefinition[] {
  return reading.alternatives(root).flatMap(({ value, when }) => {
    const nature = value instanceof PhpObject ? value.nature : null;
    if (nature instanceof NestedElement) return convertElement(nature, when, levels, reading.to);
    reading.to.leaveOut(file, { file: 'backup/moodle2', line: 0 }, 'the whole document: its root is not known');
    return [];
  });
}

function wrapActivity(children: readonly ElementDefinition[]): ElementDefinition {
  const from = fromTask({ id: 'instance', moduleid: 'module', modulename: 'modname', contextid: 'context' });
  return defineElement('activity', { attributes: 'id moduleid modulename contextid', from }, children);
}

export function wrapBlock(children: readonly ElementDefinition[]): ElementDefinition {
  const from = fromTask({ id: 'block', blockname: 'blockname', contextid: 'context' });
  return defineElement('block', { attributes: 'id blockname contextid', from }, children);
}

export const BLOCK_SCOPE: StepScope = { scope: 'block', level: BLOCK, wrap: wrapBlock };

/** Of an activity none of whose documents can be read. */
function emptyDocument(name: string): DocumentDefinition {
  return document('activity', `${name}.xml`, wrapActivity([]), { only: [name], when: { since: Infinity } });
}
