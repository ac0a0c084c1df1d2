import { activity } from '../../language/documents';
import { area, container, element, itemArea, point } from '../../language/elements';
import { parent } from '../../language/operands';
import { table } from '../../language/sources';
import { indexAndView } from '../../links';

/** mod_workshop: grading forms, people's submissions with assessments, aggregated grades. */
export const workshop = activity(
  'workshop',
  {
    fields: `
      name intro introformat instructauthors instructauthorsformat instructreviewers
      instructreviewersformat timemodified phase useexamples usepeerassessment useselfassessment grade
      gradinggrade strategy evaluation gradedecimals submissiontypetext submissiontypefile nattachments
      submissionfiletypes latesubmissions maxbytes examplesmode submissionstart submissionend
      assessmentstart assessmentend conclusion conclusionformat overallfeedbackmode overallfeedbackfiles
      overallfeedbackfiletypes overallfeedbackmaxbytes`,
    files: [
      area('mod_workshop', 'intro'),
      area('mod_workshop', 'instructauthors'),
      area('mod_workshop', 'instructreviewers'),
      area('mod_workshop', 'conclusion'),
    ],
    links: indexAndView('WORKSHOP'),
  },
  [
    point('workshopform_workshop_subplugin'),
    point('workshopeval_workshop_subplugin'),
    container('examplesubmissions', [
      element(
        'examplesubmission',
        {
          fields: 'timecreated timemodified title content contentformat contenttrust attachment',
          from: table('workshop_submissions', { workshopid: parent('id'), example: 1 }),
          files: [
            itemArea('mod_workshop', 'submission_content', 'id'),
            itemArea('mod_workshop', 'submission_attachment', 'id'),
          ],
        },
        [
          element(
            'referenceassessment',
            {
              fields: `
                timecreated timemodified grade feedbackauthor feedbackauthorformat
                feedbackauthorattachment`,
              from: table('workshop_assessments', { submissionid: parent('id'), weight: 1 }),
              files: [
                itemArea('mod_workshop', 'overallfeedback_content', 'id'),
                itemArea('mod_workshop', 'overallfeedback_attachment', 'id'),
              ],
            },
            [point('workshopform_referenceassessment_subplugin')],
          ),
          container('exampleassessments', [
            element(
              'exampleassessment',
              {
                fields: `
                  reviewerid weight timecreated timemodified grade gradinggrade gradinggradeover
                  gradinggradeoverby feedbackauthor feedbackauthorformat feedbackauthorattachment
                  feedbackreviewer feedbackreviewerformat`,
                from: table('workshop_assessments', { submissionid: parent('id'), weight: 0 }),
                when: { on: ['userinfo'] },
                refers: { user: 'reviewerid' },
                files: [
                  itemArea('mod_workshop', 'overallfeedback_content', 'id'),
                  itemArea('mod_workshop', 'overallfeedback_attachment', 'id'),
                ],
              },
              [point('workshopform_exampleassessment_subplugin')],
            ),
          ]),
        ],
      ),
    ]),
    container('submissions', [
      element(
        'submission',
        {
          fields: `
            authorid timecreated timemodified title content contentformat contenttrust attachment grade
            gradeover gradeoverby feedbackauthor feedbackauthorformat timegraded published late`,
          from: table('workshop_submissions', { workshopid: parent('id'), example: 0 }),
          when: { on: ['userinfo'] },
          refers: { user: 'authorid gradeoverby' },
          files: [
            itemArea('mod_workshop', 'submission_content', 'id'),
            itemArea('mod_workshop', 'submission_attachment', 'id'),
          ],
        },
        [
          container('assessments', [
            element(
              'assessment',
              {
                fields: `
                  reviewerid weight timecreated timemodified grade gradinggrade gradinggradeover
                  gradinggradeoverby feedbackauthor feedbackauthorformat feedbackauthorattachment
                  feedbackreviewer feedbackreviewerformat`,
                from: table('workshop_assessments', { submissionid: parent('id') }),
                when: { on: ['userinfo'] },
                refers: { user: 'reviewerid gradinggradeoverby' },
                files: [
                  itemArea('mod_workshop', 'overallfeedback_content', 'id'),
                  itemArea('mod_workshop', 'overallfeedback_attachment', 'id'),
                ],
              },
              [point('workshopform_assessment_subplugin')],
            ),
          ]),
        ],
      ),
    ]),
    container('aggregations', [
      element('aggregation', {
        fields: 'userid gradinggrade timegraded',
        from: table('workshop_aggregations', { workshopid: parent('id') }),
        when: { on: ['userinfo'] },
        refers: { user: 'userid' },
      }),
    ]),
  ],
);
