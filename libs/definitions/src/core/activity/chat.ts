import { activity } from '../../language/documents';
import { area, container, element } from '../../language/elements';
import { parent } from '../../language/operands';
import { table } from '../../language/sources';
import { indexAndView } from '../../links';

/** mod_chat: a chat room and what was said in it. */
export const chat = activity(
  'chat',
  {
    fields: 'name intro introformat keepdays studentlogs chattime schedule timemodified',
    files: [area('mod_chat', 'intro')],
    links: indexAndView('CHAT'),
  },
  [
    container('messages', [
      element('message', {
        fields: 'userid groupid system message_text timestamp',
        from: table('chat_messages', { chatid: parent('id') }),
        aliases: { message: 'message_text', issystem: 'system' },
        when: { on: ['userinfo'] },
        refers: { user: 'userid', group: 'groupid' },
      }),
    ]),
  ],
);
