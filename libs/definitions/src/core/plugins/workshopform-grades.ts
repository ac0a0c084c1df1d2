import { container, element } from '../../language/elements';
import { parent } from '../../language/operands';
import { plugin, type PluginDefinition } from '../../language/documents';
import { table } from '../../language/sources';

/** What an assessor may write into each part of a workshop's form, by grading strategy. */
const GRADE_FIELDS = {
  accumulative: 'dimensionid grade peercomment peercommentformat',
  comments: 'dimensionid peercomment peercommentformat',
  numerrors: 'dimensionid grade peercomment peercommentformat',
  rubric: 'dimensionid grade',
};

/** The kinds of assessments in workshop.xml, and what a grade of each is called. */
const ASSESSMENTS = { assessment: 'grade', exampleassessment: 'examplegrade', referenceassessment: 'referencegrade' };

/** The grades that a workshop's assessments give: one definition for each kind of assessment and grading strategy. */
export const workshopformGrades: readonly PluginDefinition[] = Object.entries(ASSESSMENTS).flatMap(
  ([assessment, grade]) =>
    Object.entries(GRADE_FIELDS).map(([strategy, fields]) =>
      plugin(`workshopform_${assessment}_subplugin`, `workshopform_${strategy}`, [
        container(`subplugin_workshopform_${strategy}_${assessment}`, [
          element(`workshopform_${strategy}_${grade}`, {
            fields,
            from: table('workshop_grades', { assessmentid: parent('id'), strategy }),
          }),
        ]),
      ]),
    ),
);
