import type { OwnSetting as SettingDefinition } from '@coursekeep/definitions';
import { OwnSetting, type Task } from '../api/natures';
import { settingName } from '../api/setting-name';
import { PhpObject } from '../php/values';
import type { Reading } from './reading';

/** The settings that an activity's task adds. `locked`: those that the activity's user data setting locks. */
export function ownSettings(reading: Reading, task: Task): SettingDefinition[] {
  return task.settings.flatMap(({ setting, when, place }) => {
    const nature = setting instanceof PhpObject ? setting.nature : null;
    const name = nature instanceof OwnSetting ? settingName(nature.name, reading.source.name) : null;
    if (!(nature instanceof OwnSetting) || !name?.startsWith('.') || when !== true) {
      reading.to.leaveOut(null, place, 'a setting of its own');
      return [];
    }
    const isOn = reading.interpreter.truth(nature.value) === true;
    return [{ name: name.slice(1), default: isOn ? 1 : 0, needsUserinfo: task.lockedByUserinfo.has(nature) } as const];
  });
}
