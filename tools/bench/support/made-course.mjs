// Courses for benchmarks: activities of many kinds with what people have done in them, as rows of Moodle 4.5.
import { createHash } from 'node:crypto';
import { KINDS_WITH_ROWS } from './made-activities.mjs';
import { TIME } from './made-values.mjs';
import { prose } from './prose.mjs';

const MARKS = { timecreated: TIME, timemodified: TIME };

/** How many of each kind there are among 22 activities. */
const MIX = {
  page: 4,
  resource: 4,
  label: 2,
  url: 2,
  folder: 2,
  forum: 2,
  assign: 2,
  quiz: 1,
  choice: 1,
  book: 1,
  glossary: 1,
};
const MIXED = Object.entries(MIX).flatMap(([kind, count]) => Array(count).fill(kind));
// 7 and 22 have no common divisor: every kind is spread over the whole course.
const kindAt = (at, kinds) => kinds?.[at % kinds.length] ?? MIXED[(at * 7) % MIXED.length];
const FILES_OF = { resource: 1, folder: 5 };
const ACTIVITIES_A_SECTION = 20;

/** How many contents a course of so many mixed activities has. */
export function filesOf(activities) {
  let files = 0;
  for (let at = 0; at < activities; at += 1) files += FILES_OF[kindAt(at)] ?? 0;
  return files;
}

/** What a site has that courses refer to. */
export async function lookAround(site) {
  const [system] = await site.read('SELECT id FROM mdl_context WHERE contextlevel = 10');
  const [admins] = await site.read("SELECT value FROM mdl_config WHERE name = 'siteadmins'");
  const [student] = await site.read("SELECT id FROM mdl_role WHERE shortname = 'student'");
  const modules = await site.read('SELECT id, name FROM mdl_modules');
  return {
    system: Number(system.id),
    admin: Number(String(admins.value).split(',')[0]),
    student: Number(student.id),
    modules: new Map(modules.map(({ id, name }) => [name, Number(id)])),
  };
}

/** Adds a course and gives its id. `size` has `activities`, `people` (enrolled), `active` (how many of them have done
 *  something in each activity), `logs` (events an activity) and perhaps `kinds` (instead of the mix). */
export async function makeCourse(site, rows, around, size, contents = []) {
  const course = new Course(rows, around, size, contents);
  const sequences = await course.make();
  for (const [section, modules] of sequences)
    await site.execute(`UPDATE mdl_course_sections SET sequence = '${modules}' WHERE id = ${section}`);
  return course.id;
}

/** What the makers of activities work with: the course that is being made. */
class Course {
  constructor(rows, around, size, contents) {
    Object.assign(this, { rows, around, size });
    this.contents = contents.values();
  }

  async make() {
    const { rows, size } = this;
    const name = `Bench ${size.activities} ${rows.rows}`;
    this.id = rows.add('course', { category: 1, fullname: name, shortname: name, format: 'topics', ...MARKS });
    this.path = `/${this.around.system}`;
    this.context = this.addContext(50, this.id, 2);
    this.path += `/${this.context}`;
    const category = { courseid: this.id, depth: 1, path: '/', fullname: '?', aggregation: 13, ...MARKS };
    this.category = rows.add('grade_categories', category);
    rows.add('grade_items', { courseid: this.id, itemtype: 'course', iteminstance: this.category, ...MARKS });
    this.enrol();
    this.makeQuestions(10);
    const sequences = new Map();
    let section;
    for (let at = 0; at < size.activities; at += 1) {
      if (at % ACTIVITIES_A_SECTION === 0) sequences.set((section = this.addSection(at / ACTIVITIES_A_SECTION)), []);
      sequences.get(section).push(this.addActivity(kindAt(at, size.kinds), section, at));
      await rows.drain();
    }
    await rows.finish();
    return sequences;
  }

  /** The next of the people who are active in an activity, `count` at most. */
  active(at, count = this.size.active) {
    const { people } = this;
    return Array.from({ length: Math.min(count, people.length) }, (_, next) => people[(at * 7 + next) % people.length]);
  }

  addContext(contextlevel, instanceid, depth) {
    const id = this.rows.add('context', { contextlevel, instanceid, depth, path: '' });
    // The row waits to be written; its path has its own id.
    this.rows.last('context').path = `${this.path}/${id}`;
    return id;
  }

  addFile(contextid, component, filearea, itemid) {
    const { value: content } = this.contents.next();
    if (!content) return;
    const place = `/${contextid}/${component}/${filearea}/${itemid}/${content.name}`;
    this.rows.add('files', {
      ...{ contextid, component, filearea, itemid, filepath: '/', filename: content.name, userid: this.around.admin },
      ...{ contenthash: content.hash, filesize: content.size, mimetype: content.mimetype, ...MARKS },
      pathnamehash: createHash('sha1').update(place).digest('hex'),
    });
  }

