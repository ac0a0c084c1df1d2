const xml = (text: string) => Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${text}`);

/** What changes from one such backup to another. */
export interface FlatParts {
  /** Inside `<questions>` of the category 31. */
  readonly questions: string;
  /** Inside `<question_instances>`. */
  readonly slots: string;
  /** Fields and elements of the quiz besides its slots. */
  readonly quiz?: string;
  /** Without the category above all others, as before Moodle 3.5. */
  readonly isWithoutTop?: true;
  /** Inside `<course>`, `<section>` and `<module>`, besides what ties them together. */
  readonly course?: string;
  readonly section?: string;
  readonly module?: string;
  /** The backup version; 3.11 where none is given. */
  readonly version?: number;
}

/** A question as Moodle 3.11 wrote it. */
export function flatQuestion(
  id: number,
  qtype: string,
  more: Record<string, string | number> = {},
  inside = '',
): string {
  const fields = {
    ...{ parent: 0, name: `Question ${id}`, questiontext: 'What?', questiontextformat: 1, generalfeedback: '' },
    ...{ generalfeedbackformat: 1, defaultmark: '1.0000000', penalty: '0.3333333', qtype, length: 1 },
    ...{ stamp: `old+1+${id}`, version: `old+2+${id}`, hidden: 0, timecreated: 1500000000, timemodified: 1500000001 },
    ...{ createdby: 2, modifiedby: 2, idnumber: '$@NULL@$', ...more },
  };
  const values = Object.entries(fields).map(([name, value]) => `<${name}>${value}</${name}>`);
  return `<question id="${id}">${values.join('')}${inside}</question>`;
}

/** A slot of a quiz as Moodle 3.11 wrote it. */
export function flatSlot(slot: number, question: number, category: string | number = '$@NULL@$', tags = ''): string {
  const below = category === '$@NULL@$' ? category : 0;
  return `<question_instance id="${slot}"><slot>${slot}</slot><page>1</page><requireprevious>0</requireprevious>
<questionid>${question}</questionid><questioncategoryid>${category}</questioncategoryid>
<includingsubcategories>${below}</includingsubcategories><maxmark>2.0000000</maxmark><tags>${tags}</tags></question_instance>`;
}

/** The documents of a small course with one quiz (module 7, instance 8, context 9) and one category of questions (31, in
 *  the course's context 5), as Moodle 3.11 wrote them. */
export function smallFlatBackup(parts: FlatParts): Map<string, Buffer> {
  const { questions, slots, quiz = '', isWithoutTop, version = 2021051700 } = parts;
  return new Map([
    [
      'moodle_backup.xml',
      xml(`<moodle_backup><information><name>old.mbz</name><moodle_version>2021051700</moodle_version>
<moodle_release>3.11 (Build: 20210517)</moodle_release><backup_version>${version}</backup_version><backup_release>3.11</backup_release>
<original_wwwroot>https://old.example</original_wwwroot><original_course_id>2</original_course_id>
<original_course_fullname>Old course</original_course_fullname><original_course_shortname>old</original_course_shortname>
<original_course_contextid>5</original_course_contextid><original_system_contextid>1</original_system_contextid>
<details><detail backup_id="0123456789abcdef0123456789abcdef"><type>course</type></detail></details>
<contents><activities><activity><moduleid>7</moduleid><sectionid>3</sectionid><modulename>quiz</modulename>
<title>Quiz</title><directory>activities/quiz_7</directory></activity></activities>
<sections><section><sectionid>3</sectionid><title>Start</title><directory>sections/section_3</directory></section></sections>
<course><courseid>2</courseid><title>old</title><directory>course</directory></course></contents>
<settings><setting><level>root</level><name>users</name><value>0</value></setting></settings>
</information></moodle_backup>`),
    ],
    [
      'course/course.xml',
      xml(
        `<course id="2" contextid="5"><shortname>old</shortname><fullname>Old</fullname>${parts.course ?? ''}</course>`,
      ),
    ],
    [
      'sections/section_3/section.xml',
      xml(`<section id="3"><number>1</number><sequence>7</sequence>${parts.section ?? ''}</section>`),
    ],
    [
      'activities/quiz_7/module.xml',
      xml(
        `<module id="7" version="1"><modulename>quiz</modulename><sectionid>3</sectionid>${parts.module ?? ''}</module>`,
      ),
    ],
    [
      'activities/quiz_7/quiz.xml',
      xml(`<activity id="8" moduleid="7" modulename="quiz" contextid="9"><quiz id="8"><name>Quiz</name>${quiz}
<question_instances>${slots}</question_instances></quiz></activity>`),
    ],
    [
      'questions.xml',
      xml(`<question_categories>${isWithoutTop ? '' : category(30, 'top', 0, '')}
${category(31, 'Soil', isWithoutTop ? 0 : 30, questions)}</question_categories>`),
    ],
    ['files.xml', xml('<files></files>')],
  ]);
}

function category(id: number, name: string, parent: number, questions: string): string {
  return `<question_category id="${id}"><name>${name}</name><contextid>5</contextid><contextlevel>50</contextlevel>
<contextinstanceid>2</contextinstanceid><info></info><infoformat>0</infoformat><stamp>old+${id}</stamp><parent>${parent}</parent>
<sortorder>0</sortorder><idnumber>$@NULL@$</idnumber><questions>${questions}</questions></question_category>`;
}
