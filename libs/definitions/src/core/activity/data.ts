import { activity } from '../../language/documents';
import { area, container, element, itemArea } from '../../language/elements';
import { parent } from '../../language/operands';
import { table } from '../../language/sources';
import { before, both, encoded, index, link, since, view } from '../../links';
import { ratings } from '../shared/ratings';
import { contextTags } from '../shared/sources';

const LINKS_SINCE_501 = [
  ...both(index('DATA')),
  ...both(view('DATA')),
  link('view.php?d={n}&amp;rid={n}', 'DATAVIEWRECORD'),
  encoded('view.php?d={n}&rid={n}', 'DATAVIEWRECORD'),
  ...both(link('view.php?d={n}', 'DATAVIEWBYD')),
  ...both(link('edit.php?id={n}', 'DATAEDITBYID')),
  ...both(link('edit.php?d={n}', 'DATAEDITBYD')),
];

/** mod_data: the fields of a database, and people's records with ratings and tags. */
export const data = activity(
  'data',
  {
    fields: `
      name intro introformat comments timeavailablefrom timeavailableto timeviewfrom timeviewto
      requiredentries requiredentriestoview maxentries rssarticles singletemplate listtemplate
      listtemplateheader listtemplatefooter addtemplate rsstemplate rsstitletemplate csstemplate
      jstemplate asearchtemplate approval manageapproved scale assessed assesstimestart assesstimefinish
      defaultsort defaultsortdir editany notification timemodified config completionentries`,
    refers: { scale: 'scale' },
    files: [area('mod_data', 'intro')],
    links: [
      ...[index('DATA'), view('DATA'), link('view.php?d={n}', 'DATAVIEWBYD')].map(before(501)),
      ...LINKS_SINCE_501.map(since(501)),
    ],
  },
  [
    container('fields', [
      element('field', {
        fields: `
          type name description required param1 param2 param3 param4 param5 param6 param7 param8
          param9 param10`,
        from: table('data_fields', { dataid: parent('id') }),
      }),
    ]),
    container('records', [
      element(
        'record',
        {
          fields: 'userid groupid timecreated timemodified approved',
          from: table('data_records', { dataid: parent('id') }),
          when: { on: ['userinfo'] },
          refers: { user: 'userid', group: 'groupid' },
        },
        [
          container('contents', [
            element('content', {
              fields: 'fieldid content content1 content2 content3 content4',
              from: table('data_content', { recordid: parent('id') }),
              when: { on: ['userinfo'] },
              files: [itemArea('mod_data', 'content', 'id')],
            }),
          ]),
          ratings('mod_data', 'entry'),
        ],
      ),
    ]),
    container('recordstags', [
      element('tag', {
        fields: 'itemid rawname',
        from: contextTags('data_records', 'mod_data'),
        when: { on: ['userinfo', 'usetags'] },
      }),
    ]),
  ],
);
