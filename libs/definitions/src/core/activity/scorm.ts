import { activity } from '../../language/documents';
import { area, container, element } from '../../language/elements';
import { firstOf, query, table } from '../../language/sources';
import { parent } from '../../language/operands';
import { indexAndView } from '../../links';

/** mod_scorm: the package, its objects with their sequencing rules, and people's attempts. */
export const scorm = activity(
  'scorm',
  {
    fields: `
      name scormtype reference intro introformat version maxgrade grademethod whatgrade maxattempt
      forcecompleted forcenewattempt lastattemptlock masteryoverride displayattemptstatus
      displaycoursestructure updatefreq sha1hash md5hash revision launch skipview hidebrowse hidetoc nav
      navpositionleft navpositiontop auto popup options width height timeopen timeclose timemodified
      completionstatusrequired completionscorerequired completionstatusallscos autocommit`,
    files: [area('mod_scorm', 'intro'), area('mod_scorm', 'content'), area('mod_scorm', 'package')],
    links: indexAndView('SCORM'),
  },
  [
    container('scoes', [
      element(
        'sco',
        {
          fields: 'manifest organization parent identifier launch scormtype title sortorder',
          from: table('scorm_scoes', { scorm: parent('id') }, { orderBy: 'sortorder, id' }),
        },
        [
          container('sco_datas', [
            element('sco_data', { fields: 'name value', from: table('scorm_scoes_data', { scoid: parent('id') }) }),
          ]),
          container('seq_ruleconds', [
            element(
              'seq_rulecond',
              {
                fields: 'conditioncombination ruletype action',
                from: table('scorm_seq_ruleconds', { scoid: parent('id') }),
              },
              [
                container('seq_rulecond_datas', [
                  element('seq_rulecond_data', {
                    fields: 'refrencedobjective measurethreshold operator cond',
                    from: table('scorm_seq_rulecond', { ruleconditionsid: parent('id') }),
                  }),
                ]),
              ],
            ),
          ]),
          container('seq_rolluprules', [
            element(
              'seq_rolluprule',
              {
                fields: 'childactivityset minimumcount minimumpercent conditioncombination action',
                from: table('scorm_seq_rolluprule', { scoid: parent('id') }),
              },
              [
                container('seq_rollupruleconds', [
                  element('seq_rolluprulecond', {
                    fields: 'cond operator',
                    from: table('scorm_seq_rolluprulecond', { rollupruleid: parent('id') }),
                  }),
                ]),
              ],
            ),
          ]),
          container('seq_objectives', [
            element(
              'seq_objective',
              {
                fields: 'primaryobj objectiveid satisfiedbymeasure minnormalizedmeasure',
                from: table('scorm_seq_objective', { scoid: parent('id') }),
              },
              [
                container('seq_mapinfos', [
                  element('seq_mapinfo', {
                    fields: `
                      targetobjectiveid readsatisfiedstatus readnormalizedmeasure
                      writesatisfiedstatus writenormalizedmeasure`,
                    from: table('scorm_seq_mapinfo', { objectiveid: parent('id') }),
                  }),
                ]),
              ],
            ),
          ]),
          container('sco_tracks', [
            element('sco_track', {
              fields: 'userid attempt element value timemodified',
              from: firstOf(
                query({
                  join:
                    'JOIN {scorm_scoes_value} $v ON $v.scoid = :parent.id JOIN {scorm_attempt} $a ON $a.id = $v.attemptid ' +
                    'JOIN {scorm_element} $e ON $e.id = $v.elementid',
                  columns: {
                    id: '$v.id',
                    userid: '$a.userid',
                    attempt: '$a.attempt',
                    element: '$e.element',
                    value: '$v.value',
                    timemodified: '$v.timemodified',
                  },
                  key: '$v.id',
                  writes: { as: 'sco track' },
                }),
                // Before Moodle 4.3.
                table('scorm_scoes_track', { scoid: parent('id') }),
              ),
              when: { on: ['userinfo'] },
              refers: { user: 'userid' },
            }),
          ]),
        ],
      ),
    ]),
  ],
);
