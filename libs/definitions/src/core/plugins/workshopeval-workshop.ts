import { container, element } from '../../language/elements';
import { plugin } from '../../language/documents';
import { table } from '../../language/sources';
import { task } from '../../language/operands';

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