  addGrades(kind, instance, name, people) {
    const item = { courseid: this.id, categoryid: this.category, itemname: name, itemtype: 'mod', itemmodule: kind };
    const itemid = this.rows.add('grade_items', { ...item, iteminstance: instance, itemnumber: 0, ...MARKS });
    for (const [at, userid] of people.entries()) {
      const grade = { itemid, userid, rawgrade: 40 + (at % 60), finalgrade: 40 + (at % 60), timemodified: TIME };
      const oldid = this.rows.add('grade_grades', { ...grade, feedback: prose(at, 80), feedbackformat: 1 });
      this.rows.add('grade_grades_history', { ...grade, oldid, source: 'mod' });
    }
  }

  addSection(number) {
    const section = { course: this.id, section: number, name: `Section ${number}`, summaryformat: 1 };
    return this.rows.add('course_sections', { ...section, summary: prose(number, 300), timemodified: TIME });
  }

  addActivity(kind, section, at) {
    const { rows, around } = this;
    const { columns, children } = KINDS_WITH_ROWS[kind];
    const name = `${kind} ${at}`;
    const instance = rows.add(kind, { course: this.id, name, intro: prose(at, 200), introformat: 1, ...columns(at) });
    const place = { course: this.id, module: around.modules.get(kind), instance, section };
    const id = rows.add('course_modules', { ...place, added: TIME, completion: 1 });
    const context = this.addContext(70, id, 3);
    children?.(this, { id, kind, name, instance, context, at });
    for (const userid of this.active(at)) {
      rows.add('course_modules_completion', { coursemoduleid: id, userid, completionstate: 1, timemodified: TIME });
      rows.add('course_modules_viewed', { coursemoduleid: id, userid, timecreated: TIME });
    }
    this.addEvents(kind, id, instance, context, at);
    return id;
  }

  addEvents(kind, module, instance, contextid, at) {
    const people = this.active(at);
    const viewed = {
      ...{ eventname: `\\mod_${kind}\\event\\course_module_viewed`, component: `mod_${kind}`, action: 'viewed' },
      ...{ target: 'course_module', objecttable: kind, objectid: instance, crud: 'r', edulevel: 2, contextid },
      ...{ contextlevel: 70, contextinstanceid: module, courseid: this.id, other: 'N;', ip: '127.0.0.1' },
    };
    for (let number = 0; number < this.size.logs; number += 1) {
      const userid = people[number % people.length];
      this.rows.add('logstore_standard_log', {
        ...viewed,
        userid,
        anonymous: 0,
        origin: 'web',
        timecreated: TIME + number,
      });
    }
  }

  enrol() {
    const { rows, around, size } = this;
    const enrolid = rows.add('enrol', { enrol: 'manual', courseid: this.id, roleid: around.student, ...MARKS });
    this.people = Array.from({ length: size.people }, (_, at) => {
      const username = `bench${this.id}-${at}`;
      const names = { username, firstname: `First ${at}`, lastname: `Last ${at}`, email: `${username}@example.org` };
      const id = rows.add('user', { ...names, confirmed: 1, mnethostid: 1, description: prose(at, 150), ...MARKS });
      rows.add('context', { contextlevel: 30, instanceid: id, depth: 2, path: '' });
      rows.add('user_enrolments', { enrolid, userid: id, ...MARKS });
      rows.add('role_assignments', { roleid: around.student, contextid: this.context, userid: id, timemodified: TIME });
      rows.add('user_lastaccess', { userid: id, courseid: this.id, timeaccess: TIME });
      return id;
    });
  }

  /** True-or-false questions in a category of the course. */
  makeQuestions(count) {
    const { rows, context } = this;
    const top = rows.add('question_categories', { name: 'top', contextid: context, stamp: `top${context}` });
    const category = { name: 'Bench', contextid: context, stamp: `bench${context}`, parent: top };
    const questioncategoryid = rows.add('question_categories', category);
    this.questions = Array.from({ length: count }, (_, at) => {
      const text = { name: `Question ${at}`, questiontext: prose(at, 300), questiontextformat: 1 };
      const id = rows.add('question', { ...text, qtype: 'truefalse', stamp: `bench${context}-${at}`, ...MARKS });
      const [right, wrong] = [1, 0].map((fraction) =>
        rows.add('question_answers', { question: id, answer: fraction ? 'True' : 'False', fraction }),
      );
      rows.add('question_truefalse', { question: id, trueanswer: right, falseanswer: wrong });
      const entry = rows.add('question_bank_entries', { questioncategoryid, idnumber: null });
      rows.add('question_versions', { questionbankentryid: entry, questionid: id, version: 1, status: 'ready' });
      return { id, entry };
    });
  }
}
