import { container, element, plugin, table, task } from '../../structure/definition';

/** workshopeval_best: how it compares assessments. */
export const workshopevalBestWorkshop = plugin('workshopeval_workshop_subplugin', 'workshopeval_best', [
  container('subplugin_workshopeval_best_workshop', [
    element('workshopeval_best_settings', {
      attributes: '',
      fields: 'comparison',
      from: table('workshopeval_best_settings', { workshopid: task('instance') }),
    }),
  ]),
]);
