import type { Native } from '../php/host';
import { OwnSetting, Step } from './natures';

/** `new …_structure_step(NAME, FILE)`. */
export const constructStep: Native = ({ self, values }) => {
  if (self) self.nature = new Step(values[0] ?? null, values[1] ?? null);
  return null;
};

/** `new …_setting(NAME, KIND, VALUE)`. */
export const constructSetting: Native = ({ self, values }) => {
  if (self) self.nature = new OwnSetting(values[0] ?? null, values[2] ?? null);
  return null;
};
