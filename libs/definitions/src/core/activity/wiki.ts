import { activity } from '../../language/documents';
import { area, container, element, itemArea } from '../../language/elements';
import { parent } from '../../language/operands';
import { table } from '../../language/sources';
import { indexAndView, link } from '../../links';
import { itemTags } from '../shared/sources';

/** mod_wiki: the wikis of the course, groups or people, with all versions of their pages. */
export const wiki = activity(
  'wiki',
  {
    fields: `
      name intro introformat timecreated timemodified firstpagetitle wikimode defaultformat forceformat
      editbegin editend`,
    files: [area('mod_wiki', 'intro')],
    links: [...indexAndView('WIKI'), link('view.php?pageid={n}', 'WIKIPAGEBYID')],
  },
  [
    container('subwikis', [
      element(
        'subwiki',
        {
          fields: 'groupid userid',
          from: table('wiki_subwikis', { wikiid: parent('id') }),
          when: { on: ['userinfo'] },
          refers: { group: 'groupid', user: 'userid' },
          files: [itemArea('mod_wiki', 'attachments', 'id')],
        },
        [
          container('pages', [
            element(
              'page',
              {
                fields: 'title cachedcontent timecreated timemodified timerendered userid pageviews readonly',
                from: table('wiki_pages', { subwikiid: parent('id') }),
                when: { on: ['userinfo'] },
                refers: { user: 'userid' },
              },
              [
                container('versions', [
                  element('version', {
                    fields: 'content contentformat version timecreated userid',
                    from: table('wiki_versions', { pageid: parent('id') }),
                    when: { on: ['userinfo'] },
                    refers: { user: 'userid' },
                  }),
                ]),
                container('tags', [
                  element('tag', {
                    fields: 'name rawname',
                    from: itemTags('wiki_pages', 'mod_wiki'),
                    when: { on: ['userinfo'] },
                  }),
                ]),
              ],
            ),
          ]),
          container('synonyms', [
            element('synonym', {
              fields: 'pageid pagesynonym',
              from: table('wiki_synonyms', { subwikiid: parent('id') }),
              when: { on: ['userinfo'] },
            }),
          ]),
          container('links', [
            element('link', {
              fields: 'frompageid topageid tomissingpage',
              from: table('wiki_links', { subwikiid: parent('id') }),
              when: { on: ['userinfo'] },
            }),
          ]),
        ],
      ),
    ]),
  ],
);
