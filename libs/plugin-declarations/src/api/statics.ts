import type { Native } from '../php/host';
import { Known, Unknown } from '../php/values';
import { literal } from './known';

/** Static methods of classes of Moodle's that declarations use. */
export function staticMethods(className: string, method: string): Native | null {
  if (className === 'backup_helper' && method === 'is_sqlparam') return ({ values }) => literal(values[0] ?? null);
  const level = /^(?:context_|core\\context\\)(\w+)$/.exec(className)?.[1];
  if (level && method === 'instance') {
    return ({ values: [id = null], place }) => {
      if (level === 'system') return new Known('context', 'system');
      const variable = id instanceof Known && id.meaning === 'task' ? String(id.detail) : null;
      if (level === 'course' && variable === 'course') return new Known('context', 'course');
      if ((level === 'module' && variable === 'module') || (level === 'block' && variable === 'block')) {
        return new Known('context', 'task');
      }
      return new Unknown(place, 'a context that is not known here');
    };
  }
  return null;
}
