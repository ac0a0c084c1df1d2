import type { DemoForum } from '../../model';
import { limpetScatterFile } from './files';

export const announcements: DemoForum = {
  kind: 'forum',
  key: 'marine-news',
  name: 'Announcements',
  type: 'news',
  intro: '<p>News from the course. Everyone gets them by mail.</p>',
  discussions: [
    {
      by: 'teacher',
      day: -34,
      subject: 'Welcome to the shore',
      html: '<p>Welcome, all. The first tide that is low enough is in three weeks; until then we read. Please say in <a href="{{trip-day}}">this choice</a> which day suits you.</p>',
    },
    {
      by: 'teacher',
      day: -16,
      subject: 'Trip: Tuesday and Thursday both go ahead',
      html: '<p>Wind from the west, 12 knots, no rain. The van leaves at <strong>8:40 sharp</strong> from the north gate.</p>',
      pinned: true,
    },
  ],
};

export const shoreTalk: DemoForum = {
  kind: 'forum',
  key: 'shore-talk',
  name: 'What did you find?',
  type: 'general',
  intro:
    '<p>One find each, with where on the shore it sat and what puzzled you about it. Answer at least one other.</p>',
  ratedOutOf: 10,
  groupmode: 'visible',
  tags: ['fieldwork', 'discussion'],
  completion: { by: 'conditions' },
  completedBy: 0.6,
  subscribers: ['student', 'lina', 'sosullivan', 'teacher'],
  discussions: [
    {
      by: 'student',
      day: -12.4,
      subject: 'A limpet that came home',
      tags: ['limpets'],
      html: '<p>We marked eleven limpets at station 6 with nail varnish, on Tuesday. On Thursday ten sat in the same place, within a centimetre. How do they find the way? They cannot see it.</p>',
      rated: { teacher: 9 },
      replies: [
        {
          by: 'lina',
          day: -12.1,
          html: '<p>我读到它们沿着自己的黏液痕迹爬回去 – they follow their own trail of slime. But then they would have to go back the way they came, and ours did not.</p>',
          rated: { teacher: 8 },
          replies: [
            {
              by: 'teacher',
              day: -11.8,
              html: '<p>Good objection. People have scrubbed the trail away, and most limpets came home all the same. What would you do next to find out?</p>',
              replies: [
                {
                  by: 'student',
                  day: -11.2,
                  html: '<p>Turn the rock? If they use the slope or the light, they should get lost.</p>',
                  rated: { teacher: 10 },
                },
              ],
            },
          ],
        },
        {
          by: 'tjonsdottir',
          day: -11.9,
          html: '<p>The eleventh: eaten? There were oystercatchers about all Wednesday.</p>',
          rated: { teacher: 7 },
        },
      ],
    },
    {
      by: 'sosullivan',
      day: -10.3,
      subject: 'Barnacles under the wrack',
      group: 'Thursday',
      html: '<p>On transect B there are hardly any barnacles where bladder wrack hangs over the rock, and plenty a hand away. Shade? Or does the weed sweep the young ones off?</p>',
      rated: { teacher: 8 },
      replies: [
        {
          by: 'malfassi',
          day: -10.1,
          html: '<p dir="rtl">ربما تكنس الأعشاب اليرقات مع كل موجة.</p><p>(Perhaps the weed sweeps the larvae away with each wave.)</p>',
          rated: { teacher: 8 },
        },
        {
          by: 'jgoncalves',
          day: -9.6,
          html: '<p>One could cut the weed on half of the quadrats &amp; wait a year. I would rather not wait a year.</p>',
        },
        {
          by: 'teacher',
          day: -9.2,
          html: '<p>That was done, and it took three. The sweepers won: it is the brushing.</p>',
        },
      ],
    },
    {
      by: 'lwojcik',
      day: -8.5,
      subject: 'Our counts against last year’s',
      html: '<p>This is last year. Ours have the same hump, only lower: <img src="@@PLUGINFILE@@/limpets%20by%20height.png" alt="last year" width="480" height="300"></p>',
      files: [limpetScatterFile],
      replies: [
        {
          by: 'ksato',
          day: -8.2,
          html: '<p>同じです。Ours too: 20 % fewer at stations 5 to 8. The storm in January?</p>',
          rated: { teacher: 9 },
        },
      ],
    },
    {
      by: 'psukjai',
      day: -2.3,
      subject: 'ดอกไม้ทะเล – an anemone out of water',
      html: '<p>It had shrunk to a lump of jelly, dark red, on the shaded side at 2.1 m. Two hours after the sea came back it was open. How does it not dry out?</p>',
    },
  ],
};
