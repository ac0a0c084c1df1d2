import type { KnownRelease } from '@coursekeep/moodle-site';

/** The version of the standard plugins of this release, but for those in `otherVersions`. */
const standardVersion = '2024100700';

const versionIn51 = '2025100600';

const otherVersions: Readonly<Record<string, string>> = {
  mod_feedback: '2024100701',
  customfield_number: '2024100703',
  editor_tiny: '2024100701',
  qbank_columnsortorder: '2024100701',
  quizaccess_seb: '2024100701',
};

/** The installed plugins by type, without the prefix of the type. */
const plugins: Readonly<Record<string, string>> = {
  assignfeedback: 'comments editpdf file offline',
  assignsubmission: 'comments file onlinetext',
  auth: 'cas db email ldap lti manual mnet nologin none oauth2 shibboleth webservice',
  availability: 'completion date grade group grouping profile',
  block:
    'accessreview activity_modules activity_results admin_bookmarks badges blog_menu blog_recent blog_tags calendar_month calendar_upcoming comments completionstatus course_list course_summary feedback globalsearch glossary_random html login lp mentees mnet_hosts myoverview myprofile navigation news_items online_users private_files recent_activity recentlyaccessedcourses recentlyaccesseditems rss_client search_forums section_links selfcompletion settings site_main_menu social_activities starredcourses tag_flickr tag_youtube tags timeline',
  booktool: 'exportimscp importhtml print',
  contenttype: 'h5p',
  customfield: 'checkbox date number select text textarea',
  datafield: 'checkbox date file latlong menu multimenu number picture radiobutton text textarea url',
  editor: 'atto textarea tiny',
  enrol: 'category cohort database fee flatfile guest imsenterprise ldap lti manual meta mnet paypal self',
  filter:
    'activitynames algebra codehighlighter data displayh5p emailprotect emoticon glossary mathjaxloader mediaplugin multilang tex urltolink',
  format: 'singleactivity social topics weeks',
  forumreport: 'summary',
  gradeexport: 'ods txt xls xml',
  gradeimport: 'csv direct xml',
  gradereport: 'grader history outcomes overview singleview summary user',
  gradingform: 'guide rubric',
  h5plib: 'v127',
  logstore: 'database standard',
  ltiservice: 'basicoutcomes gradebookservices memberships profile toolproxy toolsettings',
  mod: 'assign bigbluebuttonbn book chat choice data feedback folder forum glossary h5pactivity imscp label lesson lti page quiz resource scorm subsection survey url wiki workshop',
  qbank:
    'bulkmove columnsortorder comment customfields deletequestion editquestion exportquestions exporttoxml history importquestions managecategories previewquestion statistics tagquestion usage viewcreator viewquestionname viewquestiontext viewquestiontype',
  qbehaviour:
    'adaptive adaptivenopenalty deferredcbm deferredfeedback immediatecbm immediatefeedback informationitem interactive interactivecountback manualgraded missing',
  qformat: 'aiken blackboard_six gift missingword multianswer xhtml xml',
  qtype:
    'calculated calculatedmulti calculatedsimple ddimageortext ddmarker ddwtos description essay gapselect match missingtype multianswer multichoice numerical ordering random randomsamatch shortanswer truefalse',
  quiz: 'grading overview responses statistics',
  quizaccess:
    'delaybetweenattempts ipaddress numattempts offlineattempts openclosedate password seb securewindow timelimit',
  report:
    'backups competency completion configlog courseoverview eventlist infectedfiles insights log loglive outline participation performance progress questioninstances security stats status themeusage usersessions',
  repository:
    'areafiles contentbank coursefiles dropbox equella filesystem flickr flickr_public googledocs local merlot nextcloud onedrive recent s3 upload url user webdav wikimedia youtube',
  scormreport: 'basic graphs interactions objectives',
  theme: 'boost classic',
  webservice: 'rest soap',
  workshopallocation: 'manual random scheduled',
  workshopeval: 'best',
  workshopform: 'accumulative comments numerrors rubric',
};

