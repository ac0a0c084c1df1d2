import type { OptionName } from '@coursekeep/backup-engine/model';
import type { CourseFilter, CourseOrder } from '../view/course-list';
import type { FailureConcern } from '@coursekeep/errors';
import type { PresetName } from '../view/presets';

const plural = new Intl.PluralRules('en');
const number = new Intl.NumberFormat('en-GB');

function counted(count: number, one: string, many: string): string {
  return `${number.format(count)} ${plural.select(count) === 'one' ? one : many}`;
}

const presetTexts: Record<PresetName, { title: string; text: string; contains: string }> = {
  work: {
    title: 'Course and people’s work',
    text: 'To be safe during the term: everything you built and everything your participants handed in.',
    contains: 'Content, participants, submissions, grades, posts and comments. No logs.',
  },
  content: {
    title: 'Course content',
    text: 'To keep or reuse what you built, without personal data.',
    contains: 'Sections, activities, files, blocks and filters. Nobody’s work or name.',
  },
  archive: {
    title: 'Complete archive',
    text: 'For the end of the course, when everything has to be kept.',
    contains: 'All of it, with logs and the history of grades. Takes longest.',
  },
  template: {
    title: 'Template',
    text: 'To give to a colleague or to begin a new course with.',
    contains: 'Content only, without the ways to enrol.',
  },
};

const optionTexts: Record<OptionName, { label: string; text: string }> = {
  activities: {
    label: 'Activities and resources',
    text: 'Pages, files, forums, assignments … Without them, only the sections’ own texts are kept.',
  },
  blocks: { label: 'Blocks', text: 'The boxes beside the course. Without them, a restored course has none.' },
  filters: {
    label: 'Filters',
    text: 'What the course sets for text filters. Without them, the new site’s usual ones apply.',
  },
  users: {
    label: 'Participants and their work',
    text: 'Who takes part, what they handed in, wrote and got for it. The file then holds personal data: keep it safe.',
  },
  enrolments: {
    label: 'Ways to enrol',
    text: 'Self-enrolment, cohorts and so on. Without them, people are enrolled by hand after a restore.',
  },
  role_assignments: {
    label: 'Roles of participants',
    text: 'Who teaches and who learns. Without them, everyone comes back without a role.',
  },
  comments: {
    label: 'Comments',
    text: 'What people wrote in comment boxes. Forum posts are part of the participants’ work.',
  },
  userscompletion: { label: 'Completion', text: 'Who has finished what. Without it, everyone starts again at zero.' },
  logs: {
    label: 'Logs',
    text: 'Who did what and when. Makes the backup larger and slower; rarely needed in a restore.',
  },
  grade_histories: {
    label: 'History of grades',
    text: 'Every change of every grade. The grades themselves are part of the participants’ work.',
  },
};

const failureTexts: Record<FailureConcern, string> = {
  room: 'There was no room for it on the backup server. The site’s administrator can make some.',
  site: 'The site’s database could not be read. The site’s administrator knows when it is back.',
  files: 'The site’s files could not be read. The site’s administrator can look into it.',
  storage: 'The place where backups are kept could not be used. The site’s administrator can look into it.',
  course: 'The course is no longer on the site.',
  rights: 'When it began, the permission for it was missing. A manager of the course can give it.',
  interrupted: 'It was interrupted several times. The site’s administrator can look into it.',
  other: 'Something unexpected came up; the details say what.',
};

const filterNames: Record<CourseFilter, string> = {
  all: 'All',
  never: 'Never backed up',
  failed: 'Failed',
  running: 'Running',
};

const orderNames: Record<CourseOrder, string> = {
  name: 'Name',
  oldest: 'Oldest backup first',
  newest: 'Newest backup first',
  size: 'Largest backup first',
};

