import { container, element } from '../../language/elements';
import { parent } from '../../language/operands';
import { plugin } from '../../language/documents';
import { query } from '../../language/sources';
import { CUSTOM_FIELD_FIELDS } from '../shared/fields';
import { customFields } from '../shared/sources';

/** qbank_comment: comments on a question. */
export const qbankCommentQuestion = plugin('qbank_question_plugin', 'qbank_comment', [
  container('plugin_qbank_comment_question', [
    container('comments', [
      element('comment', {
        fields: 'component commentarea itemid contextid content format userid timecreated',
        from: query({
          join:
            'JOIN {context} $x ON $x.contextlevel = 10 ' +
            "JOIN {comments} $c ON $c.contextid = $x.id AND $c.component = 'qbank_comment' AND $c.commentarea = 'question' AND $c.itemid = :parent.id",
          columns: {},
          all: { $c: 'comments' },
          key: '$c.id',
        }),
        refers: { user: 'userid' },
      }),
    ]),
  ]),
]);

/** qbank_customfields: custom fields of a question. */
export const qbankCustomfieldsQuestion = plugin('qbank_question_plugin', 'qbank_customfields', [
  container('plugin_qbank_customfields_question', [
    container('customfields', [
      element('customfield', {
        fields: CUSTOM_FIELD_FIELDS,
        from: customFields('qbank_customfields', 'question', '= :parent.id', parent('id')),
      }),
    ]),
  ]),
]);
