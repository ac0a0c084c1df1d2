import { container, element, itemArea } from '../../language/elements';
import { parent } from '../../language/operands';
import { plugin } from '../../language/documents';
import { table } from '../../language/sources';

/** assignsubmission_file: the files handed in. */
export const assignsubmissionFileSubmission = plugin('assignsubmission_submission_subplugin', 'assignsubmission_file', [
  container('subplugin_assignsubmission_file_submission', [
    element('submission_file', {
      attributes: '',
      fields: 'numfiles submission',
      from: table('assignsubmission_file', { submission: parent('id') }),
      files: [itemArea('assignsubmission_file', 'submission_files', 'submission')],
    }),
  ]),
]);

/** assignsubmission_onlinetext: the text handed in. */
export const assignsubmissionOnlinetextSubmission = plugin(
  'assignsubmission_submission_subplugin',
  'assignsubmission_onlinetext',
  [
    container('subplugin_assignsubmission_onlinetext_submission', [
      element('submission_onlinetext', {
        attributes: '',
        fields: 'onlinetext onlineformat submission',
        from: table('assignsubmission_onlinetext', { submission: parent('id') }),
        files: [itemArea('assignsubmission_onlinetext', 'submissions_onlinetext', 'submission')],
      }),
    ]),
  ],
);