/** Every sentence of the portal, in English. Another language is another object of this shape. */
export const en = {
  language: 'en',
  /** For dates, numbers and sorting. */
  locale: 'en-GB',
  direction: 'ltr' as 'ltr' | 'rtl',
  product: 'Coursekeep',
  /** The title of a page in the browser's tab. */
  pageTitle: (page: string) => `${page} – Coursekeep`,
  skipToContent: 'Skip to the content',
  moments: {
    justNow: 'just now',
    today: (time: string) => `today at ${time}`,
    yesterday: (time: string) => `yesterday at ${time}`,
    on: (date: string) => `on ${date}`,
  },
  bar: {
    home: 'My courses',
    search: 'Search my courses',
    signedInAs: (name: string) => `Signed in as ${name}`,
    signOut: 'Sign out',
    themes: {
      system: { now: 'Theme: as the system', next: 'Switch to the light theme' },
      light: { now: 'Theme: light', next: 'Switch to the dark theme' },
      dark: { now: 'Theme: dark', next: 'Switch to the system’s theme' },
    },
  },
  signIn: {
    title: 'Sign in',
    lead: (site: string | null) => `Use the account that you have at ${site ?? 'your Moodle site'}.`,
    username: 'User name',
    password: 'Password',
    token: 'Web-service token',
    tokenHint: 'Your site’s administrator, or Preferences › Security keys in Moodle, can give you one.',
    submit: 'Sign in',
    submitting: 'Signing in …',
    useToken: 'Use a web-service token instead',
    usePassword: 'Use user name and password instead',
    safe: 'Your courses are only read here, never changed.',
    missing: {
      username: 'Enter your user name.',
      password: 'Enter your password.',
      token: 'Enter a web-service token.',
    },
    wrong: {
      password: 'User name and password do not go together. They are the ones of your Moodle site.',
      token: 'No user of this site has this token, or it has expired.',
    },
    /** Why an account may not come in though its password or token was right, by the code of the error. */
    refused: {
      suspended: 'Your account is suspended. Your site’s administrator can lift that.',
      unconfirmed: 'Your account is not confirmed yet. Follow the link in the e-mail from your Moodle site.',
      passwordexpired: 'Your password has expired. Change it on your Moodle site, then sign in here.',
      noguest: 'The guest account cannot make backups. Use an account of your own.',
      nologin: 'Your account may not sign in. Your site’s administrator knows why.',
      restoredaccount:
        'Your account came with a restored course and has no password yet. Set one on your Moodle site with “Lost password?”, then sign in here.',
      restdisabled: 'Web services are switched off on your Moodle site. Use your user name and password.',
      sitemaintenance: 'Your Moodle site is under maintenance. Sign in again when that is over.',
    } as Readonly<Record<string, string>>,
    elsewhere: (methods: readonly string[], tokenPage: string) =>
      `If you sign in to Moodle in another way than by a password of Moodle (${methods.join(', ')}), use a web-service token here. You find yours at ${tokenPage}`,
    signsInElsewhere: (tokenPage: string) =>
      `Your account signs in to Moodle in another way now. Use a web-service token here; you find yours at ${tokenPage}`,
    tooMany: (minutes: number) =>
      minutes > 1
        ? `Too many tries. Try again in ${number.format(minutes)} minutes, or ask your site’s administrator for help.`
        : 'Too many tries. Try again in a minute.',
    onward: 'Sign in to go on to the page you asked for.',
  },
  courses: {
    title: 'My courses',
    search: 'Search',
    searchHint: 'Name, short name or category',
    show: 'Show',
    sort: 'Sort by',
    apply: 'Apply',
    filterNames,
    orderNames,
    count: (count: number) => counted(count, 'course', 'courses'),
    columns: { course: 'Course', safety: 'Last backup', size: 'Size', action: 'Action' },
    backUp: 'Back up',
    backUpCourse: (course: string) => `Back up ${course}`,
    hidden: 'Hidden from students',
    none: {
      title: 'No courses to back up',
      text: 'You may back up the courses in which you teach or that you manage. If one is missing here, ask a manager of the course or the site’s administrator for the permission to back it up.',
    },
    nothingFound: {
      title: 'No course fits',
      text: 'Try another word, or show all your courses.',
      action: 'Show all courses',
    },
    pages: 'Pages',
    page: (page: number, pages: number) => `Page ${page} of ${pages}`,
    previous: 'Previous page',
    next: 'Next page',
  },
  safety: {
    never: 'Never backed up',
    neverLong: 'This course has never been backed up.',
    neverButRunning: 'Its first backup is being made.',
    neverAdvice: 'A backup takes about a minute, and changes nothing in the course.',
    short: (when: string, people: boolean) => `${when}, ${people ? 'with people' : 'content only'}`,
    good: (when: string, people: boolean) =>
      `Backed up ${when}, ${people ? 'with everyone’s work' : 'without people and their work'}.`,
    old: (when: string) => `The last backup is old: it was made ${when}.`,
    failedShort: (when: string) => `Failed ${when}`,
    failed: (when: string) => `The last backup failed ${when}.`,
    failedButGood: (when: string) => `The newest good one was made ${when}.`,
    failedButGoodShort: (when: string) => `Newest good one ${when}`,
    failedNoGood: 'There is no good one yet.',
    running: 'Being backed up',
    waiting: 'Waiting for its turn',
    levels: { safe: 'Safe', old: 'Old', failed: 'Failed', never: 'Not safe' },
  },
  course: {
    backUp: 'Back up now',
    backUpAgain: 'Start another backup',
    backups: 'Backups',
    running: 'Running now',
    watch: 'Watch it',
    empty: {
      title: 'No backups yet',
      text: 'The first one will show up here, with its date, its size and what is in it.',
    },
    withPeople: 'With people and their work',
    contentOnly: 'Content only',
    by: (who: string) => `by ${who}`,
    byMoodle: 'made by Moodle itself',
    warnings: (count: number) => counted(count, 'note', 'notes'),
    download: 'Download',
    downloadOf: (when: string, size: string) => `Download the backup of ${when}${size && `, ${size}`}`,
    downloadElsewhere: 'Download it in Moodle',
    outcomes: {
      good: 'Done',
      failed: 'Failed',
      cancelled: 'Cancelled',
      lost: 'Its file is gone',
      damaged: 'Its file is damaged',
    },
    details: 'Details',
    facts: {
      file: 'File',
      status: 'Status',
      id: 'Backup id',
      began: 'Asked for',
      ended: 'Ended',
      took: 'Took',
      reason: 'Reason',
      notes: 'Notes',
    },
  },
  newBackup: {
    title: 'New backup',
    lead: (course: string) => `What should the backup of ${course} contain?`,
    choices: 'Choose one',
    recommended: 'Recommended',
    presets: presetTexts,
    exact: { title: 'Choose exactly', text: 'Decide each of the ten options yourself.' },
    options: optionTexts,
    optionsTitle: 'The ten options',
    needsPeople: 'Only with participants and their work.',
    noUserinfo: 'You may not include people’s data in this course. A manager of the course can allow it.',
    noConfigure:
      'You may make the standard backup of this course. A manager of the course can allow you to choose what goes in.',
    start: 'Start the backup',
    starting: 'Starting …',
    cancel: 'Cancel',
    estimate: (size: string, time: string) => `About ${size}, ${time}, like the last one.`,
    estimateWithLogs: (size: string) => `At least ${size} like the last one, and the logs, which can be large.`,
    noEstimate: 'No earlier backup of this kind to judge by: a minute or so for most courses.',
    unchanged: 'The course can be used meanwhile, and nothing in it changes.',
    alreadyRunning: 'A backup of this course is running already. You can wait for it, or start another one after it.',
  },
  running: {
    title: (course: string) => `Backup of ${course}`,
    tab: (percent: string, course: string) => `${percent} · ${course} – Coursekeep`,
    waitingTab: (course: string) => `Waiting · ${course} – Coursekeep`,
    endedTab: (outcome: string, course: string) => `${outcome} · ${course} – Coursekeep`,
    waiting: 'Waiting for its turn',
    waitingToTryAgain: 'Waiting to be tried again',
    waitingText: 'It begins by itself, at the latest when the backups before it are done.',
    waitingAgain: (reason: string) => `The last try did not work. ${reason} This backup begins again by itself.`,
    working: 'Backing up',
    progress: 'Progress of the backup',
    elapsed: (time: string) => `${time} so far`,
    remaining: (time: string) => `about ${time} to go`,
    leave: 'You can leave this page or close the browser: the backup goes on, and you find it in the course.',
    lost: 'No answer from Coursekeep at the moment. The backup goes on; this page tries again by itself.',
    done: (time: string) => (time ? `Done in ${time}` : 'Done'),
    doneText: (people: boolean) =>
      people
        ? 'The course is safe, with everyone’s work.'
        : 'The course’s content is safe. People and their work are not in it.',
    wayBack: {
      title: 'Get it back',
      text: 'Moodle can make a new course from this backup, or add it to this one. The course as it is stays until you change it.',
      download: 'Download the backup to your computer.',
      open: 'Open the restore page of the course in Moodle',
      restore: 'Drop the file there, press “Restore”, and choose “Restore as a new course”.',
    },
    notes: (count: number) => `${counted(count, 'thing', 'things')} to know about this backup`,
    failed: 'The backup failed',
    failures: failureTexts,
    failedText: 'Nothing in the course has changed, and earlier backups are still there.',
    failedHelp: 'Try again; if it fails again, give the details below to your site’s administrator.',
    cancelled: 'The backup was cancelled',
    gone: 'The file of this backup is gone',
    goneText:
      'It is no longer where backups are kept, and cannot be downloaded. The site’s administrator may know more.',
    damaged: 'The file of this backup is damaged',
    damagedText:
      'It has changed since the backup was made, so it is not given out: Moodle could not restore it whole. Back up again; the site’s administrator may have a copy of the old file.',
    anew: 'Back up again',
    cancel: {
      ask: 'Cancel the backup',
      title: 'Cancel this backup?',
      text: 'What is done so far is thrown away. The course and its earlier backups stay as they are.',
      yes: 'Yes, cancel it',
      pending: 'Cancelling …',
      no: 'Let it go on',
      tooLate: 'It is too late to cancel it: it has ended, or is just being finished.',
    },
    again: 'Try again',
    download: (size: string) => `Download${size && ` (${size})`}`,
    back: 'Back to the course',
    said: (percent: string) => `${percent} done`,
  },
  panel: { close: 'Close' },
  notice: {
    good: (course: string) => `The backup of ${course} is done.`,
    failed: (course: string) => `The backup of ${course} failed.`,
    cancelled: (course: string) => `The backup of ${course} was cancelled.`,
    lost: (course: string) => `The file of the backup of ${course} is gone.`,
    damaged: (course: string) => `The file of the backup of ${course} is damaged.`,
    close: 'Close this notice',
  },
  problems: {
    forbidden: {
      title: 'This is not yours to see',
      text: 'You may not back up this course.',
      help: 'A manager of the course or the site’s administrator can give you the permission to back it up.',
    },
    missing: {
      title: 'Not found',
      text: 'There is nothing at this address.',
      help: 'It may have been deleted, or the address is incomplete.',
    },
    unreachable: {
      title: 'Coursekeep does not answer',
      help: 'Your backups are safe. Try again in a minute; if it lasts, tell your site’s administrator.',
    },
    unavailable: {
      title: 'Not available at the moment',
      help: 'Your backups are safe. If it lasts, tell your site’s administrator.',
    },
    unexpected: {
      title: 'Something went wrong',
      help: 'Your backups are safe. Try again; if it happens again, tell your site’s administrator.',
    },
    retry: 'Try again',
    home: 'My courses',
    code: (code: string) => `For support: ${code}`,
  },
} as const;
