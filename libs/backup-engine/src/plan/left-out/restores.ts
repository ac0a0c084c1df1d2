/** What people call a plugin of a type. */
export function labelOf(plugin: string): string {
  const [type = ''] = plugin.split('_');
  return `${LABELS[type] ?? 'Plugin'} "${plugin}"`;
}

const LABELS: Readonly<Record<string, string>> = {
  availability: 'Restriction of access',
  customfield: 'Kind of custom field',
  filter: 'Text filter',
  mod: 'Activity module',
  block: 'Block',
  enrol: 'Enrolment method',
  format: 'Course format',
  gradingform: 'Grading form',
  plagiarism: 'Plagiarism plugin',
  profilefield: 'Kind of profile field',
  qtype: 'Question type',
  repository: 'Repository',
  theme: 'Theme',
};

/** How the course uses so many things of a plugin, for a warning. */
export function useOf(plugin: string, count: number): string {
  const [type = ''] = plugin.split('_');
  return (USES[type] ?? '{n} in this course').replace('{n}', String(count));
}

const USES: Readonly<Record<string, string>> = {
  block: '{n} in this backup with their settings alone',
  enrol: '{n} in this backup with its settings alone',
  format: 'the format of this course',
  gradingform: '{n} in this backup by name and description alone',
  profilefield: '{n} in this backup',
  theme: 'the theme of this course',
  qtype: '{n} in this backup as questions of a missing type ("missingtype"), without what their type adds',
};

/** What a restore of the backup will be like where a plugin's data were left out, in a sentence. */
export function restoreWithout(plugin: string): string {
  const [type = ''] = plugin.split('_');
  return RESTORES[type] ?? 'A restored course does not have them.';
}

const RESTORES: Readonly<Record<string, string>> = {
  assignfeedback: 'In a restored course this part of the feedback is empty.',
  assignsubmission: 'In a restored course this part of the submissions is empty.',
  block: 'A restored course has the blocks in their places, and nothing else of them.',
  enrol: 'A restored course has the method with its settings, and nothing else of it.',
  format: 'A restored course has its sections and the options of its format, and nothing else of it.',
  gradingform:
    'In a restored course these forms are called ready and have no criteria: make them anew before anybody grades. Grades that were given stay.',
  mod: 'A restored course does not have these activities, nor people’s work and grades in them.',
  plagiarism: 'A restored course does not have its settings and reports; what people handed in is there.',
  qtype:
    'A restored quiz with these questions can be attempted and earlier attempts keep their marks, but the questions cannot be answered there.',
  quizaccess: 'Restored quizzes are open without this rule.',
};
