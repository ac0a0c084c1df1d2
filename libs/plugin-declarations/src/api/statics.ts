import type { Native } from '../php/host';
import { Known, PhpArray, Unknown } from '../php/values';
import { literal } from './known';
import { columnTest } from './rows';
import type { CodeView } from './site';

/** Static methods of classes of Moodle's that declarations use. */
export function staticMethods(
  className: string,
  method: string,
  plugin: { readonly type: string; readonly name: string },
  code: CodeView,
): Native | null {
  switch (`${className}::${method}`) {
    case 'backup_helper::is_sqlparam':
      return ({ values }) => literal(values[0] ?? null);
    case 'core_tag_tag::is_enabled':
      return tagsAreOn;
    // A backup that is kept has its files; only one that is an import's and thrown away does not.
    case 'backup_controller_dbops::backup_includes_files':
      return () => true;
    case 'core_component::get_plugin_list':
    case 'core\\component::get_plugin_list':
      return ({ values: [type = null], place }) => {
        const names = typeof type === 'string' ? code.pluginsOf(type) : null;
        if (!names) return new Unknown(place, 'which plugins of a type there are');
        return PhpArray.of(names.map((name) => [name, `/dirroot/${String(type)}/${name}`]));
      };
    case 'question_bank::get_qtype':
      return questionType(plugin);
  }
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

/** Tags are on for the site and for that kind of item. */
const tagsAreOn: Native = ({ values: [component = null, itemtype = null], interpreter, place }) => {
  if (typeof component !== 'string' || typeof itemtype !== 'string') return new Unknown(place, 'which tags are on');
  const area = new Known('column', columnTest('tag_area', { component, itemtype }, 'enabled'));
  const site = new Known('column', columnTest('config', { name: 'usetags' }, 'value'));
  return interpreter.truthValue(interpreter.formulas.and(interpreter.truth(site), interpreter.truth(area)));
};

/** The plugin's own type of question as an object; another's is not here to be read. */
const questionType =
  ({ type, name }: { readonly type: string; readonly name: string }): Native =>
  ({ values: [asked = null], interpreter, place }) => {
    const own = type === 'qtype' && asked === name ? interpreter.code.class(`qtype_${name}`) : null;
    return own ? interpreter.create(own, [], place) : new Unknown(place, 'another type of question');
  };
