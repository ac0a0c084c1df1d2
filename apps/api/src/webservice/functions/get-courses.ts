import { ContextLevel, unmadeContextId, type Site } from '@coursekeep/moodle-site';
import { readCustomFields, type Showing } from '../courses/custom-fields';
import { readFormats } from '../courses/format-options';
import { visibleCourses } from '../courses/visible-courses';
import { zoneOf } from '../dates';
import { longText, nameText } from '../format-text';
import { webServiceFunction } from '../web-service-function';
import { defineFunction, list, single, value, type CallSettings } from '@coursekeep/ws-protocol';

const int = (description: string) => value('int', { description });
const updaters = 'Only for who may change the course.';
const optionalInt = (description: string) =>
  value('int', { optional: true, description: `${description} ${updaters}` });
const optionalText = (description: string) =>
  value('raw', { optional: true, description: `${description} ${updaters}` });

const definition = defineFunction({
  name: 'core_course_get_courses',
  description:
    'Gives details of courses: those with the ids, or all. The caller must be able to look into each of them.',
  kind: 'read',
  parameters: single({
    options: single(
      {
        ids: list(value('int', { description: 'Id of a course.' }), {
          optional: true,
          description: 'Ids; none for all.',
        }),
      },
      { default: {}, description: 'Which courses.' },
    ),
  }),
  returns: list(
    single({
      id: int('Id of the course.'),
      shortname: value('raw', { description: 'Short name.' }),
      categoryid: int('Id of its category; 0 for the front page.'),
      categorysortorder: optionalInt('Place among the courses.'),
      fullname: value('raw', { description: 'Full name.' }),
      displayname: value('raw', { description: 'Name for showing.' }),
      idnumber: optionalText('Id number.'),
      summary: value('raw', { description: 'Summary.' }),
      summaryformat: int('How the summary is written: 1 HTML, 0 Moodle, 2 plain, 4 Markdown.'),
      format: value('plugin', { description: 'Course format: weeks, topics, social, site …' }),
      showgrades: optionalInt('1 where grades are shown.'),
      newsitems: optionalInt('Number of announcements shown.'),
      startdate: int('When the course starts, unix seconds.'),
      enddate: int('When it ends, unix seconds; 0 for no end.'),
      numsections: optionalInt('Number of the last section.'),
      maxbytes: optionalInt('Largest upload in bytes; 0 as the site has it.'),
      showreports: optionalInt('1 where reports of activity are shown.'),
      visible: optionalInt('1 visible, 0 hidden.'),
      hiddensections: optionalInt('How hidden sections are shown.'),
      groupmode: optionalInt('0 no groups, 1 separate, 2 visible.'),
      groupmodeforce: optionalInt('1 where activities have the group mode of the course.'),
      defaultgroupingid: optionalInt('Id of the default grouping.'),
      timecreated: optionalInt('When the course was created, unix seconds.'),
      timemodified: optionalInt('When its settings were changed, unix seconds.'),
      enablecompletion: optionalInt('1 where completion is tracked.'),
      completionnotify: optionalInt('No longer used.'),
      lang: optionalText('Language that is forced.'),
      forcetheme: optionalText('Theme that is forced.'),
      courseformatoptions: list(
        single({
          name: value('raw', { description: 'Name of the option.' }),
          value: value('raw', { description: 'Its value.' }),
        }),
        { optional: true, description: `Options of the course format. ${updaters}` },
      ),
      showactivitydates: value('bool', { nullable: true, description: 'Whether activities show their dates.' }),
      showcompletionconditions: value('bool', {
        nullable: true,
        description: 'Whether they show what completes them.',
      }),
      customfields: list(
        single({
          name: value('raw', { description: 'Name of the field.' }),
          shortname: value('raw', { description: 'Short name of the field.' }),
          type: value('plugin', { description: 'Type: text, textarea, select, checkbox, date, number …' }),
          valueraw: value('raw', { nullable: true, description: 'The value as it is stored.' }),
          value: value('raw', { nullable: true, description: 'The value for showing.' }),
        }),
        { optional: true, description: 'Custom fields that the caller may see.' },
      ),
    }),
  ),
  capabilities: ['moodle/course:view', 'moodle/course:update', 'moodle/course:viewhiddencourses'],
  errors: {
    errorcoursecontextnotvalid: 'One of the courses is closed to the caller; the message has its id.',
    nopermissions: 'The caller may enter one of the courses, but not view courses without taking part.',
  },
});

