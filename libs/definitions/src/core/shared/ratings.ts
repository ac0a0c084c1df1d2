import { container, element, type ElementDefinition } from '../../language/elements';
import { parent, task } from '../../language/operands';
import { table } from '../../language/sources';
import { RATING_FIELDS } from './fields';

/** `<ratings>` of the row around it: what people gave a post, an entry or a record. */
export function ratings(component: string, ratingarea: string): ElementDefinition {
  return container('ratings', [
    element('rating', {
      fields: RATING_FIELDS,
      from: table('rating', { contextid: task('context'), component, ratingarea, itemid: parent('id') }),
      aliases: { rating: 'value' },
      when: { on: ['userinfo'] },
      refers: { scale: 'scaleid', user: 'userid' },
    }),
  ]);
}
