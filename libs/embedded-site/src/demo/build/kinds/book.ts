import type { DemoBook } from '../../model';
import type { Row } from '../../site-rows';
import type { ActivityScope } from '../scope';
import { addTags } from '../tags';
import { addFiles } from '../text-files';
import { byAuthor, commonColumns } from './common';

export function addBook(scope: ActivityScope<DemoBook>): Row {
  const { activity, moduleContext: context, rows } = scope;
  const by = byAuthor(scope);
  const book = rows.add('book', {
    ...commonColumns(scope),
    numbering: 1,
    navstyle: 1,
    revision: 1,
    timecreated: by.time,
  });
  activity.chapters.forEach(({ title, content, sub, hidden, tags }, index) => {
    const chapter = rows.add('book_chapters', {
      bookid: book.id,
      pagenum: index + 1,
      subchapter: sub ? 1 : 0,
      title,
      content: content.html,
      contentformat: 1,
      hidden: hidden ? 1 : 0,
      timecreated: by.time,
      timemodified: by.time,
      importsrc: '',
    });
    addFiles(scope, { context, component: 'mod_book', filearea: 'chapter', itemid: chapter.id }, content.files, by);
    addTags(
      scope.rows,
      tags,
      { component: 'mod_book', itemtype: 'book_chapters', itemid: chapter.id, context },
      by.time,
    );
  });
  return book;
}