/** The names of the installed plugins of one type, in alphabetical order: `mod` gives assign, bigbluebuttonbn, … */
export function pluginsOf(type: string, release: KnownRelease = '4.5'): string[] {
  const names = plugins[type]?.split(' ') ?? [];
  if (release === '4.5') return names;
  return [...names.filter((name) => !goneIn51.has(`${type}_${name}`)), ...(newIn51[type] ?? [])].sort();
}

const goneIn51 = new Set(
  'auth_cas auth_mnet block_mnet_hosts block_section_links editor_atto enrol_mnet mod_chat mod_survey'.split(' '),
);
const newIn51: Readonly<Record<string, readonly string[]>> = { mod: ['qbank'] };

/** Every installed plugin by its full name with its version. */
export function pluginVersions(release: KnownRelease = '4.5'): [plugin: string, version: string][] {
  return Object.keys(plugins).flatMap((type) =>
    pluginsOf(type, release).map((name): [string, string] => {
      const plugin = `${type}_${name}`;
      return [plugin, release === '5.1' ? versionIn51 : (otherVersions[plugin] ?? standardVersion)];
    }),
  );
}

/** Settings of plugins as a fresh Moodle 4.5 has them: those that a backup or a new course or activity looks at. */
export const pluginSettings: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  assign: {
    feedback_plugin_for_gradebook: 'assignfeedback_comments',
    showrecentsubmissions: '0',
    submissionreceipts: '1',
    maxperpage: '-1',
    alwaysshowdescription: '1',
  },
  assignfeedback_comments: {
    default: '1',
    inline: '0',
    inline_adv: '',
    inline_locked: '',
    sortorder: '0',
  },
  assignfeedback_editpdf: {
    default: '1',
    sortorder: '1',
    stamps: '',
  },
  assignfeedback_file: {
    default: '0',
    sortorder: '3',
  },
  assignfeedback_offline: {
    default: '0',
    sortorder: '2',
  },
  assignsubmission_comments: {
    sortorder: '2',
  },
  assignsubmission_file: {
    default: '1',
    filetypes: '',
    maxbytes: '0',
    maxfiles: '20',
    sortorder: '1',
  },
  assignsubmission_onlinetext: {
    default: '0',
    sortorder: '0',
  },
  backup: {
    backup_auto_active: '0',
    backup_auto_activities: '1',
    backup_auto_badges: '1',
    backup_auto_blocks: '1',
    backup_auto_calendarevents: '1',
    backup_auto_comments: '1',
    backup_auto_competencies: '1',
    backup_auto_contentbankcontent: '1',
    backup_auto_customfield: '1',
    backup_auto_delete_days: '0',
    backup_auto_destination: '',
    backup_auto_files: '1',
    backup_auto_filters: '1',
    backup_auto_groups: '1',
    backup_auto_histories: '0',
    backup_auto_hour: '0',
    backup_auto_legacyfiles: '1',
    backup_auto_logs: '0',
    backup_auto_max_kept: '1',
    backup_auto_min_kept: '0',
    backup_auto_minute: '0',
    backup_auto_questionbank: '1',
    backup_auto_role_assignments: '1',
    backup_auto_skip_hidden: '1',
    backup_auto_skip_modif_days: '30',
    backup_auto_skip_modif_prev: '0',
    backup_auto_storage: '0',
    backup_auto_users: '1',
    backup_auto_userscompletion: '1',
    backup_auto_weekdays: '0000000',
    backup_auto_xapistate: '1',
    backup_general_activities: '1',
    backup_general_anonymize: '0',
    backup_general_badges: '1',
    backup_general_blocks: '1',
    backup_general_calendarevents: '1',
    backup_general_comments: '1',
    backup_general_competencies: '1',
    backup_general_contentbankcontent: '1',
    backup_general_customfield: '1',
    backup_general_files: '1',
    backup_general_filters: '1',
    backup_general_groups: '1',
    backup_general_histories: '0',
    backup_general_legacyfiles: '1',
    backup_general_logs: '0',
    backup_general_questionbank: '1',
    backup_general_role_assignments: '1',
    backup_general_users: '1',
    backup_general_userscompletion: '1',
    backup_general_xapistate: '1',
    backup_import_activities: '1',
    backup_import_badges: '0',
    backup_import_blocks: '1',
    backup_import_calendarevents: '1',
    backup_import_competencies: '1',
    backup_import_contentbankcontent: '1',
    backup_import_customfield: '1',
    backup_import_filters: '1',
    backup_import_groups: '1',
    backup_import_legacyfiles: '1',
    backup_import_permissions: '0',
    backup_import_questionbank: '1',
    backup_shortname: '0',
    import_general_duplicate_admin_allowed: '0',
    import_general_maxresults: '10',
    loglifetime: '30',
  },
  book: {
    numbering: '1',
    numberingoptions: '0,1,2,3',
  },
  enrol_guest: {
    defaultenrol: '1',
    requirepassword: '0',
    showhint: '0',
    status: '1',
    status_adv: '',
    usepasswordpolicy: '0',
  },
  enrol_manual: {
    defaultenrol: '1',
    enrolperiod: '0',
    enrolstart: '4',
    expiredaction: '1',
    expirynotify: '0',
    expirynotifyhour: '6',
    expirythreshold: '86400',
    roleid: '5',
    sendcoursewelcomemessage: '1',
    status: '0',
  },
  enrol_self: {
    defaultenrol: '1',
    enrolperiod: '0',
    expiredaction: '1',
    expirynotify: '0',
    expirynotifyhour: '6',
    expirythreshold: '86400',
    groupkey: '0',
    longtimenosee: '0',
    maxenrolled: '0',
    newenrols: '1',
    requirepassword: '0',
    roleid: '5',
    sendcoursewelcomemessage: '1',
    showhint: '0',
    status: '1',
    usepasswordpolicy: '0',
  },
  folder: {
    maxsizetodownload: '0',
    showexpanded: '1',
  },
  format_topics: {
    indentation: '1',
  },
  format_weeks: {
    indentation: '1',
  },
  label: {
    dndmedia: '1',
    dndresizeheight: '400',
    dndresizewidth: '400',
  },
  logstore_standard: {
    buffersize: '50',
    jsonformat: '1',
    logguests: '1',
    loglifetime: '0',
  },
  moodlecourse: {
    coursecommunicationprovider: 'none',
    coursedisplay: '0',
    courseduration: '31536000',
    courseenddateenabled: '1',
    downloadcontentsitedefault: '0',
    enablecompletion: '1',
    format: 'topics',
    groupmode: '0',
    groupmodeforce: '0',
    hiddensections: '1',
    lang: '',
    maxbytes: '0',
    maxsections: '52',
    newsitems: '5',
    numsections: '4',
    participantsperpage: '20',
    showactivitydates: '1',
    showcompletionconditions: '1',
    showgrades: '1',
    showreports: '0',
    visible: '1',
  },
  page: {
    display: '5',
    displayoptions: '5',
    popupheight: '450',
    popupwidth: '620',
    printintro: '0',
    printlastmodified: '1',
  },
  resource: {
    display: '0',
    displayoptions: '0,1,4,5,6',
    filterfiles: '0',
    framesize: '130',
    popupheight: '450',
    popupwidth: '620',
    printintro: '1',
    showdate: '0',
    showsize: '0',
    showtype: '1',
  },
  tool_log: {
    enabled_stores: 'logstore_standard',
    exportlog: '1',
  },
  url: {
    allowvariables: '0',
    display: '0',
    displayoptions: '0,1,5,6',
    enablecourseinstances: '0',
    enableuserinstances: '0',
    framesize: '130',
    popupheight: '450',
    popupwidth: '620',
    printintro: '1',
    rolesinparams: '0',
    secretphrase: '',
  },
};
