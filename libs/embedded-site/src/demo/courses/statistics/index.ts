import type { DemoCourse } from '../../model';
import { waitingPicture } from './files';
import { problemMedian, students } from './problems';
import { sections } from './sections';

const inThePilot = students.filter((_, index) => index % 2 === 0);

export const statistics: DemoCourse = {
  shortname: 'STAT101',
  fullname: 'Introduction to Statistics',
  idnumber: 'TC-MAT-101',
  category: 'Natural Sciences',
  summary: {
    html: '<p>How to learn from a few about the many, and how sure to be. No mathematics beyond the square root.</p>',
  },
  overviewFile: waitingPicture,
  format: 'weeks',
  starts: -45,
  ends: 45,
  tags: ['statistics', 'data'],
  teachers: ['teacher'],
  assistants: ['kmensah'],
  students,
  away: ['gpapadopoulos'],
  selfEnrolmentKey: 'chance & luck',
  groups: [
    { name: 'Morning', description: '<p>Monday, 9:00.</p>', members: inThePilot },
    {
      name: 'Evening',
      description: '<p>Monday, 18:00.</p>',
      members: students.filter((one) => !inThePilot.includes(one)),
    },
  ],
  gradeCategories: [{ name: 'Weekly problems', droplow: 1 }],
  manualItems: [
    {
      name: 'Test at half-time',
      max: 50,
      day: -8,
      grades: Object.fromEntries(
        problemMedian.submissions.map(({ by, grade }, index) => [
          by,
          22 + Math.round((grade ?? 0) * 1.9) + (index % 5),
        ]),
      ),
    },
  ],
  gradeLetters: [
    [90, 'A'],
    [75, 'B'],
    [60, 'C'],
    [50, 'D'],
    [0, 'F'],
  ],
  completion: { activities: ['shapes', 'problem-median', 'problem-means'] },
  fields: { credits: '5', level: '1' },
  filters: { multilang: 1, tex: 1 },
  filterSettings: [['tex', 'latexbackground', '#FFFFFF']],
  blocks: [
    { name: 'activity_modules' },
    {
      name: 'html',
      config: {
        title: 'A thought',
        format: 1,
        text: '<p>“All models are wrong, but some are useful.” &mdash; and it is our business to say which.</p>',
      },
    },
  ],
  events: [
    {
      name: 'Test',
      html: '<p>Bring the <a href="{{formula-sheet}}">formula sheet</a>.</p>',
      day: -8,
      minutes: 60,
      location: 'Hall B',
    },
    { name: 'Evening session', html: '<p>Problems 1 to 3.</p>', day: 3.7, minutes: 90, group: 'Evening' },
  ],
  sections,
};
