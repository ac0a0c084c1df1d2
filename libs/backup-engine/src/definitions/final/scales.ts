import { annotated, container, document, element, systemArea, table } from '../../structure/definition';

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
