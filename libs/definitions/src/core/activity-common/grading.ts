import { container, element, itemArea, point } from '../../language/elements';
import { document } from '../../language/documents';
import { parent, prefixed, task } from '../../language/operands';
import { query, table } from '../../language/sources';

/** grading.xml: advanced grading, its forms and what graders filled in. The registry adds the modules that have it. */
export const grading = document(
  'activity',
  'grading.xml',
  container('areas', [
    element(
      'area',
      {
        fields: 'areaname activemethod',
        from: query({
          join: `JOIN {grading_areas} $a ON $a.contextid = :task.context AND $a.component = CONCAT('mod_', :task.modname)`,
          columns: {},
          all: { $a: 'grading_areas' },
          key: '$a.id',
          writes: { set: { component: prefixed('mod_', task('modname')) } },
        }),
      },
      [
        point('local_area_plugin'),
        container('definitions', [
          element(
            'definition',
            {
              fields: 'method name description descriptionformat status timecreated timemodified options',
              from: table('grading_definitions', { areaid: parent('id') }),
              files: [itemArea('grading', 'description', 'id')],
            },
            [
              point('gradingform_definition_plugin'),
              point('local_definition_plugin'),
              container('instances', [
                element(
                  'instance',
                  {
                    fields: 'raterid itemid rawgrade status feedback feedbackformat timemodified',
                    from: table('grading_instances', { definitionid: parent('id') }),
                    when: { on: ['userinfo'] },
                    refers: { user: 'raterid' },
                  },
                  [point('gradingform_instance_plugin'), point('local_instance_plugin')],
                ),
              ]),
            ],
          ),
        ]),
      ],
    ),
  ]),
  { only: [], when: { off: ['site_course'] } },
);
