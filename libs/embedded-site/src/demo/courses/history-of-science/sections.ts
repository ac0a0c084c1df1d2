import type { DemoSection } from '../../model';
import { journal, presentation, seminarForum } from './activities';
import { jupiterFile, marsFile, syllabus, timelineFile, transcripts } from './files';

export const sections: readonly DemoSection[] = [
  {
    summary: {
      html: '<p><img src="@@PLUGINFILE@@/four%20centuries.svg" alt="Four centuries of looking closer" width="800" height="230"></p>',
      files: [timelineFile],
    },
    activities: [
      {
        kind: 'forum',
        key: 'history-news',
        name: 'Announcements',
        type: 'news',
        intro: '<p>General news and announcements</p>',
        discussions: [
          {
            by: 'hfournier',
            day: -29,
            subject: 'Room and time',
            html: '<p>Thursdays at 16:00 in the old library. Bring a reading, an objection, and something to eat.</p>',
          },
        ],
      },
      {
        kind: 'resource',
        key: 'programme',
        name: 'Programme',
        intro: '<p>Four sessions, four questions.</p>',
        file: syllabus,
        completion: { by: 'hand' },
      },
      seminarForum,
    ],
  },
  {
    name: '1 · The telescope',
    summary: { html: '<p>What does one see who has been told what to see?</p>' },
    activities: [
      {
        kind: 'page',
        key: 'telescope',
        name: 'Four points of light',
        intro: '<p>January 1610, seven clear nights.</p>',
        tags: ['telescope', 'seventeenth century'],
        completion: { by: 'conditions', view: true },
        content: {
          html:
            '<p><img src="@@PLUGINFILE@@/jupiter.png" alt="Jupiter and four moons as a small telescope shows them" width="520" height="160"></p>' +
            '<blockquote><p>On the seventh night of the year he saw three small bright stars beside the planet, in a straight line.</p></blockquote>' +
            '<p>Read the retelling in <a href="{{readings}}">the readings</a>. Then draw what you would have noted on each night, and give your drawing to your neighbour: can they tell what you <em>believed</em>?</p>',
          files: [jupiterFile],
        },
      },
      {
        kind: 'folder',
        key: 'readings',
        name: 'Readings',
        intro: '<p>Short, and retold for the seminar.</p>',
        files: transcripts,
        completion: { by: 'conditions', view: true },
      },
      {
        kind: 'url',
        key: 'archive',
        name: 'The archive of the old library',
        intro: '<p>Scans of the letters. Sign in as guest.</p>',
        address: 'https://archive.example.org/fonds/letters/?q=t%C3%A9lescope&lang=fr',
      },
    ],
  },
  {
    name: '2 · Lemons',
    summary: { html: '<p>Twelve sailors, six cures, and fifty years.</p>' },
    activities: [
      {
        kind: 'choice',
        key: 'which-cure',
        name: 'Before you read: which would you have bet on?',
        intro: '<p>You are a ship’s surgeon in 1747. More than one may be right to try.</p>',
        several: true,
        options: [
          { text: 'Cider', answers: ['zvandenberg', 'jgoncalves'] },
          { text: 'Vinegar', answers: ['skjaer', 'gpapadopoulos', 'hongnguyen'] },
          { text: 'Oranges & lemons', answers: ['student', 'ysokolova', 'zvandenberg', 'lwojcik'] },
          { text: 'Sea water', answers: ['tjonsdottir'] },
        ],
      },
      {
        kind: 'book',
        key: 'lemons-book',
        name: 'How to compare: a very short history of the fair trial',
        intro: '<p>From the Book of Daniel to the coin in the envelope.</p>',
        chapters: [
          {
            title: 'Ten days of vegetables',
            content: {
              html: '<p>The oldest comparison that we know of is in a story: four young men eat vegetables for ten days, the others eat at the king’s table. Nobody tossed a coin.</p>',
            },
          },
          {
            title: 'As alike as he could have them',
            content: {
              html: '<p>The surgeon chose men who were equally ill and gave them all the same food, but for the cure. It is the first half of fairness.</p>',
            },
          },
          {
            title: 'The coin',
            content: {
              html: '<p>The second half took two hundred years more: let chance decide who gets what, so that not even your hopes can. For how much chance does by itself, see <a href="{{uncertainty-book}}">the book of the statistics course</a>.</p>',
            },
          },
        ],
      },
      {
        kind: 'label',
        key: 'lemons-note',
        name: 'For session two: bring a lemon.',
        intro: '<p>For session two: bring a lemon. 🍋 <em>Si, si.</em></p>',
      },
    ],
  },
  {
    name: '3 · Who counts as a discoverer?',
    summary: { html: '<p>Assistants, instrument makers, wives, slaves, fishermen.</p>' },
    activities: [presentation, journal],
  },
  {
    name: '4 · Being wrong',
    summary: { html: '<p>Phlogiston, the ether, canals on Mars.</p>' },
    activities: [
      {
        kind: 'page',
        key: 'canals',
        name: 'Canals on Mars',
        intro: '<p>For thirty years careful people drew them, and no two maps agreed.</p>',
        restriction: { from: 1 },
        tags: ['telescope', 'error'],
        completion: { by: 'hand' },
        completedBy: 0.2,
        content: {
          html:
            '<p><img src="@@PLUGINFILE@@/mars/mars.png" alt="A red disc with faint straight lines" width="260" height="260"></p>' +
            '<p>At the edge of what an eye can see, it joins dots into lines. Schoolboys who copied a picture of Mars from the back of the room drew canals; ' +
            'those in the first row drew dots. Compare <a href="{{telescope}}">the four points of light</a>: why were those believed, and rightly?</p>',
          files: [marsFile],
        },
      },
      {
        kind: 'url',
        key: 'mars-maps',
        name: 'Forty maps of Mars',
        intro: '<p>Lay two of them side by side.</p>',
        address: 'https://archive.example.org/fonds/mars/maps?from=1877&to=1907',
        indent: 1,
      },
    ],
  },
  { name: '5 · Your own question', summary: { html: '' }, activities: [] },
];
