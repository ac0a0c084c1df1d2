import { activity } from '../../language/documents';
import { area, container, element, itemArea, point } from '../../language/elements';
import { parent, task } from '../../language/operands';
import { query, table } from '../../language/sources';
import { indexAndView, link } from '../../links';

/** mod_quiz: slots and which questions they draw, feedback, overrides, and people's attempts step by step. */
export const quiz = activity(
  'quiz',
  {
    fields: `
      name intro introformat timeopen timeclose timelimit overduehandling graceperiod preferredbehaviour
      canredoquestions attempts_number attemptonlast grademethod decimalpoints questiondecimalpoints
      reviewattempt reviewcorrectness reviewmaxmarks reviewmarks reviewspecificfeedback
      reviewgeneralfeedback reviewrightanswer reviewoverallfeedback questionsperpage navmethod
      shuffleanswers sumgrades grade timecreated timemodified password subnet browsersecurity delay1
      delay2 showuserpicture showblocks completionattemptsexhausted completionminattempts
      allowofflineattempts precreateattempts questions shufflequestions`,
    // Before Moodle 2.7 the order of the questions, before 3.0 whether it is shuffled; their places here are not Moodle's.
    fieldsBefore: { quiz_slots: 'questions', quiz_sections: 'shufflequestions' },
    aliases: { attempts: 'attempts_number' },
    files: [area('mod_quiz', 'intro')],
    links: [...indexAndView('QUIZ'), link('view.php?q={n}', 'QUIZVIEWBYQ')],
  },
  [
    point('quizaccess_quiz_subplugin'),
    container('quiz_grade_items', [
      element('quiz_grade_item', {
        fields: 'sortorder name',
        from: table('quiz_grade_items', { quizid: parent('id') }),
      }),
    ]),
    container('question_instances', [
      element(
        'question_instance',
        {
          fields: `
            quizid slot page displaynumber requireprevious questionid questioncategoryid includingsubcategories
            maxmark quizgradeitemid question grade`,
          // Before Moodle 4.0 a slot named its question itself; before 2.7 it was a question with its grade.
          fieldsBefore: {
            question_references: 'questionid questioncategoryid includingsubcategories',
            quiz_slots: 'question grade',
          },
          from: table('quiz_slots', { quizid: parent('id') }),
        },
        [
          element('question_reference', {
            fields: 'usingcontextid component questionarea questionbankentryid version',
            from: table('question_references', {
              usingcontextid: task('context'),
              component: 'mod_quiz',
              questionarea: 'slot',
              itemid: parent('id'),
            }),
            refers: { question_bank_entry: 'questionbankentryid' },
          }),
          element('question_set_reference', {
            fields: 'usingcontextid component questionarea questionscontextid filtercondition',
            from: table('question_set_references', {
              usingcontextid: task('context'),
              component: 'mod_quiz',
              questionarea: 'slot',
              itemid: parent('id'),
            }),
          }),
          // Before Moodle 4.0: the tags that a random question must have.
          container('tags', [
            element('tag', {
              fields: 'tagid tagname',
              from: query({
                join: 'JOIN {quiz_slot_tags} $t ON $t.slotid = :parent.id',
                columns: {},
                all: { $t: 'quiz_slot_tags' },
                key: '$t.id',
                before: 'question_set_references',
                writes: { as: 'slot tag' },
              }),
            }),
          ]),
        ],
      ),
    ]),
    container('sections', [
      element('section', {
        fields: 'firstslot heading shufflequestions',
        from: table('quiz_sections', { quizid: parent('id') }),
      }),
    ]),
    container('feedbacks', [
      element('feedback', {
        fields: 'feedbacktext feedbacktextformat mingrade maxgrade',
        from: table('quiz_feedback', { quizid: parent('id') }),
        files: [itemArea('mod_quiz', 'feedback', 'id')],
      }),
    ]),
    container('overrides', [
      element('override', {
        fields: 'userid groupid timeopen timeclose timelimit attempts password',
        from: table(
          'quiz_overrides',
          { quiz: parent('id') },
          { without: { userinfo: { userid: null }, groups: { groupid: null } } },
        ),
        refers: { user: 'userid', group: 'groupid' },
      }),
    ]),
    container('grades', [
      element('grade', {
        fields: 'userid gradeval timemodified',
        from: table('quiz_grades', { quiz: parent('id') }),
        aliases: { grade: 'gradeval' },
        when: { on: ['userinfo'] },
        refers: { user: 'userid' },
      }),
    ]),
    container('attempts', [
      element(
        'attempt',
        {
          fields: `
            userid attemptnum uniqueid layout currentpage preview state timestart timefinish
            timemodified timemodifiedoffline timecheckstate sumgrades gradednotificationsenttime`,
          from: table('quiz_attempts', { quiz: parent('id'), preview: 0 }),
          aliases: { attempt: 'attemptnum' },
          when: { on: ['userinfo'] },
          refers: { user: 'userid' },
        },
        [
          element(
            'question_usage',
            { fields: 'component preferredbehaviour', from: table('question_usages', { id: parent('uniqueid') }) },
            [
              container('question_attempts', [
                element(
                  'question_attempt',
                  {
                    fields: `
                      slot behaviour questionid variant maxmark minfraction maxfraction flagged
                      questionsummary rightanswer responsesummary timemodified`,
                    from: table('question_attempts', { questionusageid: parent('id') }, { orderBy: 'slot' }),
                    refers: { question: 'questionid' },
                  },
                  [
                    container('steps', [
                      element(
                        'step',
                        {
                          fields: 'sequencenumber state fraction timecreated userid',
                          from: table(
                            'question_attempt_steps',
                            { questionattemptid: parent('id') },
                            { orderBy: 'sequencenumber' },
                          ),
                          refers: { user: 'userid' },
                          files: [
                            itemArea('question', 'response_attachments', 'id'),
                            itemArea('question', 'response_answer', 'id'),
                          ],
                        },
                        [
                          container('response', [
                            element('variable', {
                              attributes: '',
                              fields: 'name value',
                              from: table('question_attempt_step_data', { attemptstepid: parent('id') }),
                            }),
                          ]),
                        ],
                      ),
                    ]),
                  ],
                ),
              ]),
            ],
          ),
          point('quizaccess_attempt_subplugin'),
        ],
      ),
    ]),
  ],
);
