import type { Native } from '../php/host';
import { Known, PhpArray, PhpObject } from '../php/values';
import { PluginPart } from './natures';
import { namesOf, NestedElement } from './nested-element';
import { addAnswers, addDatasets, addNumericalOptions, addNumericalUnits } from './question-parts';
import { stepMethods } from './task-methods';

/** `get_plugin_element(FINALS, PATH, VALUE)`: the plugin's invisible element at the point. */
const pluginElement: Native = ({ self, values: [finals = null, path = null, value = null], place }) => {
  const part = self?.nature;
  const names = finals instanceof PhpArray ? namesOf(finals, () => null) : typeof finals === 'string' ? [finals] : [];
  const trouble =
    names === null || !(finals === null || finals instanceof PhpArray || typeof finals === 'string')
      ? 'its fields are not known'
      : null;
  const element = new NestedElement('', [], names ?? [], place, trouble);
  if (path !== null) element.condition = { path, value };
  if (part instanceof PluginPart) part.elements.push(element);
  const object = new PhpObject('backup_nested_element', null, element);
  return object;
};

const recommendedName =
  (prefix: string): Native =>
  ({ self }) =>
    self?.nature instanceof PluginPart ? `${prefix}_${self.nature.type}_${self.nature.name}_${self.nature.point}` : '';

/** The format or theme of the course, which such a plugin hands on as the path of its condition. */
const courseHas =
  (what: 'format' | 'theme'): Native =>
  () =>
    new Known('course has', what);

export const pluginMethods: Readonly<Record<string, Native>> = {
  ...stepMethods,
  get_plugin_element: pluginElement,
  get_subplugin_element: pluginElement,
  get_recommended_name: (call) => {
    const isSubplugin = call.self?.declaration?.name.toLowerCase().endsWith('_subplugin') ?? false;
    return recommendedName(isSubplugin ? 'subplugin' : 'plugin')(call);
  },
  get_format_condition: courseHas('format'),
  get_theme_condition: courseHas('theme'),
  add_question_question_answers: addAnswers,
  add_question_numerical_units: addNumericalUnits,
  add_question_numerical_options: addNumericalOptions,
  add_question_datasets: addDatasets,
};
