const xml = (text: string): string => `<?xml version="1.0" encoding="UTF-8"?>\n${text}`;

/** The documents of a tiny backup, as other programs write them: one page in one section, nothing that may be left out. */
export function smallBackup(): Record<string, string> {
  return {
    'moodle_backup.xml': xml(
      `<moodle_backup><information><name>small.mbz</name><moodle_release>2.0</moodle_release>
<original_course_fullname>Small course</original_course_fullname><original_course_shortname>small</original_course_shortname>
<original_course_contextid>5</original_course_contextid>
<details><detail backup_id="0123456789abcdef0123456789abcdef"><type>course</type></detail></details>
<contents><activities><activity><moduleid>7</moduleid><sectionid>3</sectionid><modulename>page</modulename>
<title>Read me</title><directory>activities/page_7</directory></activity></activities>
<sections><section><sectionid>3</sectionid><title>Start</title><directory>sections/section_3</directory></section></sections>
<course><courseid>2</courseid><title>small</title><directory>course</directory></course></contents>
<settings><setting><level>root</level><name>users</name><value>0</value></setting></settings>
</information></moodle_backup>`,
    ),
    'course/course.xml': xml('<course id="2" contextid="5"><shortname>small</shortname></course>'),
    'sections/section_3/section.xml': xml('<section id="3"><number>1</number><sequence>7</sequence></section>'),
    'activities/page_7/module.xml': xml('<module id="7" version="1"><modulename>page</modulename></module>'),
    'activities/page_7/page.xml': xml(
      `<activity id="1" moduleid="7" modulename="page" contextid="9"><page id="1"><name>Read me</name>
<content>&lt;p&gt;Hello&lt;/p&gt;</content><contentformat>1</contentformat></page></activity>`,
    ),
    'files.xml': xml('<files></files>'),
  };
}