/** `core_course_get_courses`: what Moodle answers to the same caller, in the order of the ids. */
export const getCourses = webServiceFunction(
  definition,
  async ({ options }, { caller, site, settings, courses, scope }) => {
    // Moodle takes an empty list for no list.
    const wanted = options.ids?.length ? options.ids : null;
    const { ids, updatable } = await visibleCourses(site, caller.user, courses, scope, wanted);
    const showing = {
      settings,
      zone: await callersZone(site, caller.user.timezone, settings),
      wwwroot: site.config.wwwroot,
    };
    const answer = [];
    for (let start = 0; start < ids.length; start += BATCH)
      answer.push(...(await describeCourses(site, ids.slice(start, start + BATCH), updatable, showing)));
    return answer;
  },
);

/** So many courses are read together: other requests get their turn in between. */
const BATCH = 200;

async function describeCourses(site: Site, ids: readonly number[], updatable: ReadonlySet<number>, showing: Showing) {
  const { settings, wwwroot } = showing;
  const rows = await readCourses(site, ids);
  const format = await readFormats(site, rows);
  const customFields = await readCustomFields(site, ids, showing);
  return rows.map((row) => {
    const mayUpdate = updatable.has(row.id);
    const files = `${wwwroot}/webservice/pluginfile.php/${row.contextid}/course/summary`;
    const summary = longText({ text: row.summary, format: row.summaryformat, files }, settings);
    const name = nameText(row.fullname, settings);
    return {
      id: row.id,
      shortname: nameText(row.shortname, settings),
      categoryid: row.category,
      fullname: name,
      displayname: name,
      summary: summary.text,
      summaryformat: summary.format,
      format: row.format,
      startdate: row.startdate,
      enddate: row.enddate,
      showactivitydates: row.showactivitydates,
      showcompletionconditions: row.showcompletionconditions,
      customfields: customFields(row.id, mayUpdate),
      ...(mayUpdate && forUpdaters(row, format(row))),
    };
  });
}

type CourseRow = Awaited<ReturnType<typeof readCourses>>[number];
type Format = ReturnType<Awaited<ReturnType<typeof readFormats>>>;

function forUpdaters(row: CourseRow, { options, sections }: Format) {
  const hiddensections = options.find(({ name }) => name === 'hiddensections');
  return {
    ...row.details,
    numsections: sections,
    ...(hiddensections && { hiddensections: Number(hiddensections.value) }),
    courseformatoptions: options,
  };
}

async function readCourses({ database }: Site, ids: readonly number[]) {
  const rows = await database.all({
    text: `SELECT c.*, ctx.id AS contextid
             FROM {course} c LEFT JOIN {context} ctx ON ctx.contextlevel = 50 AND ctx.instanceid = c.id
            WHERE c.id IN (?) ORDER BY c.id`,
    parameters: [ids],
  });
  return rows.map((row) => {
    const number = (name: string) => Number(row[name] ?? 0);
    const flag = (name: string) => (row[name] === null || row[name] === undefined ? null : row[name] === '1');
    return {
      id: number('id'),
      contextid: number('contextid') || unmadeContextId(ContextLevel.course, number('id')),
      category: number('category'),
      shortname: row.shortname ?? '',
      fullname: row.fullname ?? '',
      summary: row.summary ?? '',
      summaryformat: number('summaryformat'),
      format: row.format ?? '',
      startdate: number('startdate'),
      enddate: number('enddate'),
      showactivitydates: flag('showactivitydates'),
      showcompletionconditions: flag('showcompletionconditions'),
      details: {
        categorysortorder: number('sortorder'),
        idnumber: row.idnumber ?? '',
        showgrades: number('showgrades'),
        newsitems: number('newsitems'),
        maxbytes: number('maxbytes'),
        showreports: number('showreports'),
        visible: number('visible'),
        groupmode: number('groupmode'),
        groupmodeforce: number('groupmodeforce'),
        defaultgroupingid: number('defaultgroupingid'),
        timecreated: number('timecreated'),
        timemodified: number('timemodified'),
        enablecompletion: number('enablecompletion'),
        completionnotify: number('completionnotify'),
        lang: row.lang ?? '',
        forcetheme: row.theme ?? '',
      },
    };
  });
}

async function callersZone(site: Site, own: string, settings: CallSettings): Promise<string> {
  const forced = await site.setting(null, 'forcetimezone');
  return zoneOf(settings.timezone, forced, own, await site.setting(null, 'timezone'));
}
