/** What people call an activity module, as Moodle's course page does. */
export function moduleWord(modname: string): string {
  return WORDS[modname] ?? `${modname.charAt(0).toUpperCase()}${modname.slice(1)}`;
}

const WORDS: Readonly<Record<string, string>> = {
  assign: 'Assignment',
  bigbluebuttonbn: 'BigBlueButton',
  data: 'Database',
  h5pactivity: 'H5P',
  imscp: 'IMS content package',
  label: 'Text and media area',
  lti: 'External tool',
  qbank: 'Question bank',
  resource: 'File',
  scorm: 'SCORM package',
  url: 'URL',
};
