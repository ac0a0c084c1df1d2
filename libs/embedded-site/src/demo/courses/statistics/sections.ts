import type { DemoForum, DemoSection } from '../../model';
import { formulaSheet, heightsCsv, heightsPicture, meansPicture, readMe, waitingCsv, waitingPicture } from './files';
import { problemMeans, problemMedian, problemSlope } from './problems';

const news: DemoForum = {
  kind: 'forum',
  key: 'stat-news',
  name: 'Announcements',
  type: 'news',
  intro: '<p>General news and announcements</p>',
  discussions: [
    {
      by: 'kmensah',
      day: -44,
      subject: 'No calculator needed',
      html: '<p>Bring paper. We shall do the first two weeks with pencil and coins.</p>',
    },
    {
      by: 'teacher',
      day: -15.5,
      subject: 'Problem 2 is graded',
      html: '<p>Median 9, mean 8.4. Now you know why I give you both. The lowest of your problems does not count, so take risks.</p>',
    },
  ],
};

const questions: DemoForum = {
  kind: 'forum',
  key: 'stat-questions',
  name: 'Questions and answers',
  type: 'qanda',
  intro: '<p>Post your own answer first, then you see those of the others.</p>',
  subscribers: ['kmensah', 'oadebayo', 'student'],
  discussions: [
    {
      by: 'kmensah',
      day: -33,
      subject: 'A test is right in 99 of 100 cases. It says you are ill. Are you?',
      html: '<p>One in a thousand has the illness. No formulas: think of 100,000 people in a stadium.</p>',
      tags: ['probability'],
      replies: [
        {
          by: 'vmurugan',
          day: -32.4,
          html: '<p>100 பேருக்கு நோய் – 100 are ill, 99 of them are found. Of the 99,900 others 999 get a false alarm. So 99 of 1,098: about 9&nbsp;%.</p>',
          replies: [
            { by: 'oadebayo', day: -32.2, html: '<p>I had 99&nbsp;%, and I was very sure. The stadium wins.</p>' },
            {
              by: 'kmensah',
              day: -32,
              html: '<p>Everybody has 99&nbsp;% the first time. Doctors, too; it has been tried.</p>',
            },
          ],
        },
        {
          by: 'apetrosyan',
          day: -31.7,
          html: '<p>Ստադիոնը լավ գաղափար է։ A good picture. But who goes to be tested at random? If I already cough, I do not come from the stadium.</p>',
        },
        {
          by: 'stesfaye',
          day: -31.2,
          html: '<p>ጥሩ ጥያቄ! Then the stadium is all people who cough, and the answer is another one.</p>',
        },
      ],
    },
    {
      by: 'cyildiz',
      day: -13.1,
      subject: 'Why n − 1?',
      html: '<p>The sheet divides by <em>n</em> − 1. My phone divides by <em>n</em>. İkisi de doğru olabilir mi? (Can both be right?)</p>',
      replies: [
        {
          by: 'student',
          day: -12.9,
          html: '<p>With one value you know nothing about the spread, and dividing by 0 says so. Dividing by 1 says “no spread at all”.</p>',
          replies: [{ by: 'cyildiz', day: -12.8, html: '<p>Oh. <strong>Oh!</strong></p>' }],
        },
        { by: 'kmensah', day: -12.5, html: '<p>Not a proof, and better than a proof.</p>' },
      ],
    },
    {
      by: 'jiniguez',
      day: -4.4,
      subject: '¿Media o mediana? House prices in A Coruña',
      html: '<p>The town hall gives the mean, the newspaper the median, and both call it “the normal price”. I put the advertisements of last week in a file.</p>',
      files: [
        {
          name: 'precios.csv',
          author: 'José Ignacio Ñíguez',
          content: () =>
            Buffer.from(
              'barrio,precio_euros\nMonte Alto,182000\nOs Mallos,149000\nA Zapateira,690000\nElviña,205000\nOrzán,240000\n',
            ),
        },
      ],
    },
  ],
};

