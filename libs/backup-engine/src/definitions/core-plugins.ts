/** The plugins that Moodle 4.1 to 5.1 bring along, by type, as far as a course may hold data of that type. What is not
 *  listed and has no definition is someone else's: a backup names it instead of leaving it out in silence. */
const CORE_PLUGINS: Readonly<Record<string, string>> = {
  assignfeedback: 'comments editpdf file offline',
  assignsubmission: 'comments file onlinetext',
  availability: 'completion date grade group grouping profile',
  block: `
    accessreview activity_modules activity_results admin_bookmarks badges blog_menu blog_recent blog_tags calendar_month
    calendar_upcoming comments completionstatus course_list course_summary feedback globalsearch glossary_random html
    login lp mentees mnet_hosts myoverview myprofile navigation news_items online_users private_files recent_activity
    recentlyaccessedcourses recentlyaccesseditems rss_client search_forums section_links selfcompletion settings
    site_main_menu social_activities starredcourses tag_flickr tag_youtube tags timeline`,
  booktool: 'exportimscp importhtml print',
  contenttype: 'h5p',
  customfield: 'checkbox date number select text textarea',
  datafield: 'checkbox date file latlong menu multimenu number picture radiobutton text textarea url',
  enrol: 'category cohort database fee flatfile guest imsenterprise ldap lti manual meta mnet paypal self',
  format: 'singleactivity social topics weeks',
  forumreport: 'summary',
  gradepenalty: 'duedate',
  gradingform: 'guide rubric',
  local: '',
  logstore: 'database legacy standard',
  ltiservice: 'basicoutcomes gradebookservices memberships profile toolproxy toolsettings',
  ltisource: '',
  plagiarism: '',
  qbank: `
    bulkmove columnsortorder comment customfields deletequestion editquestion exportquestions exporttoxml history
    importquestions managecategories previewquestion statistics tagquestion usage viewcreator viewquestionname
    viewquestiontext viewquestiontype`,
  qbehaviour: `
    adaptive adaptivenopenalty deferredcbm deferredfeedback immediatecbm immediatefeedback informationitem interactive
    interactivecountback manualgraded missing`,
  qtype: `
    calculated calculatedmulti calculatedsimple ddimageortext ddmarker ddwtos description essay gapselect match
    missingtype multianswer multichoice numerical ordering random randomsamatch shortanswer truefalse`,
  quizaccess: `
    delaybetweenattempts ipaddress numattempts offlineattempts openclosedate password seb securewindow timelimit`,
  report: `
    backups competency completion configlog courseoverview eventlist infectedfiles insights log loglive outline
    participation performance progress questioninstances security stats status themeusage usersessions`,
  theme: 'boost classic',
  tool: `
    admin_presets analytics availabilityconditions behat brickfield capability cohortroles componentlibrary customlang
    dataprivacy dbtransfer filetypes generator health httpsreplace innodb installaddon langimport licensemanager log lp
    lpimportcsv lpmigrate messageinbound mfa mobile monitor moodlenet multilangupgrade oauth2 phpunit policy profiling
    recyclebin replace spamcleaner task templatelibrary unsuproles uploadcourse uploaduser usertours xmldb`,
  workshopallocation: 'manual random scheduled',
  workshopeval: 'best',
  workshopform: 'accumulative comments numerrors rubric',
};

const core = new Map(
  Object.entries(CORE_PLUGINS).map(([type, names]) => [type, new Set(names.trim().split(/\s+/))] as const),
);

/** Is this (`block_html`) a plugin of a type that may hold data of courses, and none of Moodle's own? */
export function isThirdParty(plugin: string): boolean {
  const [type = '', ...name] = plugin.split('_');
  const known = core.get(type);
  return known !== undefined && !known.has(name.join('_'));
}
