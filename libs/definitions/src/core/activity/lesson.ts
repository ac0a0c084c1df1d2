import { activity } from '../../language/documents';
import { area, container, element, itemArea } from '../../language/elements';
import { parent } from '../../language/operands';
import { table } from '../../language/sources';
import { index, link, view } from '../../links';

/** mod_lesson: pages with answers, people's attempts, branches, grades and timers, overrides. */
export const lesson = activity(
  'lesson',
  {
    fields: `
      course name intro introformat practice modattempts usepassword password dependency conditions grade
      custom ongoing usemaxgrade maxanswers maxattempts review nextpagedefault feedback minquestions
      maxpages timelimit retake activitylink mediafile mediaheight mediawidth mediaclose slideshow width
      height bgcolor displayleft displayleftif progressbar available deadline timemodified
      completionendreached completiontimespent allowofflineattempts`,
    files: [area('mod_lesson', 'intro'), area('mod_lesson', 'mediafile')],
    links: [
      link('edit.php?id={n}', 'LESSONEDIT'),
      link('editpage.php?id={n}{&}pageid={n}', 'LESSONEDITPAGE'),
      link('essay.php?id={n}', 'LESSONESSAY'),
      link('report.php?id={n}', 'LESSONREPORT'),
      link('mediafile.php?id={n}', 'LESSONMEDIAFILE'),
      index('LESSON'),
      link('view.php?id={n}{&}pageid={n}', 'LESSONVIEWPAGE'),
      view('LESSON'),
    ],
  },
  [
    container('pages', [
      element(
        'page',
        {
          fields: `
            prevpageid nextpageid qtype qoption layout display timecreated timemodified title contents
            contentsformat`,
          from: table('lesson_pages', { lessonid: parent('id') }, { orderBy: 'prevpageid' }),
          files: [itemArea('mod_lesson', 'page_contents', 'id')],
        },
        [
          container('answers', [
            element(
              'answer',
              {
                fields: `
                  jumpto grade score flags timecreated timemodified answer_text response answerformat
                  responseformat`,
                from: table('lesson_answers', { pageid: parent('id') }),
                aliases: { answer: 'answer_text' },
                files: [itemArea('mod_lesson', 'page_answers', 'id'), itemArea('mod_lesson', 'page_responses', 'id')],
              },
              [
                container('attempts', [
                  element('attempt', {
                    fields: 'userid retry correct useranswer timeseen',
                    from: table('lesson_attempts', { answerid: parent('id') }),
                    when: { on: ['userinfo'] },
                    refers: { user: 'userid' },
                    files: [
                      itemArea('mod_lesson', 'essay_responses', 'id'),
                      itemArea('mod_lesson', 'essay_answers', 'id'),
                    ],
                  }),
                ]),
              ],
            ),
          ]),
          container('branches', [
            element('branch', {
              fields: 'userid retry flag timeseen nextpageid',
              from: table('lesson_branch', { pageid: parent('id') }),
              when: { on: ['userinfo'] },
              refers: { user: 'userid' },
            }),
          ]),
        ],
      ),
    ]),
    container('grades', [
      element('grade', {
        fields: 'userid grade late completed',
        from: table('lesson_grades', { lessonid: parent('id') }),
        when: { on: ['userinfo'] },
        refers: { user: 'userid' },
      }),
    ]),
    container('timers', [
      element('timer', {
        fields: 'userid starttime lessontime completed timemodifiedoffline',
        from: table('lesson_timer', { lessonid: parent('id') }),
        when: { on: ['userinfo'] },
        refers: { user: 'userid' },
      }),
    ]),
    container('overrides', [
      element('override', {
        fields: 'groupid userid available deadline timelimit review maxattempts retake password',
        from: table(
          'lesson_overrides',
          { lessonid: parent('id') },
          { without: { userinfo: { userid: null }, groups: { groupid: null } } },
        ),
        refers: { group: 'groupid', user: 'userid' },
      }),
    ]),
  ],
);
