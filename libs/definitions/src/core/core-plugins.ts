import * as activities from './activities';

/** The plugins that Moodle 4.1 to 5.1 bring along, by type, as far as a course may hold data of that type. What is not
 *  listed and has no definition is someone else's: a backup names it instead of leaving it out in silence. */
const CORE_PLUGINS: Readonly<Record<string, string>> = {
  aiplacement: 'courseassist editor',
  aiprovider: 'azureai deepseek ollama openai',
  antivirus: 'clamav',
  assignfeedback: 'comments editpdf file offline',
  assignment: 'offline online upload uploadsingle',
  assignsubmission: 'comments file onlinetext',
  auth: 'cas db email ldap lti manual mnet nologin none oauth2 shibboleth webservice',
  availability: 'completion date grade group grouping profile',
  bbbext: '',
  block: `
    accessreview activity_modules activity_results admin_bookmarks badges blog_menu blog_recent blog_tags calendar_month
    calendar_upcoming comments completionstatus course_list course_summary feedback globalsearch glossary_random html
    login lp mentees mnet_hosts myoverview myprofile navigation news_items online_users private_files recent_activity
    recentlyaccessedcourses recentlyaccesseditems rss_client search_forums section_links selfcompletion settings
    site_main_menu social_activities starredcourses tag_flickr tag_youtube tags timeline`,
  booktool: 'exportimscp importhtml print',
  cachestore: 'apcu file memcached mongodb redis session static',
  communication: 'customlink matrix',
  contenttype: 'h5p',
  coursereport: '',
  customfield: 'checkbox date number select text textarea',
  datafield: 'checkbox date file latlong menu multimenu number picture radiobutton text textarea url',
  editor: 'atto textarea tiny tinymce',
  enrol: 'category cohort database fee flatfile guest imsenterprise ldap lti manual meta mnet paypal self',
  factor: 'admin auth capability cohort email grace iprange nosetup role sms token totp webauthn',
  fileconverter: 'googledrive unoconv',
  filter: `
    activitynames algebra codehighlighter data displayh5p emailprotect emoticon glossary mathjaxloader mediaplugin
    multilang tex tidy urltolink`,
  // `site`: the front page, which has no plugin.
  format: 'singleactivity site social topics weeks',
  forumreport: 'summary',
  gradeexport: 'ods txt xls xml',
  gradeimport: 'csv direct xml',
  gradepenalty: 'duedate',
  gradereport: 'grader history outcomes overview singleview summary user',
  gradingform: 'guide rubric',
  local: '',
  logstore: 'database legacy standard',
  ltiservice: 'basicoutcomes gradebookservices memberships profile toolproxy toolsettings',
  ltisource: '',
  media: 'html5audio html5video videojs vimeo youtube',
  message: 'airnotifier email jabber popup sms',
  mlbackend: 'php python',
  mnetservice: 'enrol',
  paygw: 'paypal',
  plagiarism: '',
  portfolio: 'boxnet download flickr googledocs mahara picasa',
  profilefield: 'checkbox datetime menu social text textarea',
  qbank: `
    bulkmove columnsortorder comment customfields deletequestion editquestion exportquestions exporttoxml history
    importquestions managecategories previewquestion statistics tagquestion usage viewcreator viewquestionname
    viewquestiontext viewquestiontype`,
  qbehaviour: `
    adaptive adaptivenopenalty deferredcbm deferredfeedback immediatecbm immediatefeedback informationitem interactive
    interactivecountback manualgraded missing`,
  qformat: 'aiken blackboard_six gift missingword multianswer xhtml xml',
  qtype: `
    calculated calculatedmulti calculatedsimple ddimageortext ddmarker ddwtos description essay gapselect match
    missingtype multianswer multichoice numerical ordering random randomsamatch shortanswer truefalse`,
  quiz: 'grading overview responses statistics',
  quizaccess: `
    delaybetweenattempts ipaddress numattempts offlineattempts openclosedate password seb securewindow timelimit`,
  report: `
    backups competency completion configlog courseoverview eventlist infectedfiles insights log loglive outline
    participation performance progress questioninstances security stats status themeusage usersessions`,
  repository: `
    areafiles contentbank coursefiles dropbox equella filesystem flickr flickr_public googledocs local merlot nextcloud
    onedrive recent s3 upload url user webdav wikimedia youtube`,
  scormreport: 'basic graphs interactions objectives',
  search: 'simpledb solr',
  smsgateway: 'aws modica',
  theme: 'boost classic',
  tiny: 'accessibilitychecker aiplacement autosave equation h5p html link media noautolink premium recordrtc',
  tool: `
    admin_presets analytics availabilityconditions behat brickfield capability cohortroles componentlibrary customlang
    dataprivacy dbtransfer filetypes generator health httpsreplace innodb installaddon langimport licensemanager log lp
    lpimportcsv lpmigrate messageinbound mfa mobile monitor moodlenet multilangupgrade oauth2 phpunit policy profiling
    recyclebin replace spamcleaner task templatelibrary unsuproles uploadcourse uploaduser usertours xmldb`,
  webservice: 'rest soap',
  workshopallocation: 'manual random scheduled',
  workshopeval: 'best',
  workshopform: 'accumulative comments numerrors rubric',
};

const core = new Map(
  Object.entries(CORE_PLUGINS).map(([type, names]) => [type, new Set(names.trim().split(/\s+/))] as const),
);

/** Types whose plugins have a way of their own into a backup (activities), or never anything of a course. */
const NOT_ASKED = new Set([
  'mod',
  'core',
  'atto',
  'cachelock',
  'calendartype',
  'dataformat',
  'datapreset',
  'h5plib',
  'tinymce',
]);

/** Is this a module of Moodle's own, and not another maker's with a definition? */
export function isCoreModule(modname: string): boolean {
  return Object.hasOwn(activities, modname);
}

/** Is this (`block_html`) a plugin that may hold data of courses, and none of Moodle's own? Activity modules are not asked
 *  here. A type that is not Moodle's is one of a plugin's own sub-plugins. */
export function isThirdParty(plugin: string): boolean {
  const [type = '', ...name] = plugin.split('_');
  return !NOT_ASKED.has(type) && name.length > 0 && !core.get(type)?.has(name.join('_'));
}
