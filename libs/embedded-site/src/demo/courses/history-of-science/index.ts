import type { DemoCourse } from '../../model';
import { jupiterFile } from './files';
import { sections } from './sections';

export const historyOfScience: DemoCourse = {
  shortname: 'HISTSCI',
  fullname: 'History of Science: a seminar',
  idnumber: 'TC-HIS-230',
  category: 'Humanities',
  summary: {
    html: '<p>Not who was right first, but how anybody came to be believed. For readers of all subjects; <em>le séminaire est bilingue</em>.</p>',
  },
  overviewFile: jupiterFile,
  format: 'topics',
  starts: -30,
  ends: 40,
  tags: ['history', 'seminar'],
  teachers: ['hfournier', 'teacher'],
  students: [
    'student',
    'ysokolova',
    'zvandenberg',
    'lwojcik',
    'tjonsdottir',
    'skjaer',
    'nlevi',
    'gpapadopoulos',
    'hongnguyen',
    'jgoncalves',
  ],
  scales: [
    {
      name: 'Seminar scale',
      items: ['à revoir', 'bien', 'très bien'],
      description: '<p>Used for the ten minutes. Ask me what it means, I shall ask you back.</p>',
    },
  ],
  fields: { credits: '3', level: '2' },
  roleNames: { editingteacher: 'Host', student: 'Guest at the table' },
  overrides: [
    { role: 'student', capability: 'mod/forum:startdiscussion', permission: 1 },
    { role: 'guest', capability: 'mod/forum:viewdiscussion', permission: -1000 },
  ],
  blocks: [
    {
      name: 'html',
      config: {
        title: 'Jeudi, 16 h',
        format: 1,
        text: '<p>Old library, second floor. The kettle is on at a quarter to.</p>',
      },
    },
    { name: 'recent_activity' },
  ],
  events: [
    {
      name: 'Session 3: who counts?',
      html: '<p>Tomás and the bills for gloves.</p>',
      day: 0.4,
      minutes: 90,
      location: 'Old library',
    },
    {
      name: 'Session 4: being wrong',
      html: '<p>Bring your best mistake.</p>',
      day: 7.4,
      minutes: 90,
      location: 'Old library',
    },
  ],
  comments: [{ by: 'skjaer', day: -18.2, text: 'Kaffe? I bring the thermos. 🙂' }],
  sections,
};
