import { activity } from '../../language/documents';
import { area, container, element, itemArea } from '../../language/elements';
import { parent } from '../../language/operands';
import { table } from '../../language/sources';
import { indexAndView, link } from '../../links';

/** mod_feedback: the questions, and people's complete answers. */
export const feedback = activity(
  'feedback',
  {
    fields: `
      name intro introformat anonymous email_notification multiple_submit autonumbering site_after_submit
      page_after_submit page_after_submitformat publish_stats timeopen timeclose timemodified
      completionsubmit`,
    files: [area('mod_feedback', 'intro'), area('mod_feedback', 'page_after_submit')],
    links: [
      ...indexAndView('FEEDBACK'),
      link('analysis.php?id={n}', 'FEEDBACKANALYSISBYID'),
      link('show_entries.php?id={n}', 'FEEDBACKSHOWENTRIESBYID'),
    ],
  },
  [
    container('items', [
      element('item', {
        fields: `
          template name label presentation typ hasvalue position required dependitem dependvalue
          options`,
        from: table('feedback_item', { feedback: parent('id') }),
        files: [itemArea('mod_feedback', 'item', 'id')],
      }),
    ]),
    container('completeds', [
      element(
        'completed',
        {
          fields: 'userid timemodified random_response anonymous_response courseid',
          from: table('feedback_completed', { feedback: parent('id') }),
          when: { on: ['userinfo'] },
          refers: { user: 'userid' },
        },
        [
          container('values', [
            element('value', {
              fields: 'item template completed value course_id',
              from: table('feedback_value', { completed: parent('id') }),
              when: { on: ['userinfo'] },
            }),
          ]),
        ],
      ),
    ]),
  ],
);
