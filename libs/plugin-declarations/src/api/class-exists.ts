import type { Call, Host } from '../php/host';
import { Unknown, type Value } from '../php/values';
import type { CodeView } from './site';

/** `class_exists(NAME)`: of the plugin itself, of Moodle's backup API, or of another plugin by what lies in its folder. */
export function classExists(
  { values: [name = null], interpreter, place }: Call,
  host: Pick<Host, 'hasClass'>,
  code: CodeView,
): Value {
  if (typeof name !== 'string') return new Unknown(place, 'whether a class exists');
  const whole = interpreter.code.wholeName(name.replace(/^\\/, ''));
  if (interpreter.code.class(whole) || host.hasClass(whole)) return true;
  return code.classExists(whole) ?? new Unknown(place, `whether there is a class ${whole}`);
}
