import type { DemoSection } from '../../model';
import { limpetPaper, survey } from './assignments';
import { announcements, shoreTalk } from './forums';
import {
  limpetCsv,
  limpetScatterFile,
  packingList,
  riskAssessment,
  shoreViewFile,
  shoreZonesFile,
  surveySheet,
  tideCurveFile,
} from './files';

export const sections: readonly DemoSection[] = [
  {
    summary: {
      html:
        '<p><img src="@@PLUGINFILE@@/gull-point.png" alt="Rocks and pools at Gull Point in the morning" width="640" height="300"></p>' +
        '<p>Twice a day the sea leaves a strip of land that belongs to neither. We ask who lives there, and how.</p>',
      files: [shoreViewFile],
    },
    activities: [
      announcements,
      {
        kind: 'label',
        key: 'marine-welcome',
        name: 'New here? Begin with the page on tides, then come to the shore with us in week…',
        intro:
          '<p><strong>New here?</strong> Begin with <a href="{{tides}}">the page on tides</a>, then come to the shore with us in week three. ' +
          'The <a href="{{field-folder}}">field folder</a> has all you need for it.</p>',
      },
      {
        kind: 'url',
        key: 'tide-tables',
        name: 'Tide tables for the coming week',
        intro: '<p>Look up low water for Gull Point before each trip. Times are UTC: add an hour in summer.</p>',
        address: 'https://tides.example.org/stations/gull-point?days=7&unit=m',
        tags: ['tides', 'fieldwork'],
        completion: { by: 'conditions', view: true },
      },
    ],
  },
  {
    name: 'The rhythm of the sea',
    summary: {
      html: '<p>Why there are tides, why some are greater than others, and what a few hours of air mean to an animal with gills.</p>',
    },
    activities: [
      {
        kind: 'page',
        key: 'tides',
        name: 'Why the sea goes out',
        intro: '<p>Moon, sun and the shape of the coast.</p>',
        showDescription: true,
        tags: ['tides'],
        completion: { by: 'conditions', view: true, expected: 3 },
        content: {
          html:
            '<h3>Two bulges, one turning Earth</h3>' +
            '<p>The Moon pulls the near side of the ocean a little harder than the Earth beneath it, and the far side a little less. ' +
            'What remains are two bulges of water. We turn beneath them, and so most coasts have two high waters in 24 hours and 50 minutes.</p>' +
            '<p><img src="@@PLUGINFILE@@/tide-curve.svg" alt="Height of the tide over one lunar day" width="600" height="320"></p>' +
            '<h3>Springs and neaps</h3>' +
            '<p>At full and new moon the Sun pulls along the same line: the range is at its greatest, and the lower shore falls dry. ' +
            'A week later the two pull at right angles, and the sea hardly moves. Plan your work on the lower shore for springs.</p>' +
            '<p>Put it to use: the <a href="{{survey}}">shore survey</a> needs a tide below 0.8&nbsp;m. Which days of the ' +
            '<a href="{{tide-tables}}">tide table</a> will do?</p>',
          files: [tideCurveFile],
        },
      },
      {
        kind: 'book',
        key: 'shore-book',
        name: 'Life between the tides: a field guide',
        intro: '<p>Ten species that you will meet at Gull Point, from the car park down to the kelp.</p>',
        tags: ['zonation', 'field guide'],
        completion: { by: 'conditions', view: true },
        chapters: [
          {
            title: 'Reading the shore',
            content: {
              html:
                '<p>Look at a shore from a distance, and you see stripes: grey, yellow, black, brown, green. Each is a community that bears a certain time in the air.</p>' +
                '<p><img src="@@PLUGINFILE@@/shore-zones.svg" alt="The five zones" width="600" height="370"></p>' +
                '<p>The upper limit of a stripe is usually set by what the species can bear; the lower one by who eats it or crowds it out.</p>',
              files: [shoreZonesFile],
            },
            tags: ['zonation'],
          },
          {
            title: 'The splash zone',
            sub: true,
            content: {
              html: '<p>The <em>small periwinkle</em> lives in cracks where only spray reaches, and can close its door for a month. Above it, the rock belongs to lichens: grey, then orange, then black.</p>',
            },
          },
          {
            title: 'The middle shore',
            sub: true,
            content: {
              html:
                '<p>A <em>limpet</em> grinds a scar into the rock that fits its shell exactly, leaves it with the tide to graze, and is back before the water is. ' +
                'Mark one with a dot of nail varnish, and see.</p><p><em>Acorn barnacles</em> stand on their heads and kick food into their mouths with their feet.</p>',
            },
            tags: ['limpets'],
          },
          {
            title: 'The lower shore',
            sub: true,
            content: {
              html: '<p><em>Serrated wrack</em> shelters a world of its own: sea mats, tube worms, and the flat periwinkle, yellow as the bladders it sits beside.</p>',
            },
          },
          {
            title: 'For the leaders: where to stand at which hour',
            hidden: true,
            content: {
              html: '<p>Transect C from 1h before low water. The gully closes first: keep somebody at its mouth.</p>',
            },
          },
        ],
      },
      {
        kind: 'choice',
        key: 'trip-day',
        name: 'Which day suits you for the trip?',
        intro: '<p>The van takes nine. Both tides are below 0.7&nbsp;m.</p>',
        opens: -30,
        closes: -20,
        completion: { by: 'conditions' },
        options: [
          {
            text: 'Tuesday, low water 10:12',
            limit: 9,
            answers: ['student', 'lina', 'ksato', 'zvandenberg', 'lwojcik', 'tjonsdottir', 'mkealoha', 'skjaer'],
          },
          {
            text: 'Thursday, low water 11:40',
            limit: 9,
            answers: ['malfassi', 'nlevi', 'ysokolova', 'hongnguyen', 'sosullivan', 'jgoncalves', 'psukjai'],
          },
          { text: 'Neither: I shall work with the counts of others', answers: ['gberidze', 'fkarimi'] },
        ],
      },
    ],
  },
  {
    name: 'On the shore',
    summary: {
      html: '<p>Three transects, twelve stations each, one quadrat at a time. Bring <a href="{{survey-sheet}}">the sheet</a>, and a pencil.</p>',
    },
    activities: [
      {
        kind: 'resource',
        key: 'survey-sheet',
        name: 'Survey sheet',
        intro: '<p>Print two, one stays dry.</p>',
        file: surveySheet,
        completion: { by: 'hand' },
      },
      {
        kind: 'folder',
        key: 'field-folder',
        name: 'Field folder',
        intro: '<p>What to read before you go, and last year’s counts.</p>',
        files: [riskAssessment, packingList, limpetCsv],
        tags: ['fieldwork'],
        completion: { by: 'conditions', view: true },
      },
      survey,
      shoreTalk,
    ],
  },
  {
    name: 'What the counts say',
    summary: { html: '<p>From quadrats to a claim: is there a limpet belt, and where does it end?</p>' },
    activities: [
      {
        kind: 'page',
        key: 'limpet-belt',
        name: 'The limpet belt',
        intro: '<p>Sixty quadrats, one picture.</p>',
        restriction: { after: 'survey' },
        completion: { by: 'conditions', view: true },
        content: {
          html:
            '<p><img src="@@PLUGINFILE@@/limpets%20by%20height.png" alt="Limpets in each quadrat against height on the shore" width="480" height="300"></p>' +
            '<p>Each dot is one quadrat: height on the shore to the right, limpets upwards. Between 1.5 and 3&nbsp;m above chart datum there are many, ' +
            'below and above few. Note how much the dots at the same height differ: that is not error, that is the shore.</p>' +
            '<p>The numbers are in the <a href="{{field-folder}}">field folder</a>; how to draw a mean with its uncertainty is the subject of ' +
            '<a href="{{course:STAT101}}">our statistics course</a>.</p>',
          files: [limpetScatterFile],
        },
      },
      limpetPaper,
    ],
  },
  {
    name: 'Next term: sandy shores',
    hidden: true,
    summary: { html: '<p>In preparation.</p>' },
    activities: [
      {
        kind: 'page',
        key: 'sandy',
        name: 'Who lives in sand?',
        intro: '<p>Draft.</p>',
        content: { html: '<p>Lugworms, sand hoppers, razor shells. To be written in spring.</p>' },
      },
    ],
  },
];
