import type { DemoAssign, DemoForum } from '../../model';
import { essay, jupiterFile } from './files';

export const seminarForum: DemoForum = {
  kind: 'forum',
  key: 'seminar-forum',
  name: 'Between the sessions',
  type: 'general',
  intro: '<p>Go on talking here. <em>Vous pouvez écrire en français.</em></p>',
  subscribers: ['hfournier', 'ysokolova', 'student'],
  tags: ['discussion'],
  discussions: [
    {
      by: 'hfournier',
      day: -25.2,
      subject: 'Would you have looked through it?',
      pinned: true,
      html:
        '<p>Some professors are said to have refused to look through the telescope. <img src="@@PLUGINFILE@@/jupiter.png" alt="Jupiter with four moons" width="520" height="160"></p>' +
        '<p>Before we laugh: how did one know in 1610 that an instrument which makes things bigger does not also make things <em>up</em>?</p>',
      files: [jupiterFile],
      tags: ['telescope'],
      replies: [
        {
          by: 'ysokolova',
          day: -24.9,
          html: '<p>На Земле можно проверить: look at a tower far away, then walk there. On the Moon one cannot walk. That was the whole problem.</p>',
          replies: [
            {
              by: 'hfournier',
              day: -24.6,
              html: '<p>Exactement. They did the tower, by the way, and with ships, for a bet.</p>',
            },
            {
              by: 'student',
              day: -24.3,
              html: '<p>So trust in an instrument is something one <em>builds up</em>, from near to far. Like the limpets in <a href="{{shore-talk}}">our other course</a>.</p>',
            },
          ],
        },
        {
          by: 'gpapadopoulos',
          day: -23.8,
          html: '<p>Και σήμερα; Who of us has checked what is inside a thermometer?</p>',
        },
      ],
    },
    {
      by: 'skjaer',
      day: -11.5,
      subject: 'Why did it take fifty years?',
      html: '<p>The trial with the lemons was clear. The Admiralty gave out lemon juice half a century later. Was it the money, or that a surgeon is not an admiral?</p>',
      replies: [
        {
          by: 'zvandenberg',
          day: -11.2,
          html: '<p>He boiled the juice so that it kept. That destroyed what cured. So the next ones who tried it found nothing!</p>',
        },
        {
          by: 'tjonsdottir',
          day: -10.8,
          html: '<p>And five paragraphs in four hundred pages. Sá sem grefur gull á ekki að furða sig (who buries gold should not wonder).</p>',
        },
      ],
    },
    {
      by: 'nlevi',
      day: -3.1,
      subject: 'מי גילה? Who discovered the pulsars?',
      html: '<p>The student saw “a bit of scruff” on the paper, the supervisor got the prize. Is it enough to see?</p>',
      replies: [
        {
          by: 'lwojcik',
          day: -2.7,
          html: '<p>She also checked that it was no mistake, for weeks. Seeing was the smallest part.</p>',
        },
      ],
    },
  ],
};

export const presentation: DemoAssign = {
  kind: 'assign',
  key: 'presentation',
  name: 'Ten minutes',
  idnumber: 'HS-10',
  intro: '<p>Hand in what you are going to say, one page, two days before your session.</p>',
  opens: -30,
  due: -2,
  grade: 'Seminar scale',
  fileSubmissions: 1,
  onlineText: false,
  completion: { by: 'conditions' },
  submissions: [
    {
      by: 'ysokolova',
      day: -21,
      files: [
        essay('The tower and the Moon', 'Юлия Соколова (Yulia Sokolova)', [
          'An instrument is trusted where its answer can be checked. I follow the telescope from the harbour of Venice, where a ship is seen two hours before it comes in, to the sky, where nobody comes in.',
          'What carried over was not proof. It was habit, reputation, and the fact that others with other glasses saw the same.',
        ]),
      ],
      grade: 3,
      graded: -19,
      feedback: '<p>Belle construction. Give the doubters one good sentence more: they deserve it.</p>',
    },
    {
      by: 'zvandenberg',
      day: -13.3,
      files: [
        essay('Boiled lemons', 'Zoë van den Berg', [
          'A cure was found, written down, and lost. I tell the story of the juice that was boiled until it kept, and until it did nothing.',
          'The moral is not that the Admiralty was stupid. It is that nobody knew which part of a lemon to keep.',
        ]),
      ],
      grade: 3,
      graded: -11,
      feedback: '<p>The last sentence should be the first.</p>',
      feedbackFiles: [
        {
          name: 'remarks.txt',
          content: () =>
            Buffer.from('p. 1: “stupid” – whose word?\np. 1: the boiling: a date, please.\nAll in all: very good.\n'),
        },
      ],
    },
    {
      by: 'student',
      day: -2.4,
      files: [
        essay('Assistants', 'Tomás Herrera Quiroga', [
          'Of the forty people in the laboratory, the book names two. I have looked for the others in the bills for gloves.',
        ]),
      ],
      comments: [
        { by: 'student', day: -2.3, text: '¿Puedo mostrar las facturas? (May I show the bills?)' },
        { by: 'hfournier', day: -2.1, text: 'Please do!' },
      ],
    },
  ],
};

export const journal: DemoAssign = {
  kind: 'assign',
  key: 'journal',
  name: 'Reading journal',
  intro:
    '<p>Half a page for each reading, in any language of the college. Not for marks but for you; I read all of them.</p>',
  opens: -28,
  due: 20,
  grade: 5,
  onlineText: true,
  wordLimit: 400,
  submissions: [
    {
      by: 'lwojcik',
      day: -8.2,
      text: '<p>Najbardziej zdziwiło mnie, że „odkrycie” to słowo z czasów późniejszych. He did not write “I discovered”. He wrote “I saw”.</p>',
      grade: 5,
      graded: -6,
      feedback: '<p>Dziękuję! That is the very point of session three.</p>',
    },
    {
      by: 'nlevi',
      day: -6.9,
      text: '<p dir="rtl">מי ראה, מי כתב, מי הרוויח – שלוש שאלות טובות. בקריאה על הלימונים רק הראשונה קלה.</p>',
      grade: 5,
      graded: -6,
    },
    {
      by: 'tjonsdottir',
      day: -5.5,
      text: '<p>Fimm málsgreinar á fjögur hundruð síðum. I counted. Then I asked myself how many of my own pages are worth five paragraphs.</p>',
      grade: 4,
      graded: -4,
      feedback: '<p>More than you think.</p>',
    },
    {
      by: 'gpapadopoulos',
      day: -0.8,
      text: '<p>Η αμφιβολία είναι δουλειά. Doubt is work, and it is mostly done by people without a chair.</p>',
    },
  ],
};