export const sections: readonly DemoSection[] = [
  {
    summary: {
      html: '<p>Numbers do not speak for themselves. Somebody counted, somebody left something out, and chance had a hand in it.</p>',
    },
    activities: [
      news,
      {
        kind: 'resource',
        key: 'formula-sheet',
        name: 'Formula sheet',
        intro: '<p>One page. Bring it to the test.</p>',
        file: formulaSheet,
        completion: { by: 'conditions', view: true },
      },
      questions,
    ],
  },
  {
    summary: { html: '<p>What a list of numbers looks like, before anything is computed.</p>' },
    activities: [
      {
        kind: 'choice',
        key: 'before',
        name: 'Before we begin: which is more likely?',
        intro:
          '<p>Linda is 31, outspoken, and studied philosophy. As a student she marched against nuclear power. Which is <em>more</em> likely?</p>',
        opens: -44,
        completion: { by: 'conditions' },
        options: [
          { text: 'Linda works in a bank', answers: ['ksato', 'vmurugan', 'asharma', 'gberidze', 'student'] },
          {
            text: 'Linda works in a bank & is active in the women’s movement',
            answers: [
              'lina',
              'sykim',
              'malfassi',
              'nlevi',
              'oadebayo',
              'jiniguez',
              'cyildiz',
              'psukjai',
              'stesfaye',
              'mkealoha',
            ],
          },
          { text: 'Both are equally likely', answers: ['hongnguyen', 'fkarimi'] },
        ],
      },
      {
        kind: 'page',
        key: 'shapes',
        name: 'The shape of a list',
        intro: '<p>Histograms, tails, and where the middle is.</p>',
        tags: ['distribution'],
        completion: { by: 'conditions', view: true },
        filters: { mathjaxloader: 1 },
        content: {
          html:
            '<p><img src="@@PLUGINFILE@@/waiting.svg" alt="Histogram of waiting times" width="580" height="310"></p>' +
            '<p>Most wait a little, a few wait long: the list has a <em>tail</em>. The mean \\(\\bar{x} = \\frac{1}{n}\\sum x_i\\) is where the picture would balance ' +
            'on a finger; the median is where half of its area lies to the left. In a list with a tail they part.</p>' +
            '<table><caption>Three middles of the same list</caption><tbody><tr><th scope="row">mean</th><td>balances</td></tr>' +
            '<tr><th scope="row">median</th><td>halves</td></tr><tr><th scope="row">mode</th><td>is the most common</td></tr></tbody></table>' +
            '<p>Now do <a href="{{problem-median}}">problem 1</a>.</p>',
          files: [waitingPicture],
        },
      },
      problemMedian,
    ],
  },
  {
    summary: { html: '<p>If we had asked other passengers, we should have another mean. How much another?</p>' },
    activities: [
      {
        kind: 'folder',
        key: 'data-folder',
        name: 'Data',
        intro: '<p>All the lists of this course. Read the <em>read me</em>, it is short.</p>',
        files: [readMe, waitingCsv, heightsCsv, heightsPicture],
        completion: { by: 'hand' },
      },
      {
        kind: 'book',
        key: 'uncertainty-book',
        name: 'A short course in doubt',
        intro: '<p>Samples, errors and intervals in four short chapters.</p>',
        tags: ['sampling'],
        completion: { by: 'conditions', view: true },
        chapters: [
          {
            title: 'You tasted one spoonful',
            content: {
              html: '<p>To know whether a soup is salty, one spoonful will do, however big the pot, if the soup was stirred. That is all of sampling: the size of the pot does not matter, the stirring does.</p>',
            },
          },
          {
            title: 'A mean is a throw of the dice',
            content: {
              html:
                '<p>Ask thirty passengers, take the mean; ask another thirty. Five hundred times over it looks like this:</p>' +
                '<p><img src="@@PLUGINFILE@@/means.svg" alt="Histogram of five hundred means" width="670" height="310"></p>' +
                '<p>The tail is gone. Means gather in a hump, whatever the shape they came from.</p>',
              files: [meansPicture],
            },
            tags: ['sampling', 'distribution'],
          },
          {
            title: 'How wide is the hump?',
            sub: true,
            content: {
              html: '<p>\\[ \\text{standard error} = \\frac{s}{\\sqrt{n}} \\] Four times the passengers, half the width. Certainty is dear.</p>',
            },
          },
          {
            title: 'What an interval says, and what it does not',
            content: {
              html: '<p>“95&nbsp;%” is a promise about the method, not about this one interval: of a hundred intervals made this way, some ninety-five catch the true value. Whether yours did, nobody tells you.</p>',
            },
          },
        ],
      },
      problemMeans,
    ],
  },
  {
    summary: { html: '<p>Two lists side by side, and the oldest mistake about them.</p>' },
    activities: [
      {
        kind: 'label',
        key: 'correlation-label',
        name: 'Ice cream sales and drowned swimmers go up together.',
        intro:
          '<p><img src="@@PLUGINFILE@@/figures/heights.png" alt="Heights of parents and children" width="210" height="210"> ' +
          'Ice cream sales and drowned swimmers go up together. <em>Ban ice cream?</em></p>',
        introFiles: [heightsPicture],
      },
      {
        kind: 'url',
        key: 'guess-r',
        name: 'Guess the correlation: a game',
        intro: '<p>Ten scatter plots, ten guesses. Below 0.1 off on average is very good.</p>',
        address: 'https://games.example.com/guess?course=stat&rounds=10#start',
      },
      {
        kind: 'page',
        key: 'regression',
        name: 'Regression to the mean',
        intro: '<p>Why the worst day is mostly followed by a better one, with or without a scolding.</p>',
        restriction: { from: -4 },
        completion: { by: 'conditions', view: true },
        completedBy: 0.5,
        content: {
          html:
            '<p>A flying instructor praised good landings, and the next was worse; he shouted after bad ones, and the next was better. He concluded that shouting helps. ' +
            'What he had seen was chance, going back to where it usually is.</p>' +
            '<p><span lang="en" class="multilang">The same with heights: see</span><span lang="fr" class="multilang">De même pour la taille : voir</span> ' +
            '<a href="{{problem-slope}}">problem 3</a>.</p>',
        },
      },
      problemSlope,
    ],
  },
];
