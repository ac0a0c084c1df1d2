import { annotated } from '../../language/operands';
import { container, element, systemArea } from '../../language/elements';
import { document } from '../../language/documents';
import { table } from '../../language/sources';

/** scales.xml: every scale that another document refers to. */
export const scales = document(
  'final',
  'scales.xml',
  container('scales_definition', [
    element('scale', {
      fields: 'courseid userid name scale description descriptionformat timemodified',
      from: table('scale', { id: annotated('scalefinal') }),
      files: [systemArea('grade', 'scale', 'id')],
    }),
  ]),
);
