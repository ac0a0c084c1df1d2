import { container, element, itemArea } from '../../language/elements';
import { parent } from '../../language/operands';
import { plugin } from '../../language/documents';
import { query, table } from '../../language/sources';

/** assignfeedback_comments: the grader's comment. */
export const assignfeedbackCommentsGrade = plugin('assignfeedback_grade_subplugin', 'assignfeedback_comments', [
  container('subplugin_assignfeedback_comments_grade', [
    element('feedback_comments', {
      attributes: '',
      fields: 'commenttext commentformat grade',
      from: table('assignfeedback_comments', { grade: parent('id') }),
      files: [itemArea('assignfeedback_comments', 'feedback', 'grade')],
    }),
  ]),
]);

/** assignfeedback_editpdf: annotations in the PDF of a submission. */
export const assignfeedbackEditpdfGrade = plugin('assignfeedback_grade_subplugin', 'assignfeedback_editpdf', [
  container('subplugin_assignfeedback_editpdf_grade', [
    element('feedback_editpdf_files', {
      attributes: '',
      fields: 'gradeid',
      // By the assignment too: by the id alone MariaDB may read all grades of the site for each assignment.
      from: query({
        join: 'JOIN {assign_grades} $g ON $g.id = :parent.id AND $g.assignment = :parent.assignment',
        columns: { gradeid: '$g.id' },
        key: '$g.id',
        writes: { as: 'nothing' },
      }),
      files: [
        itemArea('assignfeedback_editpdf', 'download', 'gradeid'),
        itemArea('assignfeedback_editpdf', 'readonlypages', 'gradeid'),
        itemArea('assignfeedback_editpdf', 'stamps', 'gradeid'),
      ],
    }),
    container('feedback_editpdf_annotations', [
      element('annotation', {
        attributes: '',
        fields: 'gradeid pageno type x y endx endy colour path draft',
        from: table('assignfeedback_editpdf_annot', { gradeid: parent('id') }),
      }),
    ]),
    container('feedback_editpdf_comments', [
      element('comment', {
        attributes: '',
        fields: 'gradeid pageno x y width rawtext colour draft',
        from: table('assignfeedback_editpdf_cmnt', { gradeid: parent('id') }),
      }),
    ]),
    container('feedback_editpdf_rotation', [
      element('pagerotation', {
        attributes: '',
        fields: 'gradeid pageno pathnamehash isrotated degree',
        from: table('assignfeedback_editpdf_rot', { gradeid: parent('id') }),
      }),
    ]),
  ]),
]);

/** assignfeedback_file: the grader's files. */
export const assignfeedbackFileGrade = plugin('assignfeedback_grade_subplugin', 'assignfeedback_file', [
  container('subplugin_assignfeedback_file_grade', [
    element('feedback_file', {
      attributes: '',
      fields: 'numfiles grade',
      from: table('assignfeedback_file', { grade: parent('id') }),
      files: [itemArea('assignfeedback_file', 'feedback_files', 'grade')],
    }),
  ]),
]);
