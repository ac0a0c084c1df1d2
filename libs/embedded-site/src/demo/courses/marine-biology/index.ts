import type { DemoCourse } from '../../model';
import { shoreViewFile } from './files';
import { sections } from './sections';

const tuesday = ['student', 'lina', 'ksato', 'zvandenberg', 'lwojcik', 'tjonsdottir', 'mkealoha', 'skjaer'];
const thursday = ['malfassi', 'nlevi', 'ysokolova', 'hongnguyen', 'sosullivan', 'jgoncalves', 'psukjai'];

export const marineBiology: DemoCourse = {
  shortname: 'MARINE101',
  fullname: 'Marine Biology: Life Between the Tides',
  idnumber: 'TC-BIO-101',
  category: 'Natural Sciences',
  summary: {
    html:
      '<p><img src="@@PLUGINFILE@@/gull-point.png" alt="Gull Point" width="640" height="300"></p>' +
      '<p>Barnacles stand on their heads, limpets find their way home, and a stone that is turned and not put back is a disaster. ' +
      'An introduction to the rocky shore, with two days in the field.</p>',
    files: [shoreViewFile],
  },
  overviewFile: shoreViewFile,
  format: 'topics',
  starts: -35,
  ends: 60,
  tags: ['biology', 'fieldwork', 'sea'],
  teachers: ['teacher'],
  assistants: ['kmensah'],
  students: [...tuesday, ...thursday, 'gberidze', 'fkarimi', 'gpapadopoulos', 'asharma'],
  away: ['asharma'],
  groupmode: 'visible',
  groups: [
    { name: 'Tuesday', idnumber: 'TUE', description: '<p>Low water 10:12, transects A and B.</p>', members: tuesday },
    { name: 'Thursday', idnumber: 'THU', description: '<p>Low water 11:40, transects B and C.</p>', members: thursday },
    { name: 'From afar', description: '<p>Work with the counts of the others.</p>', members: ['gberidze', 'fkarimi'] },
  ],
  groupings: [
    { name: 'In the field', description: '<p>Everyone who comes along.</p>', groups: ['Tuesday', 'Thursday'] },
  ],
  scales: [
    {
      name: 'Clarity',
      items: ['Not yet', 'In parts', 'Mostly clear', 'Clear throughout'],
      description: '<p>How well a reader who was not there can follow.</p>',
    },
  ],
  outcomes: [
    {
      shortname: 'OBS',
      fullname: 'Observes and records in the field',
      description: '<p>Counts what is there.</p>',
      scale: 'Clarity',
    },
    {
      shortname: 'ARG',
      fullname: 'Argues from data',
      description: '<p>Says what the numbers do not show.</p>',
      scale: 'Clarity',
    },
  ],
  gradeCategories: [{ name: 'Fieldwork' }, { name: 'Writing' }],
  manualItems: [
    {
      name: 'Work on the shore',
      category: 'Fieldwork',
      max: 10,
      day: -13,
      grades: Object.fromEntries([...tuesday, ...thursday].map((username, index) => [username, 6 + ((index * 3) % 5)])),
    },
  ],
  completion: { activities: ['tides', 'survey', 'shore-talk'] },
  fields: { credits: '7.5', level: '1' },
  roleNames: { editingteacher: 'Shore leader', student: 'Participant' },
  overrides: [{ role: 'student', capability: 'mod/forum:createattachment', permission: -1 }],
  filters: { emoticon: -1 },
  blocks: [
    {
      name: 'html',
      config: {
        title: 'Next low water',
        format: 1,
        classes: '',
        text: '<p>Gull Point: <strong>10:12</strong>, 0.6 m. Be at the gate by 8:40.</p>',
      },
    },
    { name: 'calendar_month' },
    { name: 'comments' },
  ],
  events: [
    {
      name: 'Trip to Gull Point (Tuesday)',
      html: '<p>Low water 10:12.</p>',
      day: -14.6,
      minutes: 300,
      group: 'Tuesday',
      location: 'North gate',
    },
    {
      name: 'Trip to Gull Point (Thursday)',
      html: '<p>Low water 11:40.</p>',
      day: -12.6,
      minutes: 300,
      group: 'Thursday',
      location: 'North gate',
    },
    {
      name: 'Microscopes: what lives on a shell',
      html: '<p>Bring a shell.</p>',
      day: 5.4,
      minutes: 120,
      location: 'Laboratory 2',
    },
  ],
  comments: [
    { by: 'nlevi', day: -12.2, text: 'תודה על היום בחוף! Best day of the term.' },
    { by: 'skjaer', day: -11.7, text: 'My boots are still wet. Worth it.' },
  ],
  sections,
};
