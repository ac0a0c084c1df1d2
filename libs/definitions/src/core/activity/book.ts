import { activity } from '../../language/documents';
import { area, container, element, itemArea } from '../../language/elements';
import { parent } from '../../language/operands';
import { table } from '../../language/sources';
import { index, link, view } from '../../links';
import { contextTags } from '../shared/sources';

/** mod_book: chapters and their tags. */
export const book = activity(
  'book',
  {
    fields: 'name intro introformat numbering navstyle customtitles timecreated timemodified',
    files: [area('mod_book', 'intro')],
    links: [
      index('BOOK'),
      link('view.php?id={n}{&}chapterid={n}', 'BOOKVIEWBYIDCH'),
      view('BOOK'),
      link('view.php?b={n}{&}chapterid={n}', 'BOOKVIEWBYBCH'),
      link('view.php?b={n}', 'BOOKVIEWBYB'),
    ],
  },
  [
    container('chapters', [
      element('chapter', {
        fields: 'pagenum subchapter title content contentformat hidden timemcreated timemodified importsrc',
        from: table('book_chapters', { bookid: parent('id') }),
        files: [itemArea('mod_book', 'chapter', 'id')],
      }),
    ]),
    container('chaptertags', [
      element('tag', {
        fields: 'itemid rawname',
        from: contextTags('book_chapters', 'mod_book'),
        when: { on: ['usetags'] },
      }),
    ]),
  ],
);
