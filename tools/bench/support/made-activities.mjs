// The kinds of activities that benchmarks make: the columns of their own table, and the rows that hang on them.
import { prose } from './prose.mjs';
import { TIME, WWWROOT } from './made-values.mjs';

const LINKED = (at) => `<p>See <a href="${WWWROOT}/mod/page/view.php?id=${at}">this page</a>.</p>`;
/** Every fifth text has a link into the site, as in texts that people write. */
const html = (at, length) => `<p>${prose(at, length)}</p>${at % 5 === 0 ? LINKED(at) : ''}`;
const modified = { timemodified: TIME };

/** `columns(at)`: besides course, name and intro. `children(course, activity)` adds the rest. */
export const KINDS_WITH_ROWS = {
  page: { columns: (at) => ({ content: html(at, 4000), contentformat: 1, ...modified }) },
  label: { columns: () => modified },
  url: { columns: (at) => ({ externalurl: `https://example.org/${at}`, ...modified }) },
  resource: {
    columns: () => ({ display: 0, ...modified }),
    children: (course, { context }) => course.addFile(context, 'mod_resource', 'content', 0),
  },
  folder: {
    columns: () => modified,
    children: (course, { context }) => {
      for (let file = 0; file < 5; file += 1) course.addFile(context, 'mod_folder', 'content', 0);
    },
  },
  forum: { columns: () => ({ type: 'general', ...modified }), children: addDiscussions },
  assign: { columns: () => ({ grade: 100, ...modified }), children: addSubmissions },
  quiz: {
    columns: () => ({ preferredbehaviour: 'deferredfeedback', sumgrades: 10, grade: 100, ...modified }),
    children: addAttempts,
  },
  choice: { columns: () => modified, children: addAnswers },
  book: {
    columns: () => modified,
    children: ({ rows }, { instance, at }) => {
      for (let pagenum = 1; pagenum <= 10; pagenum += 1) {
        const content = { title: `Chapter ${pagenum}`, content: html(at + pagenum, 3000), contentformat: 1 };
        rows.add('book_chapters', { bookid: instance, pagenum, ...content, timecreated: TIME, ...modified });
      }
    },
  },
  glossary: {
    columns: () => modified,
    children: (course, { instance, at }) => {
      for (const [number, userid] of course.active(at).entries()) {
        const entry = { concept: `Concept ${number}`, definition: html(at + number, 500), definitionformat: 1 };
        course.rows.add('glossary_entries', { glossaryid: instance, userid, ...entry, timecreated: TIME, ...modified });
      }
    },
  },
};

function addDiscussions(course, { instance, at }) {
  const people = course.active(at);
  for (let number = 0; number < 5; number += 1) {
    const start = { course: course.id, forum: instance, name: `Discussion ${number}`, userid: people[0] };
    const discussion = course.rows.add('forum_discussions', { ...start, ...modified });
    let parent = 0;
    for (let reply = 0; reply < 12; reply += 1) {
      const userid = people[(number + reply) % people.length];
      const text = { subject: `Post ${reply}`, message: html(at + reply, 600), messageformat: 1 };
      const post = { discussion, parent, userid, created: TIME, modified: TIME, ...text };
      parent = course.rows.add('forum_posts', post);
    }
  }
}

function addSubmissions(course, { instance, name, at }) {
  const people = course.active(at);
  for (const [number, userid] of people.entries()) {
    const common = { assignment: instance, userid, timecreated: TIME, ...modified };
    const submission = course.rows.add('assign_submission', { ...common, status: 'submitted', latest: 1 });
    const text = { onlinetext: html(at + number, 1200), onlineformat: 1 };
    course.rows.add('assignsubmission_onlinetext', { assignment: instance, submission, ...text });
    course.rows.add('assign_grades', { ...common, grader: course.around.admin, grade: 50 + (number % 50) });
  }
  course.addGrades('assign', instance, name, people);
}

function addAnswers(course, { instance, at }) {
  const options = ['Yes', 'No', 'Perhaps'].map((text) =>
    course.rows.add('choice_options', { choiceid: instance, text, ...modified }),
  );
  for (const [number, userid] of course.active(at).entries())
    course.rows.add('choice_answers', { choiceid: instance, userid, optionid: options[number % 3], ...modified });
}

function addAttempts(course, { kind, instance, name, context, at }) {
  const { rows, questions } = course;
  for (const [number, { entry }] of questions.entries()) {
    const slot = rows.add('quiz_slots', { quizid: instance, slot: number + 1, page: 1, maxmark: 1 });
    const place = { usingcontextid: context, component: 'mod_quiz', questionarea: 'slot', itemid: slot };
    rows.add('question_references', { ...place, questionbankentryid: entry });
  }
  rows.add('quiz_sections', { quizid: instance, firstslot: 1, heading: '' });
  const people = course.active(at, course.size.attempts);
  for (const userid of people) {
    const usage = { contextid: context, component: 'mod_quiz', preferredbehaviour: 'deferredfeedback' };
    const uniqueid = rows.add('question_usages', usage);
    const attempt = {
      quiz: instance,
      userid,
      attempt: 1,
      uniqueid,
      layout: '1,2,3,0',
      state: 'finished',
      sumgrades: 5,
    };
    rows.add('quiz_attempts', { ...attempt, timestart: TIME, timefinish: TIME + 600, ...modified });
    rows.add('quiz_grades', { quiz: instance, userid, grade: 50, ...modified });
    for (const [slot, { id }] of questions.entries()) addQuestionAttempt(rows, uniqueid, slot + 1, id, userid);
  }
  course.addGrades(kind, instance, name, people);
}

const STEPS = [
  ['todo', '_order'],
  ['complete', 'answer'],
  ['gradedright', '-finish'],
];

function addQuestionAttempt(rows, questionusageid, slot, questionid, userid) {
  const summary = { questionsummary: prose(questionid, 200), rightanswer: 'True', responsesummary: 'True' };
  const question = { questionusageid, slot, questionid, behaviour: 'deferredfeedback', maxmark: 1, maxfraction: 1 };
  const questionattemptid = rows.add('question_attempts', { ...question, ...summary, ...modified });
  for (const [sequencenumber, [state, name]] of STEPS.entries()) {
    const step = { questionattemptid, sequencenumber, state, timecreated: TIME + sequencenumber, userid };
    rows.add('question_attempt_step_data', {
      attemptstepid: rows.add('question_attempt_steps', step),
      name,
      value: '1',
    });
  }
}
