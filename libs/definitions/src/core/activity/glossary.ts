import { activity } from '../../language/documents';
import { area, container, element, itemArea } from '../../language/elements';
import { parent } from '../../language/operands';
import { table } from '../../language/sources';
import { indexAndView, link } from '../../links';
import { ratings } from '../shared/ratings';
import { contextTags } from '../shared/sources';

/** mod_glossary: categories, and people's entries with aliases, ratings and tags. */
export const glossary = activity(
  'glossary',
  {
    fields: `
      name intro introformat allowduplicatedentries displayformat mainglossary showspecial showalphabet
      showall allowcomments allowprintview usedynalink defaultapproval globalglossary entbypage editalways
      rsstype rssarticles assessed assesstimestart assesstimefinish scale timecreated timemodified
      completionentries`,
    refers: { scale: 'scale' },
    files: [area('mod_glossary', 'intro')],
    links: [...indexAndView('GLOSSARY'), link('showentry.php?courseid={n}{&}eid={n}', 'GLOSSARYSHOWENTRY')],
  },
  [
    container('entries', [
      element(
        'entry',
        {
          fields: `
            userid concept definition definitionformat definitiontrust attachment timecreated
            timemodified teacherentry sourceglossaryid usedynalink casesensitive fullmatch approved`,
          from: table('glossary_entries', { glossaryid: parent('id') }),
          when: { on: ['userinfo'] },
          refers: { user: 'userid' },
          files: [itemArea('mod_glossary', 'entry', 'id'), itemArea('mod_glossary', 'attachment', 'id')],
        },
        [
          container('aliases', [
            element('alias', {
              fields: 'alias_text',
              from: table('glossary_alias', { entryid: parent('id') }),
              aliases: { alias: 'alias_text' },
              when: { on: ['userinfo'] },
            }),
          ]),
          ratings('mod_glossary', 'entry'),
        ],
      ),
    ]),
    container('entriestags', [
      element('tag', {
        fields: 'itemid rawname',
        from: contextTags('glossary_entries', 'mod_glossary'),
        when: { on: ['userinfo', 'usetags'] },
      }),
    ]),
    container('categories', [
      element(
        'category',
        { fields: 'name usedynalink', from: table('glossary_categories', { glossaryid: parent('id') }) },
        [
          container('category_entries', [
            element('category_entry', {
              fields: 'entryid',
              from: table('glossary_entries_categories', { categoryid: parent('id') }),
              when: { on: ['userinfo'] },
            }),
          ]),
        ],
      ),
    ]),
  ],
);
