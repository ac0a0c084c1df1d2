/** The tables of Moodle 4.5 and 5.1 in the notation of table-notation.ts. Made by tools/make-table-descriptions.mjs. */
export const tableList = `
assign
  id int(10) notnull
  course int(10) notnull default "0"
  name char(1333) notnull
  intro text notnull
  introformat int(4) notnull default "0"
  alwaysshowdescription int(2) notnull default "0"
  nosubmissions int(2) notnull default "0"
  submissiondrafts int(2) notnull default "0"
  sendnotifications int(2) notnull default "0"
  sendlatenotifications int(2) notnull default "0"
  duedate int(10) notnull default "0"
  allowsubmissionsfromdate int(10) notnull default "0"
  grade int(10) notnull default "0"
  timemodified int(10) notnull default "0"
  requiresubmissionstatement int(2) notnull default "0"
  completionsubmit int(2) notnull default "0"
  cutoffdate int(10) notnull default "0"
  gradingduedate int(10) notnull default "0"
  teamsubmission int(2) notnull default "0"
  requireallteammemberssubmit int(2) notnull default "0"
  teamsubmissiongroupingid int(10) notnull default "0"
  blindmarking int(2) notnull default "0"
  hidegrader int(2) notnull default "0"
  revealidentities int(2) notnull default "0"
  attemptreopenmethod char(10) notnull default "untilpass"
  maxattempts int(6) notnull default "1"
  markingworkflow int(2) notnull default "0"
  markingallocation int(2) notnull default "0"
  markinganonymous int(2) notnull default "0"
  sendstudentnotifications int(2) notnull default "1"
  preventsubmissionnotingroup int(2) notnull default "0"
  activity text
  activityformat int(4) notnull default "0"
  timelimit int(10) notnull default "0"
  submissionattachments int(2) notnull default "0"
  gradepenalty int(2) notnull default "0" since 5.1
  index course (course)
  index teamsubmissiongroupingid (teamsubmissiongroupingid)
  index gradepenalty (gradepenalty) since 5.1
assign_grades
  id int(10) notnull
  assignment int(10) notnull default "0"
  userid int(10) notnull default "0"
  timecreated int(10) notnull default "0"
  timemodified int(10) notnull default "0"
  grader int(10) notnull default "0"
  grade number(10,5) default "0"
  penalty number(10,5) notnull default "0" since 5.1
  attemptnumber int(10) notnull default "0"
  foreign assignment (assignment) assign(id)
  index userid (userid)
  index attemptnumber (attemptnumber)
  uniqueindex uniqueattemptgrade (assignment,userid,attemptnumber)
assign_overrides
  id int(10) notnull
  assignid int(10) notnull default "0"
  groupid int(10)
  userid int(10)
  sortorder int(10)
  allowsubmissionsfromdate int(10)
  duedate int(10)
  cutoffdate int(10)
  timelimit int(10)
  foreign assignid (assignid) assign(id)
  foreign groupid (groupid) groups(id)
  foreign userid (userid) user(id)
assign_plugin_config
  id int(10) notnull
  assignment int(10) notnull default "0"
  plugin char(28) notnull
  subtype char(28) notnull
  name char(28) notnull
  value text
  foreign assignment (assignment) assign(id)
  index plugin (plugin)
  index subtype (subtype)
  index name (name)
assign_submission
  id int(10) notnull
  assignment int(10) notnull default "0"
  userid int(10) notnull default "0"
  timecreated int(10) notnull default "0"
  timemodified int(10) notnull default "0"
  timestarted int(10)
  status char(10)
  groupid int(10) notnull default "0"
  attemptnumber int(10) notnull default "0"
  latest int(2) notnull default "0"
  foreign assignment (assignment) assign(id)
  index userid (userid)
  index attemptnumber (attemptnumber)
  uniqueindex uniqueattemptsubmission (assignment,userid,groupid,attemptnumber)
  index latestattempt (assignment,userid,groupid,latest)
assign_user_flags
  id int(10) notnull
  userid int(10) notnull default "0"
  assignment int(10) notnull default "0"
  locked int(10) notnull default "0"
  mailed int(4) notnull default "0"
  extensionduedate int(10) notnull default "0"
  workflowstate char(20)
  allocatedmarker int(10) notnull default "0"
  foreign userid (userid) user(id)
  foreign assignment (assignment) assign(id)
  index mailed (mailed)
assign_user_mapping
  id int(10) notnull
  assignment int(10) notnull default "0"
  userid int(10) notnull default "0"
  foreign assignment (assignment) assign(id)
  foreign user (userid) user(id)
assignfeedback_comments
  id int(10) notnull
  assignment int(10) notnull default "0"
  grade int(10) notnull default "0"
  commenttext text
  commentformat int(4) notnull default "0"
  foreign assignment (assignment) assign(id)
  foreign grade (grade) assign_grades(id)
assignfeedback_editpdf_annot
  id int(10) notnull
  gradeid int(10) notnull default "0"
  pageno int(10) notnull default "0"
  x int(10) default "0"
  y int(10) default "0"
  endx int(10) default "0"
  endy int(10) default "0"
  path text
  type char(10) default "line"
  colour char(10) default "black"
  draft int(2) notnull default "1"
  foreign gradeid (gradeid) assign_grades(id)
  index gradeid_pageno (gradeid,pageno)
assignfeedback_editpdf_cmnt
  id int(10) notnull
  gradeid int(10) notnull default "0"
  x int(10) default "0"
  y int(10) default "0"
  width int(10) default "120"
  rawtext text
  pageno int(10) notnull default "0"
  colour char(10) default "black"
  draft int(2) notnull default "1"
  foreign gradeid (gradeid) assign_grades(id)
  index gradeid_pageno (gradeid,pageno)
assignfeedback_editpdf_rot
  id int(10) notnull
  gradeid int(10) notnull default "0"
  pageno int(10) notnull default "0"
  pathnamehash text notnull
  isrotated int(1) notnull default "0"
  degree int(10) notnull default "0"
  foreign gradeid (gradeid) assign_grades(id)
  uniqueindex gradeid_pageno (gradeid,pageno)
assignfeedback_file
  id int(10) notnull
  assignment int(10) notnull default "0"
  grade int(10) notnull default "0"
  numfiles int(10) notnull default "0"
  foreign assignment (assignment) assign(id)
  foreign grade (grade) assign_grades(id)
assignsubmission_file
  id int(10) notnull
  assignment int(10) notnull default "0"
  submission int(10) notnull default "0"
  numfiles int(10) notnull default "0"
  foreign assignment (assignment) assign(id)
  foreign submission (submission) assign_submission(id)
assignsubmission_onlinetext
  id int(10) notnull
  assignment int(10) notnull default "0"
  submission int(10) notnull default "0"
  onlinetext text
  onlineformat int(4) notnull default "0"
  foreign assignment (assignment) assign(id)
  foreign submission (submission) assign_submission(id)
backup_controllers
  id int(10) notnull
  backupid char(32) notnull
  operation char(20) notnull default "backup"
  type char(10) notnull
  itemid int(10) notnull
  format char(20) notnull
  interactive int(4) notnull
  purpose int(4) notnull
  userid int(10) notnull
  status int(4) notnull
  execution int(4) notnull
  executiontime int(10) notnull
  checksum char(32) notnull
  timecreated int(10) notnull
  timemodified int(10) notnull
  progress number(15,14) notnull default "0"
  controller text notnull
  unique backupid_uk (backupid)
  foreign userid_fk (userid) user(id)
  index typeitem_ix (type,itemid)
  index useritem_ix (userid,itemid)
backup_courses
  id int(10) notnull
  courseid int(10) notnull default "0"
  laststarttime int(10) notnull default "0"
  lastendtime int(10) notnull default "0"
  laststatus char(1) notnull default "5"
  nextstarttime int(10) notnull default "0"
  unique courseid (courseid)
backup_logs
  id int(10) notnull
  backupid char(32) notnull
  loglevel int(4) notnull
  message text notnull
  timecreated int(10) notnull
  foreign backupid (backupid) backup_controllers(backupid)
  uniqueindex backupid-id (backupid,id)
badge
  id int(10) notnull
  name char(1333) notnull
  description text
  timecreated int(10) notnull default "0"
  timemodified int(10) notnull default "0"
  usercreated int(10) notnull
  usermodified int(10) notnull
  issuername char(1333) notnull
  issuerurl char(255) notnull
  issuercontact char(255)
  expiredate int(10)
  expireperiod int(10)
  type int(1) notnull default "1"
  courseid int(10)
  message text notnull
  messagesubject text notnull
  attachment int(1) notnull default "1"
  notification int(1) notnull default "1"
  status int(1) notnull default "0"
  nextcron int(10)
  version char(255)
  language char(255)
  imageauthorname char(255) until 4.5
  imageauthoremail char(255) until 4.5
  imageauthorurl char(255) until 4.5
  imagecaption text
  foreign fk_courseid (courseid) course(id)
  foreign fk_usermodified (usermodified) user(id)
  foreign fk_usercreated (usercreated) user(id)
  index type (type)
badge_alignment
  id int(10) notnull
  badgeid int(10) notnull default "0"
  targetname char(255) notnull
  targeturl char(255) notnull
  targetdescription text
  targetframework char(255)
  targetcode char(255)
  foreign alignmentsbadge (badgeid) badge(id)
badge_backpack
  id int(10) notnull
  userid int(10) notnull default "0"
  email char(100) notnull
  backpackuid int(10) notnull
  autosync int(1) notnull default "0"
  password char(50)
  externalbackpackid int(10)
  foreign fk_userid (userid) user(id)
  unique backpackcredentials (userid,externalbackpackid)
  foreign externalbackpack (externalbackpackid) badge_external_backpack(id)
badge_backpack_oauth2
  id int(10) notnull
  usermodified int(10) notnull default "0"
  timecreated int(10) notnull default "0"
  timemodified int(10) notnull default "0"
  userid int(10) notnull
  issuerid int(10) notnull
  externalbackpackid int(10) notnull
  token text notnull
  refreshtoken text notnull
  expires int(10)
  scope text
  foreign usermodified (usermodified) user(id)
  foreign userid (userid) user(id)
  foreign issuerid (issuerid) oauth2_issuer(id)
  foreign externalbackpackid (externalbackpackid) badge_external_backpack(id)
badge_criteria
  id int(10) notnull
  badgeid int(10) notnull default "0"
  criteriatype int(10)
  method int(1) notnull default "1"
  description text
  descriptionformat int(2) notnull default "0"
  foreign fk_badgeid (badgeid) badge(id)
  index criteriatype (criteriatype)
  uniqueindex badgecriteriatype (badgeid,criteriatype)
badge_criteria_met
  id int(10) notnull
  issuedid int(10)
  critid int(10) notnull
  userid int(10) notnull
  datemet int(10) notnull
  foreign fk_critid (critid) badge_criteria(id)
  foreign fk_userid (userid) user(id)
  foreign fk_issuedid (issuedid) badge_issued(id)
badge_criteria_param
  id int(10) notnull
  critid int(10) notnull
  name char(255) notnull
  value char(255)
  foreign fk_critid (critid) badge_criteria(id)
badge_endorsement
  id int(10) notnull
  badgeid int(10) notnull default "0"
  issuername char(255) notnull
  issuerurl char(255) notnull
  issueremail char(255) notnull
  claimid char(255)
  claimcomment text
  dateissued int(10) notnull default "0"
  foreign endorsementbadge (badgeid) badge(id)
badge_external
  id int(10) notnull
  backpackid int(10) notnull
  collectionid int(10) notnull
  entityid char(255)
  assertion text
  foreign fk_backpackid (backpackid) badge_backpack(id)
badge_external_backpack
  id int(10) notnull
  backpackapiurl char(255) notnull
  backpackweburl char(255) notnull
  apiversion char(12) notnull
  sortorder int(10) notnull default "0"
  oauth2_issuerid int(10)
  unique backpackapiurlkey (backpackapiurl)
  unique backpackweburlkey (backpackweburl)
  foreign backpackoauth2key (oauth2_issuerid) oauth2_issuer(id)
badge_external_identifier
  id int(10) notnull
  sitebackpackid int(10) notnull
  internalid char(128) notnull
  externalid char(128) notnull
  type char(16) notnull
  foreign fk_backpackid (sitebackpackid) badge_backpack(id)
  unique backpack-internal-external (sitebackpackid,internalid,externalid,type)
badge_issued
  id int(10) notnull
  badgeid int(10) notnull default "0"
  userid int(10) notnull default "0"
  uniquehash text notnull
  dateissued int(10) notnull default "0"
  dateexpire int(10)
  visible int(1) notnull default "0"
  issuernotified int(10)
  foreign fk_badgeid (badgeid) badge(id)
  foreign fk_userid (userid) user(id)
  uniqueindex badgeuser (badgeid,userid)
badge_manual_award
  id int(10) notnull
  badgeid int(10) notnull
  recipientid int(10) notnull
  issuerid int(10) notnull
  issuerrole int(10) notnull
  datemet int(10) notnull
  foreign fk_badgeid (badgeid) badge(id)
  foreign fk_recipientid (recipientid) user(id)
  foreign fk_issuerid (issuerid) user(id)
  foreign fk_issuerrole (issuerrole) role(id)
badge_related
  id int(10) notnull
  badgeid int(10) notnull default "0"
  relatedbadgeid int(10)
  foreign badgeid (badgeid) badge(id)
  foreign relatedbadgeid (relatedbadgeid) badge(id)
  unique badgeid-relatedbadgeid (badgeid,relatedbadgeid)
bigbluebuttonbn
  id int(10) notnull
  type int(2) notnull default "0"
  course int(10) notnull default "0"
  name char(1333) notnull
  intro text
  introformat int(4) notnull default "1"
  meetingid char(255) notnull
  moderatorpass char(255) notnull
  viewerpass char(255) notnull
  wait int(1) notnull default "0"
  record int(1) notnull default "0"
  recordallfromstart int(1) notnull default "0"
  recordhidebutton int(1) notnull default "0"
  welcome text
  voicebridge int(5) notnull default "0"
  openingtime int(10) notnull default "0"
  closingtime int(10) notnull default "0"
  timecreated int(10) notnull default "0"
  timemodified int(10) notnull default "0"
  presentation text
  participants text
  userlimit int(3) notnull default "0"
  recordings_html int(1) notnull default "0"
  recordings_deleted int(1) notnull default "1"
  recordings_imported int(1) notnull default "0"
  recordings_preview int(1) notnull default "0"
  clienttype int(1) notnull default "0"
  muteonstart int(1) notnull default "0"
  disablecam int(1) notnull default "0"
  disablemic int(1) notnull default "0"
  disableprivatechat int(1) notnull default "0"
  disablepublicchat int(1) notnull default "0"
  disablenote int(1) notnull default "0"
  hideuserlist int(1) notnull default "0"
  completionattendance int(9) notnull default "0"
  completionengagementchats int(9) notnull default "0"
  completionengagementtalks int(9) notnull default "0"
  completionengagementraisehand int(9) notnull default "0"
  completionengagementpollvotes int(9) notnull default "0"
  completionengagementemojis int(9) notnull default "0"
  guestallowed int(2) default "0"
  mustapproveuser int(2) default "1"
  guestlinkuid char(1024)
  guestpassword char(255)
  showpresentation int(1) notnull default "1"
  grade int(10) notnull default "0" since 5.1
bigbluebuttonbn_logs
  id int(10) notnull
  courseid int(10) notnull
  bigbluebuttonbnid int(10) notnull
  userid int(10)
  timecreated int(10) notnull default "0"
  meetingid char(256) notnull
  log char(32) notnull
  meta text
  index courseid (courseid)
  index log (log)
  index logrow (courseid,bigbluebuttonbnid,userid,log)
  index userlog (userid,log)
  index course_bbbid_ix (courseid,bigbluebuttonbnid)
bigbluebuttonbn_recordings
  id int(10) notnull
  courseid int(10) notnull
  bigbluebuttonbnid int(10) notnull
  groupid int(10)
  recordingid char(64) notnull
  headless int(1) notnull default "0"
  imported int(1) notnull default "0"
  status int(1) notnull default "0"
  importeddata text
  timecreated int(10) notnull default "0"
  usermodified int(10) notnull default "0"
  timemodified int(10) notnull default "0"
  foreign fk_bigbluebuttonbnid (bigbluebuttonbnid) bigbluebuttonbn(id)
  foreign usermodified (usermodified) user(id)
  index courseid (courseid)
  index recordingid (recordingid)
block
  id int(10) notnull
  name char(40) notnull
  cron int(10) notnull default "0"
  lastcron int(10) notnull default "0"
  visible int(1) notnull default "1"
  uniqueindex name (name)
block_instances
  id int(10) notnull
  blockname char(40) notnull
  parentcontextid int(10) notnull
  showinsubcontexts int(4) notnull
  requiredbytheme int(4) notnull default "0"
  pagetypepattern char(64) notnull
  subpagepattern char(16)
  defaultregion char(16) notnull
  defaultweight int(10) notnull
  configdata text
  timecreated int(10) notnull
  timemodified int(10) notnull
  foreign parentcontextid (parentcontextid) context(id)
  index parentcontextid-showinsubcontexts-pagetypepattern-subpagepattern (parentcontextid,showinsubcontexts,pagetypepattern,subpagepattern)
  index timemodified (timemodified)
  index blocknameindex (blockname)
block_positions
  id int(10) notnull
  blockinstanceid int(10) notnull
  contextid int(10) notnull
  pagetype char(64) notnull
  subpage char(16) notnull
  visible int(4) notnull
  region char(16) notnull
  weight int(10) notnull
  foreign blockinstanceid (blockinstanceid) block_instances(id)
  foreign contextid (contextid) context(id)
  uniqueindex blockinstanceid-contextid-pagetype-subpage (blockinstanceid,contextid,pagetype,subpage)
block_recent_activity
  id int(10) notnull
  courseid int(10) notnull
  cmid int(10) notnull
  timecreated int(10) notnull
  userid int(10) notnull
  action int(1) notnull
  modname char(20)
  index coursetime (courseid,timecreated)
block_recentlyaccesseditems
  id int(10) notnull
  courseid int(10) notnull
  cmid int(10) notnull
  userid int(10) notnull
  timeaccess int(10) notnull
  foreign userid (userid) user(id)
  foreign courseid (courseid) course(id)
  foreign cmid (cmid) course_modules(id)
  uniqueindex userid-courseid-cmid (userid,courseid,cmid)
block_rss_client
  id int(10) notnull
  userid int(10) notnull default "0"
  title text notnull
  preferredtitle char(64) notnull
  description text notnull
  shared int(2) notnull default "0"
  url char(255) notnull
  skiptime int(10) notnull default "0"
  skipuntil int(10) notnull default "0"
book
  id int(10) notnull
  course int(10) notnull default "0"
  name char(1333) notnull
  intro text
  introformat int(4) notnull default "0"
  numbering int(4) notnull default "0"
  navstyle int(4) notnull default "1"
  customtitles int(2) notnull default "0"
  revision int(10) notnull default "0"
  timecreated int(10) notnull default "0"
  timemodified int(10) notnull default "0"
  foreign course (course) course(id)
book_chapters
  id int(10) notnull
  bookid int(10) notnull default "0"
  pagenum int(10) notnull default "0"
  subchapter int(10) notnull default "0"
  title char(1333) notnull
  content text notnull
  contentformat int(4) notnull default "0"
  hidden int(2) notnull default "0"
  timecreated int(10) notnull default "0"
  timemodified int(10) notnull default "0"
  importsrc char(255) notnull
  index bookid (bookid)
cache_flags
  id int(10) notnull
  flagtype char(255) notnull
  name char(255) notnull
  timemodified int(10) notnull default "0"
  value text notnull
  expiry int(10) notnull
  index flagtype (flagtype)
  index name (name)
capabilities
  id int(10) notnull
  name char(255) notnull
  captype char(50) notnull
  contextlevel int(10) notnull default "0"
  component char(100) notnull
  riskbitmask int(10) notnull default "0"
  unique name (name)
chat until 4.5
  id int(10) notnull
  course int(10) notnull default "0"
  name char(255) notnull
  intro text notnull
  introformat int(4) notnull default "0"
  keepdays int(11) notnull default "0"
  studentlogs int(4) notnull default "0"
  chattime int(10) notnull default "0"
  schedule int(4) notnull default "0"
  timemodified int(10) notnull default "0"
  index course (course)
chat_messages until 4.5
  id int(10) notnull
  chatid int(10) notnull default "0"
  userid int(10) notnull default "0"
  groupid int(10) notnull default "0"
  issystem int(1) notnull default "0"
  message text notnull
  timestamp int(10) notnull default "0"
  foreign chatid (chatid) chat(id)
  index userid (userid)
  index groupid (groupid)
  index timestamp-chatid (timestamp,chatid)
chat_messages_current until 4.5
  id int(10) notnull
  chatid int(10) notnull default "0"
  userid int(10) notnull default "0"
  groupid int(10) notnull default "0"
  issystem int(1) notnull default "0"
  message text notnull
  timestamp int(10) notnull default "0"
  foreign chatid (chatid) chat(id)
  index userid (userid)
  index groupid (groupid)
  index timestamp-chatid (timestamp,chatid)
chat_users until 4.5
  id int(10) notnull
  chatid int(11) notnull default "0"
  userid int(11) notnull default "0"
  groupid int(11) notnull default "0"
  version char(16) notnull
  ip char(45) notnull
  firstping int(10) notnull default "0"
  lastping int(10) notnull default "0"
  lastmessageping int(10) notnull default "0"
  sid char(32) notnull
  course int(10) notnull default "0"
  lang char(30) notnull
  foreign chatid (chatid) chat(id)
  foreign course (course) course(id)
  index userid (userid)
  index lastping (lastping)
  index groupid (groupid)
choice
  id int(10) notnull
  course int(10) notnull default "0"
  name char(1333) notnull
  intro text notnull
  introformat int(4) notnull default "0"
  publish int(2) notnull default "0"
  showresults int(2) notnull default "0"
  display int(4) notnull default "0"
  allowupdate int(2) notnull default "0"
  allowmultiple int(2) notnull default "0"
  showunanswered int(2) notnull default "0"
  includeinactive int(2) notnull default "1"
  limitanswers int(2) notnull default "0"
  timeopen int(10) notnull default "0"
  timeclose int(10) notnull default "0"
  showpreview int(2) notnull default "0"
  timemodified int(10) notnull default "0"
  completionsubmit int(1) notnull default "0"
  showavailable int(1) notnull default "0"
  index course (course)
choice_answers
  id int(10) notnull
  choiceid int(10) notnull default "0"
  userid int(10) notnull default "0"
  optionid int(10) notnull default "0"
  timemodified int(10) notnull default "0"
  foreign choiceid (choiceid) choice(id)
  foreign optionid (optionid) choice_options(id)
  index userid (userid)
choice_options
  id int(10) notnull
  choiceid int(10) notnull default "0"
  text text
  maxanswers int(10) default "0"
  timemodified int(10) notnull default "0"
  foreign choiceid (choiceid) choice(id)
cohort
  id int(10) notnull
  contextid int(10) notnull
  name char(254) notnull
  idnumber char(100)
  description text
  descriptionformat int(2) notnull
  visible int(1) notnull default "1"
  component char(100) notnull
  timecreated int(10) notnull
  timemodified int(10) notnull
  theme char(50)
  foreign context (contextid) context(id)
cohort_members
  id int(10) notnull
  cohortid int(10) notnull default "0"
  userid int(10) notnull default "0"
  timeadded int(10) notnull default "0"
  foreign cohortid (cohortid) cohort(id)
  foreign userid (userid) user(id)
  uniqueindex cohortid-userid (cohortid,userid)
comments
  id int(10) notnull
  contextid int(10) notnull
  component char(255)
  commentarea char(255) notnull
  itemid int(10) notnull
  content text notnull
  format int(2) notnull default "0"
  userid int(10) notnull
  timecreated int(10) notnull
  foreign fk_user (userid) user(id)
  index ix_concomitem (contextid,commentarea,itemid)
competency
  id int(10) notnull
  shortname char(100)
  description text
  descriptionformat int(4) notnull default "0"
  idnumber char(100)
  competencyframeworkid int(10) notnull
  parentid int(10) notnull default "0"
  path char(255) notnull
  sortorder int(10) notnull
  ruletype char(100)
  ruleoutcome int(2) notnull default "0"
  ruleconfig text
  scaleid int(10)
  scaleconfiguration text
  timecreated int(10) notnull
  timemodified int(10) notnull
  usermodified int(10)
  foreign scaleid (scaleid) scale(id)
  foreign usermodified (usermodified) user(id)
  uniqueindex idnumberframework (competencyframeworkid,idnumber)
  index ruleoutcome (ruleoutcome)
competency_coursecomp
  id int(10) notnull
  courseid int(10) notnull
  competencyid int(10) notnull
  ruleoutcome int(2) notnull
  timecreated int(10) notnull
  timemodified int(10) notnull
  usermodified int(10) notnull
  sortorder int(10) notnull
  foreign courseidlink (courseid) course(id)
  foreign competencyid (competencyid) competency(id)
  foreign usermodified (usermodified) user(id)
  index courseidruleoutcome (courseid,ruleoutcome)
  uniqueindex courseidcompetencyid (courseid,competencyid)
competency_coursecompsetting
  id int(10) notnull
  courseid int(10) notnull
  pushratingstouserplans int(2)
  timecreated int(10) notnull
  timemodified int(10) notnull
  usermodified int(10)
  foreignunique courseidlink (courseid) course(id)
  foreign usermodified (usermodified) user(id)
competency_evidence
  id int(10) notnull
  usercompetencyid int(10) notnull
  contextid int(10) notnull
  action int(2) notnull
  actionuserid int(10)
  descidentifier char(255) notnull
  desccomponent char(255) notnull
  desca text
  url char(255)
  grade int(10)
  note text
  timecreated int(10) notnull
  timemodified int(10) notnull
  usermodified int(10) notnull
  foreign contextid (contextid) context(id)
  foreign actionuserid (actionuserid) user(id)
  foreign usermodified (usermodified) user(id)
  index usercompetencyid (usercompetencyid)
competency_framework
  id int(10) notnull
  shortname char(100)
  contextid int(10) notnull
  idnumber char(100)
  description text
  descriptionformat int(4) notnull default "0"
  scaleid int(11)
  scaleconfiguration text notnull
  visible int(2) notnull default "1"
  taxonomies char(255) notnull
  timecreated int(10) notnull
  timemodified int(10) notnull
  usermodified int(10)
  foreign contextid (contextid) context(id)
  foreign scaleid (scaleid) scale(id)
  foreign usermodified (usermodified) user(id)
  uniqueindex idnumber (idnumber)
competency_modulecomp
  id int(10) notnull
  cmid int(10) notnull
  timecreated int(10) notnull
  timemodified int(10) notnull
  usermodified int(10) notnull
  sortorder int(10) notnull
  competencyid int(10) notnull
  ruleoutcome int(2) notnull
  overridegrade int(1) notnull default "0"
  foreign cmidkey (cmid) course_modules(id)
  foreign competencyidkey (competencyid) competency(id)
  foreign usermodified (usermodified) user(id)
  index cmidruleoutcome (cmid,ruleoutcome)
  uniqueindex cmidcompetencyid (cmid,competencyid)
competency_plan
  id int(10) notnull
  name char(100) notnull
  description text
  descriptionformat int(4) notnull default "0"
  userid int(10) notnull
  templateid int(10)
  origtemplateid int(10)
  status int(1) notnull
  duedate int(10) default "0"
  reviewerid int(10)
  timecreated int(10) notnull
  timemodified int(10) notnull default "0"
  usermodified int(10) notnull
  foreign usermodified (usermodified) user(id)
  index useridstatus (userid,status)
  index templateid (templateid)
  index statusduedate (status,duedate)
competency_plancomp
  id int(10) notnull
  planid int(10) notnull
  competencyid int(10) notnull
  sortorder int(10)
  timecreated int(10) notnull
  timemodified int(10)
  usermodified int(10) notnull
  foreign usermodified (usermodified) user(id)
  uniqueindex planidcompetencyid (planid,competencyid)
competency_relatedcomp
  id int(10) notnull
  competencyid int(10) notnull
  relatedcompetencyid int(10) notnull
  timecreated int(10) notnull
  timemodified int(10)
  usermodified int(10) notnull
  foreign competencyid (competencyid) competency(id)
  foreign relatedcompetencyid (relatedcompetencyid) competency(id)
  foreign usermodified (usermodified) user(id)
competency_template
  id int(10) notnull
  shortname char(100)
  contextid int(10) notnull
  description text
  descriptionformat int(4) notnull default "0"
  visible int(2) notnull default "1"
  duedate int(10)
  timecreated int(10) notnull
  timemodified int(10) notnull
  usermodified int(10)
  foreign contextid (contextid) context(id)
  foreign usermodified (usermodified) user(id)
competency_templatecohort
  id int(10) notnull
  templateid int(10) notnull
  cohortid int(10) notnull
  timecreated int(10) notnull
  timemodified int(10) notnull
  usermodified int(10) notnull
  foreign usermodified (usermodified) user(id)
  index templateid (templateid)
  uniqueindex templatecohortids (templateid,cohortid)
competency_templatecomp
  id int(10) notnull
  templateid int(10) notnull
  competencyid int(10) notnull
  timecreated int(10) notnull
  timemodified int(10) notnull
  usermodified int(10) notnull
  sortorder int(10)
  foreign templateidlink (templateid) competency_template(id)
  foreign competencyid (competencyid) competency(id)
  foreign usermodified (usermodified) user(id)
competency_usercomp
  id int(10) notnull
  userid int(10) notnull
  competencyid int(10) notnull
  status int(2) notnull default "0"
  reviewerid int(10)
  proficiency int(2)
  grade int(10)
  timecreated int(10) notnull
  timemodified int(10)
  usermodified int(10) notnull
  foreign usermodified (usermodified) user(id)
  uniqueindex useridcompetency (userid,competencyid)
competency_usercompcourse
  id int(10) notnull
  userid int(10) notnull
  courseid int(10) notnull
  competencyid int(10) notnull
  proficiency int(2)
  grade int(10)
  timecreated int(10) notnull
  timemodified int(10)
  usermodified int(10) notnull
  foreign usermodified (usermodified) user(id)
  uniqueindex useridcoursecomp (userid,courseid,competencyid)
competency_usercompplan
  id int(10) notnull
  userid int(10) notnull
  competencyid int(10) notnull
  planid int(10) notnull
  proficiency int(2)
  grade int(10)
  sortorder int(10)
  timecreated int(10) notnull
  timemodified int(10)
  usermodified int(10) notnull
  foreign usermodified (usermodified) user(id)
  uniqueindex usercompetencyplan (userid,competencyid,planid)
competency_userevidence
  id int(10) notnull
  userid int(10) notnull
  name char(100) notnull
  description text notnull
  descriptionformat int(1) notnull
  url text notnull
  timecreated int(10) notnull
  timemodified int(10) notnull
  usermodified int(10) notnull
  foreign usermodified (usermodified) user(id)
  index userid (userid)
competency_userevidencecomp
  id int(10) notnull
  userevidenceid int(10) notnull
  competencyid int(10) notnull
  timecreated int(10) notnull
  timemodified int(10) notnull
  usermodified int(10) notnull
  foreign usermodified (usermodified) user(id)
  index userevidenceid (userevidenceid)
  uniqueindex userevidencecompids (userevidenceid,competencyid)
config
  id int(10) notnull
  name char(255) notnull
  value text notnull
  unique name (name)
config_log
  id int(10) notnull
  userid int(10) notnull
  timemodified int(10) notnull
  plugin char(100)
  name char(100) notnull
  value text
  oldvalue text
  foreign userid (userid) user(id)
  index timemodified (timemodified)
config_plugins
  id int(10) notnull
  plugin char(100) notnull default "core"
  name char(100) notnull
  value text notnull
  unique plugin_name (plugin,name)
contentbank_content
  id int(10) notnull
  name char(255) notnull
  contenttype char(100) notnull
  contextid int(10) notnull
  visibility int(1) notnull default "1"
  instanceid int(10)
  configdata text
  usercreated int(10) notnull
  usermodified int(10)
  timecreated int(10) notnull default "0"
  timemodified int(10) default "0"
  foreign contextid (contextid) context(id)
  foreign usermodified (usermodified) user(id)
  foreign usercreated (usercreated) user(id)
  index name (name)
  index instance (contextid,contenttype,instanceid)
context
  id int(10) notnull
  contextlevel int(10) notnull default "0"
  instanceid int(10) notnull default "0"
  path char(255)
  depth int(2) notnull default "0"
  locked int(2) notnull default "0"
  uniqueindex contextlevel-instanceid (contextlevel,instanceid)
  index instanceid (instanceid)
  index path (path)
course
  id int(10) notnull
  category int(10) notnull default "0"
  sortorder int(10) notnull default "0"
  fullname char(1333) notnull
  shortname char(255) notnull
  idnumber char(100) notnull
  summary text
  summaryformat int(2) notnull default "0"
  format char(21) notnull default "topics"
  showgrades int(2) notnull default "1"
  newsitems int(5) notnull default "1"
  startdate int(10) notnull default "0"
  enddate int(10) notnull default "0"
  relativedatesmode int(1) notnull default "0"
  marker int(10) notnull default "0"
  maxbytes int(10) notnull default "0"
  legacyfiles int(4) notnull default "0"
  showreports int(4) notnull default "0"
  visible int(1) notnull default "1"
  visibleold int(1) notnull default "1"
  downloadcontent int(1)
  groupmode int(4) notnull default "0"
  groupmodeforce int(4) notnull default "0"
  defaultgroupingid int(10) notnull default "0"
  lang char(30) notnull
  calendartype char(30) notnull
  theme char(50) notnull
  timecreated int(10) notnull default "0"
  timemodified int(10) notnull default "0"
  requested int(1) notnull default "0"
  enablecompletion int(1) notnull default "0"
  completionnotify int(1) notnull default "0"
  cacherev int(10) notnull default "0"
  originalcourseid int(10)
  showactivitydates int(1) notnull default "0"
  showcompletionconditions int(1)
  pdfexportfont char(50)
  enableaitools int(1) since 5.1
  foreign originalcourseid (originalcourseid) course(id)
  index category (category)
  index idnumber (idnumber)
  index shortname (shortname)
  index sortorder (sortorder)
course_categories
  id int(10) notnull
  name char(255) notnull
  idnumber char(100)
  description text
  descriptionformat int(2) notnull default "0"
  parent int(10) notnull default "0"
  sortorder int(10) notnull default "0"
  coursecount int(10) notnull default "0"
  visible int(1) notnull default "1"
  visibleold int(1) notnull default "1"
  timemodified int(10) notnull default "0"
  depth int(10) notnull default "0"
  path char(255) notnull
  theme char(50)
  foreign parent (parent) course_categories(id)
course_completion_aggr_methd
  id int(10) notnull
  course int(10) notnull default "0"
  criteriatype int(10)
  method int(1) notnull default "0"
  value number(10,5)
  index course (course)
  index criteriatype (criteriatype)
  uniqueindex coursecriteriatype (course,criteriatype)
course_completion_crit_compl
  id int(10) notnull
  userid int(10) notnull default "0"
  course int(10) notnull default "0"
  criteriaid int(10) notnull default "0"
  gradefinal number(10,5)
  unenroled int(10)
  timecompleted int(10)
  index userid (userid)
  index course (course)
  index criteriaid (criteriaid)
  index timecompleted (timecompleted)
  uniqueindex useridcoursecriteriaid (userid,course,criteriaid)
course_completion_criteria
  id int(10) notnull
  course int(10) notnull default "0"
  criteriatype int(10) notnull default "0"
  module char(100)
  moduleinstance int(10)
  courseinstance int(10)
  enrolperiod int(10)
  timeend int(10)
  gradepass number(10,5)
  role int(10)
  index course (course)
course_completion_defaults
  id int(10) notnull
  course int(10) notnull
  module int(10) notnull
  completion int(1) notnull default "0"
  completionview int(1) notnull default "0"
  completionusegrade int(1) notnull default "0"
  completionpassgrade int(1) notnull default "0"
  completionexpected int(10) notnull default "0"
  customrules text
  foreign module (module) modules(id)
  foreign course (course) course(id)
  uniqueindex coursemodule (course,module)
course_completions
  id int(10) notnull
  userid int(10) notnull default "0"
  course int(10) notnull default "0"
  timeenrolled int(10) notnull default "0"
  timestarted int(10) notnull default "0"
  timecompleted int(10)
  reaggregate int(10) notnull default "0"
  index userid (userid)
  index course (course)
  index timecompleted (timecompleted)
  uniqueindex useridcourse (userid,course)
course_format_options
  id int(10) notnull
  courseid int(10) notnull
  format char(21) notnull
  sectionid int(10) notnull default "0"
  name char(100) notnull
  value text
  foreign courseid (courseid) course(id)
  uniqueindex formatoption (courseid,format,sectionid,name)
course_modules
  id int(10) notnull
  course int(10) notnull default "0"
  module int(10) notnull default "0"
  instance int(10) notnull default "0"
  section int(10) notnull default "0"
  idnumber char(100)
  added int(10) notnull default "0"
  score int(4) notnull default "0"
  indent int(5) notnull default "0"
  visible int(1) notnull default "1"
  visibleoncoursepage int(1) notnull default "1"
  visibleold int(1) notnull default "1"
  groupmode int(4) notnull default "0"
  groupingid int(10) notnull default "0"
  completion int(1) notnull default "0"
  completiongradeitemnumber int(10)
  completionview int(1) notnull default "0"
  completionexpected int(10) notnull default "0"
  completionpassgrade int(1) notnull default "0"
  showdescription int(1) notnull default "0"
  availability text
  deletioninprogress int(1) notnull default "0"
  downloadcontent int(1) default "1"
  lang char(30)
  enableaitools int(1) since 5.1
  enabledaiactions text since 5.1
  foreign groupingid (groupingid) groupings(id)
  index visible (visible)
  index course (course)
  index module (module)
  index instance (instance)
  index idnumber-course (idnumber,course)
course_modules_completion
  id int(10) notnull
  coursemoduleid int(10) notnull
  userid int(10) notnull
  completionstate int(1) notnull
  overrideby int(10)
  timemodified int(10) notnull
  index coursemoduleid (coursemoduleid)
  uniqueindex userid-coursemoduleid (userid,coursemoduleid)
course_modules_viewed
  id int(10) notnull
  coursemoduleid int(10) notnull
  userid int(10) notnull
  timecreated int(10) notnull
  index coursemoduleid (coursemoduleid)
  uniqueindex userid-coursemoduleid (userid,coursemoduleid)
course_published
  id int(10) notnull
  huburl char(255)
  courseid int(10) notnull
  timepublished int(10) notnull
  enrollable int(1) notnull default "1"
  hubcourseid int(10) notnull
  status int(1) default "0"
  timechecked int(10)
  foreign courseid (courseid) course(id)
  index hubcourseid (hubcourseid)
course_request
  id int(10) notnull
  fullname char(1333) notnull
  shortname char(255) notnull
  summary text notnull
  summaryformat int(2) notnull default "0"
  category int(10) notnull default "0"
  reason text notnull
  requester int(10) notnull default "0"
  password char(50) notnull
  index shortname (shortname)
course_sections
  id int(10) notnull
  course int(10) notnull default "0"
  section int(10) notnull default "0"
  name char(1333)
  summary text
  summaryformat int(2) notnull default "0"
  sequence text
  visible int(1) notnull default "1"
  availability text
  component char(100)
  itemid int(10)
  timemodified int(10) notnull default "0"
  uniqueindex course_section (course,section)
  index component_itemid (component,itemid)
customfield_category
  id int(10) notnull
  name char(1333) notnull
  description text
  descriptionformat int(10)
  sortorder int(10)
  timecreated int(10) notnull
  timemodified int(10) notnull
  component char(100) notnull
  area char(100) notnull
  itemid int(10) notnull default "0"
  contextid int(10)
  shared int(1) default "0" since 5.1
  foreign contextid (contextid) context(id)
  index component_area_itemid (component,area,itemid,sortorder)
customfield_data
  id int(10) notnull
  fieldid int(10) notnull
  instanceid int(10) notnull
  intvalue int(10)
  decvalue number(10,5)
  shortcharvalue char(255)
  charvalue char(1333)
  value text notnull
  valueformat int(10) notnull
  valuetrust int(2) notnull default "0"
  timecreated int(10) notnull
  timemodified int(10) notnull
  contextid int(10)
  component char(100) notnull since 5.1
  area char(100) notnull since 5.1
  itemid int(10) notnull default "0" since 5.1
  foreign fieldid (fieldid) customfield_field(id)
  foreign contextid (contextid) context(id)
  uniqueindex instanceid-fieldid-component-area-itemid (instanceid,fieldid,component,area,itemid) since 5.1
  uniqueindex instanceid-fieldid (instanceid,fieldid) until 4.5
  index fieldid-intvalue (fieldid,intvalue)
  index fieldid-shortcharvalue (fieldid,shortcharvalue)
  index fieldid-decvalue (fieldid,decvalue)
customfield_field
  id int(10) notnull
  shortname char(100) notnull
  name char(1333) notnull
  type char(100) notnull
  description text
  descriptionformat int(10)
  sortorder int(10)
  categoryid int(10)
  configdata text
  timecreated int(10) notnull
  timemodified int(10) notnull
  foreign categoryid (categoryid) customfield_category(id)
  index categoryid_sortorder (categoryid,sortorder)
customfield_shared since 5.1
  id int(10) notnull
  categoryid int(10) notnull
  component char(100) notnull
  area char(100) notnull
  itemid int(10) notnull default "0"
  usermodified int(10) notnull default "0"
  timecreated int(10) notnull default "0"
  timemodified int(10) notnull default "0"
  foreign categoryid (categoryid) customfield_category(id)
  foreign usermodified (usermodified) user(id)
  uniqueindex categoryid-component-area-itemid (categoryid,component,area,itemid)
data
  id int(10) notnull
  course int(10) notnull default "0"
  name char(1333) notnull
  intro text notnull
  introformat int(4) notnull default "0"
  comments int(4) notnull default "0"
  timeavailablefrom int(10) notnull default "0"
  timeavailableto int(10) notnull default "0"
  timeviewfrom int(10) notnull default "0"
  timeviewto int(10) notnull default "0"
  requiredentries int(8) notnull default "0"
  requiredentriestoview int(8) notnull default "0"
  maxentries int(8) notnull default "0"
  rssarticles int(4) notnull default "0"
  singletemplate text
  listtemplate text
  listtemplateheader text
  listtemplatefooter text
  addtemplate text
  rsstemplate text
  rsstitletemplate text
  csstemplate text
  jstemplate text
  asearchtemplate text
  approval int(4) notnull default "0"
  manageapproved int(4) notnull default "1"
  scale int(10) notnull default "0"
  assessed int(10) notnull default "0"
  assesstimestart int(10) notnull default "0"
  assesstimefinish int(10) notnull default "0"
  defaultsort int(10) notnull default "0"
  defaultsortdir int(4) notnull default "0"
  editany int(4) notnull default "0"
  notification int(10) notnull default "0"
  timemodified int(10) notnull default "0"
  config text
  completionentries int(10) default "0"
  index course (course)
data_content
  id int(10) notnull
  fieldid int(10) notnull default "0"
  recordid int(10) notnull default "0"
  content text
  content1 text
  content2 text
  content3 text
  content4 text
  foreign recordid (recordid) data_records(id)
  foreign fieldid (fieldid) data_fields(id)
data_fields
  id int(10) notnull
  dataid int(10) notnull default "0"
  type char(255) notnull
  name char(255) notnull
  description text notnull
  required int(1) notnull default "0"
  param1 text
  param2 text
  param3 text
  param4 text
  param5 text
  param6 text
  param7 text
  param8 text
  param9 text
  param10 text
  foreign dataid (dataid) data(id)
  index type-dataid (type,dataid)
data_records
  id int(10) notnull
  userid int(10) notnull default "0"
  groupid int(10) notnull default "0"
  dataid int(10) notnull default "0"
  timecreated int(10) notnull default "0"
  timemodified int(10) notnull default "0"
  approved int(4) notnull default "0"
  foreign dataid (dataid) data(id)
  foreign userid (userid) user(id)
enrol
  id int(10) notnull
  enrol char(20) notnull
  status int(10) notnull default "0"
  courseid int(10) notnull
  sortorder int(10) notnull default "0"
  name char(255)
  enrolperiod int(10) default "0"
  enrolstartdate int(10) default "0"
  enrolenddate int(10) default "0"
  expirynotify int(1) default "0"
  expirythreshold int(10) default "0"
  notifyall int(1) default "0"
  password char(50)
  cost char(20)
  currency char(3)
  roleid int(10) default "0"
  customint1 int(10)
  customint2 int(10)
  customint3 int(10)
  customint4 int(10)
  customint5 int(10)
  customint6 int(10)
  customint7 int(10)
  customint8 int(10)
  customchar1 char(255)
  customchar2 char(255)
  customchar3 char(1333)
  customdec1 number(12,7)
  customdec2 number(12,7)
  customtext1 text
  customtext2 text
  customtext3 text
  customtext4 text
  timecreated int(10) notnull default "0"
  timemodified int(10) notnull default "0"
  foreign courseid (courseid) course(id)
  foreign roleid (roleid) role(id)
  index enrol (enrol)
enrol_flatfile
  id int(10) notnull
  action char(30) notnull
  roleid int(10) notnull
  userid int(10) notnull
  courseid int(10) notnull
  timestart int(10) notnull default "0"
  timeend int(10) notnull default "0"
  timemodified int(10) notnull default "0"
  foreign courseid-id (courseid) course(id)
  foreign userid-id (userid) user(id)
  foreign roleid-id (roleid) role(id)
enrol_lti_app_registration
  id int(10) notnull
  name char(255) notnull
  platformid text
  clientid char(1333)
  uniqueid char(255) notnull
  platformclienthash char(64)
  platformuniqueidhash char(64)
  authenticationrequesturl text
  jwksurl text
  accesstokenurl text
  status int(1) notnull default "0"
  timecreated int(10) notnull
  timemodified int(10) notnull
  unique uniqueid (uniqueid)
  uniqueindex platformclienthash (platformclienthash)
  uniqueindex platformuniqueidhash (platformuniqueidhash)
enrol_lti_context
  id int(10) notnull
  contextid char(255) notnull
  ltideploymentid int(10) notnull
  type text
  timecreated int(10) notnull
  timemodified int(10) notnull
  foreign ltideploymentid (ltideploymentid) enrol_lti_deployment(id)
  uniqueindex ltideploymentid-contextid (ltideploymentid,contextid)
enrol_lti_deployment
  id int(10) notnull
  name char(255) notnull
  deploymentid char(255) notnull
  platformid int(10) notnull
  legacyconsumerkey char(255)
  timecreated int(10) notnull
  timemodified int(10) notnull
  foreign platformid (platformid) enrol_lti_app_registration(id)
  uniqueindex platformid-deploymentid (platformid,deploymentid)
enrol_lti_lti2_consumer
  id int(11) notnull
  name char(50) notnull
  consumerkey256 char(255) notnull
  consumerkey text
  secret char(1024) notnull
  ltiversion char(10)
  consumername char(255)
  consumerversion char(255)
  consumerguid char(1024)
  profile text
  toolproxy text
  settings text
  protected int(1) notnull
  enabled int(1) notnull
  enablefrom int(10)
  enableuntil int(10)
  lastaccess int(10)
  created int(10) notnull
  updated int(10) notnull
  uniqueindex consumerkey256_uniq (consumerkey256)
enrol_lti_lti2_context
  id int(11) notnull
  consumerid int(11) notnull
  lticontextkey char(255) notnull
  type char(100)
  settings text
  created int(10) notnull
  updated int(10) notnull
  foreign consumerid (consumerid) enrol_lti_lti2_consumer(id)
enrol_lti_lti2_nonce
  id int(11) notnull
  consumerid int(11) notnull
  value char(64) notnull
  expires int(10) notnull
  foreign consumerid (consumerid) enrol_lti_lti2_consumer(id)
enrol_lti_lti2_resource_link
  id int(11) notnull
  contextid int(11)
  consumerid int(11)
  ltiresourcelinkkey char(255) notnull
  settings text
  primaryresourcelinkid int(11)
  shareapproved int(1)
  created int(10) notnull
  updated int(10) notnull
  foreign contextid (contextid) enrol_lti_lti2_context(id)
  foreign primaryresourcelinkid (primaryresourcelinkid) enrol_lti_lti2_resource_link(id)
  foreign consumerid (consumerid) enrol_lti_lti2_consumer(id)
enrol_lti_lti2_share_key
  id int(11) notnull
  sharekey char(32) notnull
  resourcelinkid int(11) notnull
  autoapprove int(1) notnull
  expires int(10) notnull
  unique sharekey (sharekey)
  foreignunique resourcelinkid (resourcelinkid) enrol_lti_lti2_resource_link(id)
enrol_lti_lti2_tool_proxy
  id int(11) notnull
  toolproxykey char(32) notnull
  consumerid int(11) notnull
  toolproxy text notnull
  created int(10) notnull
  updated int(10) notnull
  unique toolproxykey_uniq (toolproxykey)
  foreign consumerid (consumerid) enrol_lti_lti2_consumer(id)
enrol_lti_lti2_user_result
  id int(11) notnull
  resourcelinkid int(11) notnull
  ltiuserkey char(255) notnull
  ltiresultsourcedid char(1024) notnull
  created int(10) notnull
  updated int(10) notnull
  foreign resourcelinkid (resourcelinkid) enrol_lti_lti2_resource_link(id)
enrol_lti_resource_link
  id int(10) notnull
  resourcelinkid char(255) notnull
  ltideploymentid int(10) notnull
  resourceid int(10) notnull
  lticontextid int(10)
  lineitemsservice char(1333)
  lineitemservice char(1333)
  lineitemscope char(255)
  resultscope char(255)
  scorescope char(255)
  contextmembershipsurl char(1333)
  nrpsserviceversions char(255)
  timecreated int(10) notnull
  timemodified int(10) notnull
  foreign ltideploymentid (ltideploymentid) enrol_lti_deployment(id)
  foreign lticontextid (lticontextid) enrol_lti_context(id)
  uniqueindex resourcelinkid-ltideploymentid (resourcelinkid,ltideploymentid)
enrol_lti_tool_consumer_map
  id int(10) notnull
  toolid int(11) notnull
  consumerid int(11) notnull
  foreign toolid (toolid) enrol_lti_tools(id)
  foreign consumerid (consumerid) enrol_lti_lti2_consumer(id)
enrol_lti_tools
  id int(10) notnull
  enrolid int(10) notnull
  contextid int(10) notnull
  ltiversion char(15) notnull default "LTI-1p3"
  institution char(40) notnull
  lang char(30) notnull default "en"
  timezone char(100) notnull default "99"
  maxenrolled int(10) notnull default "0"
  maildisplay int(2) notnull default "2"
  city char(120) notnull
  country char(2) notnull
  gradesync int(1) notnull default "0"
  gradesynccompletion int(1) notnull default "0"
  membersync int(1) notnull default "0"
  membersyncmode int(1) notnull default "0"
  roleinstructor int(10) notnull
  rolelearner int(10) notnull
  secret text
  uuid char(36)
  provisioningmodelearner int(2)
  provisioningmodeinstructor int(2)
  timecreated int(10) notnull
  timemodified int(10) notnull
  foreign enrolid (enrolid) enrol(id)
  foreign contextid (contextid) context(id)
  unique uuid (uuid)
enrol_lti_user_resource_link
  id int(10) notnull
  ltiuserid int(10) notnull
  resourcelinkid int(10) notnull
  foreign ltiuserid (ltiuserid) enrol_lti_users(id)
  foreign resourcelinkid (resourcelinkid) enrol_lti_resource_link(id)
  uniqueindex ltiuserid-resourcelinkid (ltiuserid,resourcelinkid)
enrol_lti_users
  id int(10) notnull
  userid int(10) notnull
  toolid int(10) notnull
  serviceurl text
  sourceid text
  ltideploymentid int(10)
  consumerkey text
  consumersecret text
  membershipsurl text
  membershipsid text
  lastgrade number(10,5)
  lastaccess int(10)
  timecreated int(10)
  foreign userid (userid) user(id)
  foreign toolid (toolid) enrol_lti_tools(id)
  foreign ltideploymentid (ltideploymentid) enrol_lti_deployment(id)
enrol_paypal
  id int(10) notnull
  business char(255) notnull
  receiver_email char(255) notnull
  receiver_id char(255) notnull
  item_name char(255) notnull
  courseid int(10) notnull default "0"
  userid int(10) notnull default "0"
  instanceid int(10) notnull default "0"
  memo char(255) notnull
  tax char(255) notnull
  option_name1 char(255) notnull
  option_selection1_x char(255) notnull
  option_name2 char(255) notnull
  option_selection2_x char(255) notnull
  payment_status char(255) notnull
  pending_reason char(255) notnull
  reason_code char(30) notnull
  txn_id char(255) notnull
  parent_txn_id char(255) notnull
  payment_type char(30) notnull
  timeupdated int(10) notnull default "0"
  foreign courseid (courseid) course(id)
  foreign userid (userid) user(id)
  foreign instanceid (instanceid) enrol(id)
  index business (business)
  index receiver_email (receiver_email)
event
  id int(10) notnull
  name text notnull
  description text notnull
  format int(4) notnull default "0"
  categoryid int(10) notnull default "0"
  courseid int(10) notnull default "0"
  groupid int(10) notnull default "0"
  userid int(10) notnull default "0"
  repeatid int(10) notnull default "0"
  component char(100)
  modulename char(20) notnull
  instance int(10) notnull default "0"
  type int(4) notnull default "0"
  eventtype char(20) notnull
  timestart int(10) notnull default "0"
  timeduration int(10) notnull default "0"
  timesort int(10)
  visible int(4) notnull default "1"
  uuid char(255) notnull
  sequence int(10) notnull default "1"
  timemodified int(10) notnull default "0"
  subscriptionid int(10)
  priority int(10)
  location text
  foreign categoryid (categoryid) course_categories(id)
  foreign subscriptionid (subscriptionid) event_subscriptions(id)
  index courseid (courseid)
  index userid (userid)
  index timestart (timestart)
  index timeduration (timeduration)
  index uuid (uuid)
  index type-timesort (type,timesort)
  index groupid-courseid-categoryid-visible-userid (groupid,courseid,categoryid,visible,userid)
  index eventtype (eventtype)
  index component (component,eventtype,instance)
  index modulename-instance-eventtype (modulename,instance,eventtype)
external_functions
  id int(10) notnull
  name char(200) notnull
  classname char(100) notnull
  methodname char(100) notnull
  classpath char(255)
  component char(100) notnull
  capabilities char(255)
  services char(1333)
  uniqueindex name (name)
external_services
  id int(10) notnull
  name char(200) notnull
  enabled int(1) notnull
  requiredcapability char(150)
  restrictedusers int(1) notnull
  component char(100)
  timecreated int(10) notnull
  timemodified int(10)
  shortname char(255)
  downloadfiles int(1) notnull default "0"
  uploadfiles int(1) notnull default "0"
  uniqueindex name (name)
external_services_functions
  id int(10) notnull
  externalserviceid int(10) notnull
  functionname char(200) notnull
  foreign externalserviceid (externalserviceid) external_services(id)
external_services_users
  id int(10) notnull
  externalserviceid int(10) notnull
  userid int(10) notnull
  iprestriction char(255)
  validuntil int(10)
  timecreated int(10)
  foreign externalserviceid (externalserviceid) external_services(id)
  foreign userid (userid) user(id)
external_tokens
  id int(10) notnull
  token char(128) notnull
  privatetoken char(64)
  tokentype int(4) notnull
  userid int(10) notnull
  externalserviceid int(10) notnull
  sid char(128)
  contextid int(10) notnull
  creatorid int(10) notnull default "1"
  iprestriction char(255)
  validuntil int(10)
  timecreated int(10) notnull
  lastaccess int(10)
  name char(255)
  foreign userid (userid) user(id)
  foreign externalserviceid (externalserviceid) external_services(id)
  foreign contextid (contextid) context(id)
  foreign creatorid (creatorid) user(id)
  index token (token)
  index sid (sid)
feedback
  id int(10) notnull
  course int(10) notnull default "0"
  name char(1333) notnull
  intro text notnull
  introformat int(4) notnull default "0"
  anonymous int(1) notnull default "1"
  email_notification int(1) notnull default "1"
  multiple_submit int(1) notnull default "1"
  autonumbering int(1) notnull default "1"
  site_after_submit char(255) notnull
  page_after_submit text notnull
  page_after_submitformat int(2) notnull default "0"
  publish_stats int(1) notnull default "0"
  timeopen int(10) notnull default "0"
  timeclose int(10) notnull default "0"
  timemodified int(10) notnull default "0"
  completionsubmit int(1) notnull default "0"
  index course (course)
feedback_completed
  id int(10) notnull
  feedback int(10) notnull default "0"
  userid int(10) notnull default "0"
  timemodified int(10) notnull default "0"
  random_response int(10) notnull default "0"
  anonymous_response int(1) notnull default "0"
  courseid int(10) notnull default "0"
  foreign feedback (feedback) feedback(id)
  foreign courseid (courseid) course(id)
  index userid (userid)
feedback_completedtmp
  id int(10) notnull
  feedback int(10) notnull default "0"
  userid int(10) notnull default "0"
  guestid char(255) notnull
  timemodified int(10) notnull default "0"
  random_response int(10) notnull default "0"
  anonymous_response int(1) notnull default "0"
  courseid int(10) notnull default "0"
  foreign feedback (feedback) feedback(id)
  index userid (userid)
feedback_item
  id int(10) notnull
  feedback int(10) notnull default "0"
  template int(10) notnull default "0"
  name char(1333) notnull
  label char(255) notnull
  presentation text notnull
  typ char(255) notnull
  hasvalue int(1) notnull default "0"
  position int(3) notnull default "0"
  required int(1) notnull default "0"
  dependitem int(10) notnull default "0"
  dependvalue char(255) notnull
  options char(255) notnull
  foreign feedback (feedback) feedback(id)
  foreign template (template) feedback_template(id)
feedback_sitecourse_map
  id int(10) notnull
  feedbackid int(10) notnull default "0"
  courseid int(10) notnull default "0"
  foreign feedbackid (feedbackid) feedback(id)
  index courseid (courseid)
feedback_template
  id int(10) notnull
  course int(10) notnull default "0"
  ispublic int(1) notnull default "0"
  name char(255) notnull
  index course (course)
feedback_value
  id int(10) notnull
  course_id int(10) notnull default "0"
  item int(10) notnull default "0"
  completed int(10) notnull default "0"
  tmp_completed int(10) notnull default "0"
  value text notnull
  foreign item (item) feedback_item(id)
  index course_id (course_id)
  uniqueindex completed_item (completed,item,course_id)
feedback_valuetmp
  id int(10) notnull
  course_id int(10) notnull default "0"
  item int(10) notnull default "0"
  completed int(10) notnull default "0"
  tmp_completed int(10) notnull default "0"
  value text notnull
  foreign item (item) feedback_item(id)
  index course_id (course_id)
  uniqueindex completed_item (completed,item,course_id)
files
  id int(10) notnull
  contenthash char(40) notnull
  pathnamehash char(40) notnull
  contextid int(10) notnull
  component char(100) notnull
  filearea char(50) notnull
  itemid int(10) notnull
  filepath char(255) notnull
  filename char(255) notnull
  userid int(10)
  filesize int(10) notnull
  mimetype char(100)
  status int(10) notnull default "0"
  source text
  author char(255)
  license char(255)
  timecreated int(10) notnull
  timemodified int(10) notnull
  sortorder int(10) notnull default "0"
  referencefileid int(10)
  foreign contextid (contextid) context(id)
  foreign userid (userid) user(id)
  foreign referencefileid (referencefileid) files_reference(id)
  index component-filearea-contextid-itemid (component,filearea,contextid,itemid)
  index contenthash (contenthash)
  uniqueindex pathnamehash (pathnamehash)
  index license (license)
  index filename (filename)
files_reference
  id int(10) notnull
  repositoryid int(10) notnull
  lastsync int(10)
  reference text
  referencehash char(40) notnull
  foreign repositoryid (repositoryid) repository_instances(id)
  uniqueindex uq_external_file (referencehash,repositoryid)
filter_active
  id int(10) notnull
  filter char(32) notnull
  contextid int(10) notnull
  active int(4) notnull
  sortorder int(10) notnull default "0"
  foreign contextid (contextid) context(id)
  uniqueindex contextid-filter (contextid,filter)
filter_config
  id int(10) notnull
  filter char(32) notnull
  contextid int(10) notnull
  name char(255) notnull
  value text
  foreign contextid (contextid) context(id)
  uniqueindex contextid-filter-name (contextid,filter,name)
folder
  id int(10) notnull
  course int(10) notnull default "0"
  name char(1333) notnull
  intro text
  introformat int(4) notnull default "0"
  revision int(10) notnull default "0"
  timemodified int(10) notnull default "0"
  display int(4) notnull default "0"
  showexpanded int(1) notnull default "1"
  showdownloadfolder int(1) notnull default "1"
  forcedownload int(1) notnull default "1"
  index course (course)
forum
  id int(10) notnull
  course int(10) notnull default "0"
  type char(20) notnull default "general"
  name char(1333) notnull
  intro text notnull
  introformat int(4) notnull default "0"
  duedate int(10) notnull default "0"
  cutoffdate int(10) notnull default "0"
  assessed int(10) notnull default "0"
  assesstimestart int(10) notnull default "0"
  assesstimefinish int(10) notnull default "0"
  scale int(10) notnull default "0"
  grade_forum int(10) notnull default "0"
  grade_forum_notify int(4) notnull default "0"
  maxbytes int(10) notnull default "0"
  maxattachments int(10) notnull default "1"
  forcesubscribe int(1) notnull default "0"
  trackingtype int(2) notnull default "1"
  rsstype int(2) notnull default "0"
  rssarticles int(2) notnull default "0"
  timemodified int(10) notnull default "0"
  warnafter int(10) notnull default "0"
  blockafter int(10) notnull default "0"
  blockperiod int(10) notnull default "0"
  completiondiscussions int(9) notnull default "0"
  completionreplies int(9) notnull default "0"
  completionposts int(9) notnull default "0"
  displaywordcount int(1) notnull default "0"
  lockdiscussionafter int(10) notnull default "0"
  index course (course)
forum_digests
  id int(10) notnull
  userid int(10) notnull
  forum int(10) notnull
  maildigest int(1) notnull default "-1"
  foreign userid (userid) user(id)
  foreign forum (forum) forum(id)
  unique forumdigest (forum,userid,maildigest)
forum_discussion_subs
  id int(10) notnull
  forum int(10) notnull
  userid int(10) notnull
  discussion int(10) notnull
  preference int(10) notnull default "1"
  foreign forum (forum) forum(id)
  foreign userid (userid) user(id)
  foreign discussion (discussion) forum_discussions(id)
  unique user_discussions (userid,discussion)
forum_discussions
  id int(10) notnull
  course int(10) notnull default "0"
  forum int(10) notnull default "0"
  name char(255) notnull
  firstpost int(10) notnull default "0"
  userid int(10) notnull default "0"
  groupid int(10) notnull default "-1"
  assessed int(1) notnull default "1"
  timemodified int(10) notnull default "0"
  usermodified int(10) notnull default "0"
  timestart int(10) notnull default "0"
  timeend int(10) notnull default "0"
  pinned int(1) notnull default "0"
  timelocked int(10) notnull default "0"
  foreign forum (forum) forum(id)
  foreign usermodified (usermodified) user(id)
  index userid (userid)
  index course (course)
forum_grades
  id int(10) notnull
  forum int(10) notnull
  itemnumber int(10) notnull
  userid int(10) notnull
  grade number(10,5)
  timecreated int(10) notnull
  timemodified int(10) notnull
  foreign forum (forum) forum(id)
  index userid (userid)
  uniqueindex forumusergrade (forum,itemnumber,userid)
forum_posts
  id int(10) notnull
  discussion int(10) notnull default "0"
  parent int(10) notnull default "0"
  userid int(10) notnull default "0"
  created int(10) notnull default "0"
  modified int(10) notnull default "0"
  mailed int(2) notnull default "0"
  subject char(255) notnull
  message text notnull
  messageformat int(2) notnull default "0"
  messagetrust int(2) notnull default "0"
  attachment char(100) notnull
  totalscore int(4) notnull default "0"
  mailnow int(10) notnull default "0"
  deleted int(1) notnull default "0"
  privatereplyto int(10) notnull default "0"
  wordcount int(20)
  charcount int(20)
  foreign discussion (discussion) forum_discussions(id)
  foreign parent (parent) forum_posts(id)
  index userid (userid)
  index created (created)
  index mailed (mailed)
  index privatereplyto (privatereplyto)
forum_queue
  id int(10) notnull
  userid int(10) notnull default "0"
  discussionid int(10) notnull default "0"
  postid int(10) notnull default "0"
  timemodified int(10) notnull default "0"
  foreign discussionid (discussionid) forum_discussions(id)
  foreign postid (postid) forum_posts(id)
  index user (userid)
forum_read
  id int(10) notnull
  userid int(10) notnull default "0"
  forumid int(10) notnull default "0"
  discussionid int(10) notnull default "0"
  postid int(10) notnull default "0"
  firstread int(10) notnull default "0"
  lastread int(10) notnull default "0"
  index forumid-userid (forumid,userid)
  index discussionid-userid (discussionid,userid)
  index postid-userid (postid,userid)
  index userid (userid)
forum_subscriptions
  id int(10) notnull
  userid int(10) notnull default "0"
  forum int(10) notnull default "0"
  foreign forum (forum) forum(id)
  unique useridforum (userid,forum)
  index userid (userid)
forum_track_prefs
  id int(10) notnull
  userid int(10) notnull default "0"
  forumid int(10) notnull default "0"
  index userid-forumid (userid,forumid)
glossary
  id int(10) notnull
  course int(10) notnull default "0"
  name char(1333) notnull
  intro text notnull
  introformat int(4) notnull default "0"
  allowduplicatedentries int(2) notnull default "0"
  displayformat char(50) notnull default "dictionary"
  mainglossary int(2) notnull default "0"
  showspecial int(2) notnull default "1"
  showalphabet int(2) notnull default "1"
  showall int(2) notnull default "1"
  allowcomments int(2) notnull default "0"
  allowprintview int(2) notnull default "1"
  usedynalink int(2) notnull default "1"
  defaultapproval int(2) notnull default "1"
  approvaldisplayformat char(50) notnull default "default"
  globalglossary int(2) notnull default "0"
  entbypage int(3) notnull default "10"
  editalways int(2) notnull default "0"
  rsstype int(2) notnull default "0"
  rssarticles int(2) notnull default "0"
  assessed int(10) notnull default "0"
  assesstimestart int(10) notnull default "0"
  assesstimefinish int(10) notnull default "0"
  scale int(10) notnull default "0"
  timecreated int(10) notnull default "0"
  timemodified int(10) notnull default "0"
  completionentries int(9) notnull default "0"
  index course (course)
glossary_alias
  id int(10) notnull
  entryid int(10) notnull default "0"
  alias char(255) notnull
  foreign entryid (entryid) glossary_entries(id)
glossary_categories
  id int(10) notnull
  glossaryid int(10) notnull default "0"
  name char(255) notnull
  usedynalink int(2) notnull default "1"
  foreign glossaryid (glossaryid) glossary(id)
glossary_entries
  id int(10) notnull
  glossaryid int(10) notnull default "0"
  userid int(10) notnull default "0"
  concept char(255) notnull
  definition text notnull
  definitionformat int(2) notnull default "0"
  definitiontrust int(2) notnull default "0"
  attachment char(100) notnull
  timecreated int(10) notnull default "0"
  timemodified int(10) notnull default "0"
  teacherentry int(2) notnull default "0"
  sourceglossaryid int(10) notnull default "0"
  usedynalink int(2) notnull default "1"
  casesensitive int(2) notnull default "0"
  fullmatch int(2) notnull default "1"
  approved int(2) notnull default "1"
  foreign glossaryid (glossaryid) glossary(id)
  index userid (userid)
  index concept (concept)
glossary_entries_categories
  id int(10) notnull
  categoryid int(10) notnull default "0"
  entryid int(10) notnull default "0"
  foreign categoryid (categoryid) glossary_categories(id)
  foreign entryid (entryid) glossary_entries(id)
glossary_formats
  id int(10) notnull
  name char(50) notnull
  popupformatname char(50) notnull
  visible int(2) notnull default "1"
  showgroup int(2) notnull default "1"
  showtabs char(100)
  defaultmode char(50) notnull
  defaulthook char(50) notnull
  sortkey char(50) notnull
  sortorder char(50) notnull
grade_categories
  id int(10) notnull
  courseid int(10) notnull
  parent int(10)
  depth int(10) notnull default "0"
  path char(255)
  fullname char(255) notnull
  aggregation int(10) notnull default "0"
  keephigh int(10) notnull default "0"
  droplow int(10) notnull default "0"
  aggregateonlygraded int(1) notnull default "0"
  aggregateoutcomes int(1) notnull default "0"
  timecreated int(10) notnull
  timemodified int(10) notnull
  hidden int(10) notnull default "0"
  foreign courseid (courseid) course(id)
  foreign parent (parent) grade_categories(id)
grade_categories_history
  id int(10) notnull
  action int(10) notnull default "0"
  oldid int(10) notnull
  source char(255)
  timemodified int(10)
  loggeduser int(10)
  courseid int(10) notnull
  parent int(10)
  depth int(10) notnull default "0"
  path char(255)
  fullname char(255) notnull
  aggregation int(10) notnull default "0"
  keephigh int(10) notnull default "0"
  droplow int(10) notnull default "0"
  aggregateonlygraded int(1) notnull default "0"
  aggregateoutcomes int(1) notnull default "0"
  aggregatesubcats int(1) notnull default "0"
  hidden int(10) notnull default "0"
  foreign oldid (oldid) grade_categories(id)
  foreign courseid (courseid) course(id)
  foreign parent (parent) grade_categories(id)
  foreign loggeduser (loggeduser) user(id)
  index action (action)
  index timemodified (timemodified)
grade_grades
  id int(10) notnull
  itemid int(10) notnull
  userid int(10) notnull
  rawgrade number(10,5)
  rawgrademax number(10,5) notnull default "100"
  rawgrademin number(10,5) notnull default "0"
  rawscaleid int(10)
  usermodified int(10)
  finalgrade number(10,5)
  hidden int(10) notnull default "0"
  locked int(10) notnull default "0"
  locktime int(10) notnull default "0"
  exported int(10) notnull default "0"
  overridden int(10) notnull default "0"
  excluded int(10) notnull default "0"
  feedback text
  feedbackformat int(10) notnull default "0"
  information text
  informationformat int(10) notnull default "0"
  timecreated int(10)
  timemodified int(10)
  aggregationstatus char(10) notnull default "unknown"
  aggregationweight number(10,5)
  deductedmark number(10,5) notnull default "0" since 5.1
  foreign itemid (itemid) grade_items(id)
  foreign userid (userid) user(id)
  foreign rawscaleid (rawscaleid) scale(id)
  foreign usermodified (usermodified) user(id)
  unique userid-itemid (userid,itemid)
  index locked-locktime (locked,locktime)
grade_grades_history
  id int(10) notnull
  action int(10) notnull default "0"
  oldid int(10) notnull
  source char(255)
  timemodified int(10)
  loggeduser int(10)
  itemid int(10) notnull
  userid int(10) notnull
  rawgrade number(10,5)
  rawgrademax number(10,5) notnull default "100"
  rawgrademin number(10,5) notnull default "0"
  rawscaleid int(10)
  usermodified int(10)
  finalgrade number(10,5)
  hidden int(10) notnull default "0"
  locked int(10) notnull default "0"
  locktime int(10) notnull default "0"
  exported int(10) notnull default "0"
  overridden int(10) notnull default "0"
  excluded int(10) notnull default "0"
  feedback text
  feedbackformat int(10) notnull default "0"
  information text
  informationformat int(10) notnull default "0"
  foreign oldid (oldid) grade_grades(id)
  foreign itemid (itemid) grade_items(id)
  foreign userid (userid) user(id)
  foreign rawscaleid (rawscaleid) scale(id)
  foreign usermodified (usermodified) user(id)
  foreign loggeduser (loggeduser) user(id)
  index action (action)
  index timemodified (timemodified)
  index userid-itemid-timemodified (userid,itemid,timemodified)
grade_import_newitem
  id int(10) notnull
  itemname char(255) notnull
  importcode int(10) notnull
  importer int(10) notnull
  foreign importer (importer) user(id)
grade_import_values
  id int(10) notnull
  itemid int(10)
  newgradeitem int(10)
  userid int(10) notnull
  finalgrade number(10,5)
  feedback text
  importcode int(10) notnull
  importer int(10)
  importonlyfeedback int(1) default "0"
  foreign itemid (itemid) grade_items(id)
  foreign newgradeitem (newgradeitem) grade_import_newitem(id)
  foreign importer (importer) user(id)
  foreign userid (userid) user(id)
grade_items
  id int(10) notnull
  courseid int(10)
  categoryid int(10)
  itemname char(1333)
  itemtype char(30) notnull
  itemmodule char(30)
  iteminstance int(10)
  itemnumber int(10)
  iteminfo text
  idnumber char(255)
  calculation text
  gradetype int(4) notnull default "1"
  grademax number(10,5) notnull default "100"
  grademin number(10,5) notnull default "0"
  scaleid int(10)
  outcomeid int(10)
  gradepass number(10,5) notnull default "0"
  multfactor number(10,5) notnull default "1.0"
  plusfactor number(10,5) notnull default "0"
  aggregationcoef number(10,5) notnull default "0"
  aggregationcoef2 number(10,5) notnull default "0"
  sortorder int(10) notnull default "0"
  display int(10) notnull default "0"
  decimals int(1)
  hidden int(10) notnull default "0"
  locked int(10) notnull default "0"
  locktime int(10) notnull default "0"
  needsupdate int(10) notnull default "0"
  weightoverride int(1) notnull default "0"
  timecreated int(10)
  timemodified int(10)
  foreign courseid (courseid) course(id)
  foreign categoryid (categoryid) grade_categories(id)
  foreign scaleid (scaleid) scale(id)
  foreign outcomeid (outcomeid) grade_outcomes(id)
  index locked-locktime (locked,locktime)
  index itemtype-needsupdate (itemtype,needsupdate)
  index gradetype (gradetype)
  index idnumber-courseid (idnumber,courseid)
  index itemtype-mod-inst-course (itemtype,itemmodule,iteminstance,courseid)
grade_items_history
  id int(10) notnull
  action int(10) notnull default "0"
  oldid int(10) notnull
  source char(255)
  timemodified int(10)
  loggeduser int(10)
  courseid int(10)
  categoryid int(10)
  itemname char(1333)
  itemtype char(30) notnull
  itemmodule char(30)
  iteminstance int(10)
  itemnumber int(10)
  iteminfo text
  idnumber char(255)
  calculation text
  gradetype int(4) notnull default "1"
  grademax number(10,5) notnull default "100"
  grademin number(10,5) notnull default "0"
  scaleid int(10)
  outcomeid int(10)
  gradepass number(10,5) notnull default "0"
  multfactor number(10,5) notnull default "1.0"
  plusfactor number(10,5) notnull default "0"
  aggregationcoef number(10,5) notnull default "0"
  aggregationcoef2 number(10,5) notnull default "0"
  sortorder int(10) notnull default "0"
  hidden int(10) notnull default "0"
  locked int(10) notnull default "0"
  locktime int(10) notnull default "0"
  needsupdate int(10) notnull default "0"
  display int(10) notnull default "0"
  decimals int(1)
  weightoverride int(1) notnull default "0"
  foreign oldid (oldid) grade_items(id)
  foreign courseid (courseid) course(id)
  foreign categoryid (categoryid) grade_categories(id)
  foreign scaleid (scaleid) scale(id)
  foreign outcomeid (outcomeid) grade_outcomes(id)
  foreign loggeduser (loggeduser) user(id)
  index action (action)
  index timemodified (timemodified)
grade_letters
  id int(10) notnull
  contextid int(10) notnull
  lowerboundary number(10,5) notnull
  letter char(255) notnull
  uniqueindex contextid-lowerboundary-letter (contextid,lowerboundary,letter)
grade_outcomes
  id int(10) notnull
  courseid int(10)
  shortname char(255) notnull
  fullname text notnull
  scaleid int(10)
  description text
  descriptionformat int(2) notnull default "0"
  timecreated int(10)
  timemodified int(10)
  usermodified int(10)
  foreign courseid (courseid) course(id)
  foreign scaleid (scaleid) scale(id)
  foreign usermodified (usermodified) user(id)
  unique courseid-shortname (courseid,shortname)
grade_outcomes_courses
  id int(10) notnull
  courseid int(10) notnull
  outcomeid int(10) notnull
  foreign courseid (courseid) course(id)
  foreign outcomeid (outcomeid) grade_outcomes(id)
  unique courseid-outcomeid (courseid,outcomeid)
grade_outcomes_history
  id int(10) notnull
  action int(10) notnull default "0"
  oldid int(10) notnull
  source char(255)
  timemodified int(10)
  loggeduser int(10)
  courseid int(10)
  shortname char(255) notnull
  fullname text notnull
  scaleid int(10)
  description text
  descriptionformat int(2) notnull default "0"
  foreign oldid (oldid) grade_outcomes(id)
  foreign courseid (courseid) course(id)
  foreign scaleid (scaleid) scale(id)
  foreign loggeduser (loggeduser) user(id)
  index action (action)
  index timemodified (timemodified)
grade_settings
  id int(10) notnull
  courseid int(10) notnull
  name char(255) notnull
  value text
  foreign courseid (courseid) course(id)
  uniqueindex courseid-name (courseid,name)
grading_areas
  id int(10) notnull
  contextid int(10) notnull
  component char(100) notnull
  areaname char(100) notnull
  activemethod char(100)
  unique uq_gradable_area (contextid,component,areaname)
  foreign fk_context (contextid) context(id)
grading_definitions
  id int(10) notnull
  areaid int(10) notnull
  method char(100) notnull
  name char(255) notnull
  description text
  descriptionformat int(2)
  status int(10) notnull default "0"
  copiedfromid int(10)
  timecreated int(10) notnull
  usercreated int(10) notnull
  timemodified int(10) notnull
  usermodified int(10) notnull
  timecopied int(10) default "0"
  options text
  foreign fk_areaid (areaid) grading_areas(id)
  foreign fk_usermodified (usermodified) user(id)
  unique uq_area_method (areaid,method)
  foreign fk_usercreated (usercreated) user(id)
grading_instances
  id int(10) notnull
  definitionid int(10) notnull
  raterid int(10) notnull
  itemid int(10)
  rawgrade number(10,5)
  status int(10) notnull default "0"
  feedback text
  feedbackformat int(2)
  timemodified int(10) notnull
  foreign fk_definitionid (definitionid) grading_definitions(id)
  foreign fk_raterid (raterid) user(id)
gradingform_guide_comments
  id int(10) notnull
  definitionid int(10) notnull
  sortorder int(10) notnull
  description text
  descriptionformat int(2)
  foreign fk_definitionid (definitionid) grading_definitions(id)
gradingform_guide_criteria
  id int(10) notnull
  definitionid int(10) notnull
  sortorder int(10) notnull
  shortname char(255) notnull
  description text
  descriptionformat int(2)
  descriptionmarkers text
  descriptionmarkersformat int(2)
  maxscore number(10,5) notnull
  foreign fk_definitionid (definitionid) grading_definitions(id)
gradingform_guide_fillings
  id int(10) notnull
  instanceid int(10) notnull
  criterionid int(10) notnull
  remark text
  remarkformat int(2)
  score number(10,5) notnull
  foreign fk_instanceid (instanceid) grading_instances(id)
  foreign fk_criterionid (criterionid) gradingform_guide_criteria(id)
  unique uq_instance_criterion (instanceid,criterionid)
gradingform_rubric_criteria
  id int(10) notnull
  definitionid int(10) notnull
  sortorder int(10) notnull
  description text
  descriptionformat int(2)
  foreign fk_definitionid (definitionid) grading_definitions(id)
gradingform_rubric_fillings
  id int(10) notnull
  instanceid int(10) notnull
  criterionid int(10) notnull
  levelid int(10)
  remark text
  remarkformat int(2)
  foreign fk_instanceid (instanceid) grading_instances(id)
  foreign fk_criterionid (criterionid) gradingform_rubric_criteria(id)
  unique uq_instance_criterion (instanceid,criterionid)
  index ix_levelid (levelid)
gradingform_rubric_levels
  id int(10) notnull
  criterionid int(10) notnull
  score number(10,5) notnull
  definition text
  definitionformat int(10)
  foreign fk_criterionid (criterionid) gradingform_rubric_criteria(id)
groupings
  id int(10) notnull
  courseid int(10) notnull default "0"
  name char(255) notnull
  idnumber char(100) notnull
  description text
  descriptionformat int(2) notnull default "0"
  configdata text
  timecreated int(10) notnull default "0"
  timemodified int(10) notnull default "0"
  foreign courseid (courseid) course(id)
  index idnumber (idnumber)
groupings_groups
  id int(10) notnull
  groupingid int(10) notnull default "0"
  groupid int(10) notnull default "0"
  timeadded int(10) notnull default "0"
  foreign groupingid (groupingid) groupings(id)
  foreign groupid (groupid) groups(id)
groups
  id int(10) notnull
  courseid int(10) notnull
  idnumber char(100) notnull
  name char(254) notnull
  description text
  descriptionformat int(2) notnull default "0"
  enrolmentkey char(50)
  picture int(10) notnull default "0"
  visibility int(1) notnull default "0"
  participation int(1) notnull default "1"
  timecreated int(10) notnull default "0"
  timemodified int(10) notnull default "0"
  foreign courseid (courseid) course(id)
  index idnumber (idnumber)
groups_members
  id int(10) notnull
  groupid int(10) notnull default "0"
  userid int(10) notnull default "0"
  timeadded int(10) notnull default "0"
  component char(100) notnull
  itemid int(10) notnull default "0"
  foreign groupid (groupid) groups(id)
  foreign userid (userid) user(id)
  unique useridgroupid (userid,groupid)
h5p
  id int(10) notnull
  jsoncontent text notnull
  mainlibraryid int(10) notnull
  displayoptions int(4)
  pathnamehash char(40) notnull
  contenthash char(40) notnull
  filtered text
  timecreated int(10) notnull default "0"
  timemodified int(10) notnull default "0"
  foreign mainlibraryid (mainlibraryid) h5p_libraries(id)
  index pathnamehash_idx (pathnamehash)
h5p_contents_libraries
  id int(10) notnull
  h5pid int(10) notnull
  libraryid int(10) notnull
  dependencytype char(10) notnull
  dropcss int(1) notnull
  weight int(10) notnull
  foreign h5pid (h5pid) h5p(id)
  foreign libraryid (libraryid) h5p_libraries(id)
h5p_libraries
  id int(10) notnull
  machinename char(255) notnull
  title char(255) notnull
  majorversion int(4) notnull
  minorversion int(4) notnull
  patchversion int(4) notnull
  runnable int(1) notnull
  fullscreen int(1) notnull default "0"
  embedtypes char(255) notnull
  preloadedjs text
  preloadedcss text
  droplibrarycss text
  semantics text
  addto text
  coremajor int(4)
  coreminor int(4)
  metadatasettings text
  tutorial text
  example text
  enabled int(1) default "1"
  index machinemajorminorpatch (machinename,majorversion,minorversion,patchversion,runnable)
h5p_libraries_cachedassets
  id int(10) notnull
  libraryid int(10) notnull
  hash char(255) notnull
  foreign libraryid (libraryid) h5p_libraries(id)
h5p_library_dependencies
  id int(10) notnull
  libraryid int(10) notnull
  requiredlibraryid int(10) notnull
  dependencytype char(255) notnull
  foreign libraryid (libraryid) h5p_libraries(id)
  foreign requiredlibraryid (requiredlibraryid) h5p_libraries(id)
h5pactivity
  id int(10) notnull
  course int(10) notnull
  name char(1333) notnull
  timecreated int(10) notnull
  timemodified int(10) notnull
  intro text
  introformat int(4) notnull default "0"
  grade int(10) default "0"
  displayoptions int(4) notnull default "0"
  enabletracking int(1) notnull default "1"
  grademethod int(4) notnull default "1"
  reviewmode int(4) default "1"
  foreign fk_course (course) course(id)
h5pactivity_attempts
  id int(10) notnull
  h5pactivityid int(10) notnull
  userid int(20) notnull
  timecreated int(10) notnull
  timemodified int(10) notnull
  attempt int(6) notnull default "1"
  rawscore int(10) default "0"
  maxscore int(10) default "0"
  scaled number(10,5) notnull default "0"
  duration int(10) default "0"
  completion int(1)
  success int(1)
  foreign fk_h5pactivityid (h5pactivityid) h5pactivity(id)
  unique uq_activityuserattempt (h5pactivityid,userid,attempt)
  index timecreated (timecreated)
  index h5pactivityid-timecreated (h5pactivityid,timecreated)
  index h5pactivityid-userid (h5pactivityid,userid)
h5pactivity_attempts_results
  id int(10) notnull
  attemptid int(10) notnull
  subcontent char(128)
  timecreated int(10) notnull
  interactiontype char(128)
  description text
  correctpattern text
  response text notnull
  additionals text
  rawscore int(10) notnull default "0"
  maxscore int(10) notnull default "0"
  duration int(10) default "0"
  completion int(1)
  success int(1)
  foreign fk_attemptid (attemptid) h5pactivity_attempts(id)
  index attemptid-timecreated (attemptid,timecreated)
imscp
  id int(10) notnull
  course int(10) notnull default "0"
  name char(1333) notnull
  intro text
  introformat int(4) notnull default "0"
  revision int(10) notnull default "0"
  keepold int(10) notnull default "-1"
  structure text
  timemodified int(10) notnull default "0"
  index course (course)
label
  id int(10) notnull
  course int(10) notnull default "0"
  name char(1333) notnull
  intro text notnull
  introformat int(4) default "0"
  timemodified int(10) notnull default "0"
  index course (course)
lesson
  id int(10) notnull
  course int(10) notnull default "0"
  name char(1333) notnull
  intro text
  introformat int(4) notnull default "0"
  practice int(3) notnull default "0"
  modattempts int(3) notnull default "0"
  usepassword int(3) notnull default "0"
  password char(32) notnull
  dependency int(10) notnull default "0"
  conditions text notnull
  grade int(10) notnull default "0"
  custom int(3) notnull default "0"
  ongoing int(3) notnull default "0"
  usemaxgrade int(3) notnull default "0"
  maxanswers int(3) notnull default "4"
  maxattempts int(3) notnull default "5"
  review int(3) notnull default "0"
  nextpagedefault int(3) notnull default "0"
  feedback int(3) notnull default "1"
  minquestions int(3) notnull default "0"
  maxpages int(3) notnull default "0"
  timelimit int(10) notnull default "0"
  retake int(3) notnull default "1"
  activitylink int(10) notnull default "0"
  mediafile char(255) notnull
  mediaheight int(10) notnull default "100"
  mediawidth int(10) notnull default "650"
  mediaclose int(3) notnull default "0"
  slideshow int(3) notnull default "0"
  width int(10) notnull default "640"
  height int(10) notnull default "480"
  bgcolor char(7) notnull default "#FFFFFF"
  displayleft int(3) notnull default "0"
  displayleftif int(3) notnull default "0"
  progressbar int(3) notnull default "0"
  available int(10) notnull default "0"
  deadline int(10) notnull default "0"
  timemodified int(10) notnull default "0"
  completionendreached int(1) default "0"
  completiontimespent int(11) default "0"
  allowofflineattempts int(1) default "0"
  index course (course)
lesson_answers
  id int(10) notnull
  lessonid int(10) notnull default "0"
  pageid int(10) notnull default "0"
  jumpto int(11) notnull default "0"
  grade int(4) notnull default "0"
  score int(10) notnull default "0"
  flags int(3) notnull default "0"
  timecreated int(10) notnull default "0"
  timemodified int(10) notnull default "0"
  answer text
  answerformat int(2) notnull default "0"
  response text
  responseformat int(2) notnull default "0"
  foreign lessonid (lessonid) lesson(id)
  foreign pageid (pageid) lesson_pages(id)
lesson_attempts
  id int(10) notnull
  lessonid int(10) notnull default "0"
  pageid int(10) notnull default "0"
  userid int(10) notnull default "0"
  answerid int(10) notnull default "0"
  retry int(3) notnull default "0"
  correct int(10) notnull default "0"
  useranswer text
  timeseen int(10) notnull default "0"
  foreign lessonid (lessonid) lesson(id)
  foreign pageid (pageid) lesson_pages(id)
  foreign answerid (answerid) lesson_answers(id)
  index userid (userid)
lesson_branch
  id int(10) notnull
  lessonid int(10) notnull default "0"
  userid int(10) notnull default "0"
  pageid int(10) notnull default "0"
  retry int(10) notnull default "0"
  flag int(3) notnull default "0"
  timeseen int(10) notnull default "0"
  nextpageid int(10) notnull default "0"
  foreign lessonid (lessonid) lesson(id)
  foreign pageid (pageid) lesson_pages(id)
  index userid (userid)
lesson_grades
  id int(10) notnull
  lessonid int(10) notnull default "0"
  userid int(10) notnull default "0"
  grade float notnull default "0"
  late int(3) notnull default "0"
  completed int(10) notnull default "0"
  foreign lessonid (lessonid) lesson(id)
  index userid (userid)
lesson_overrides
  id int(10) notnull
  lessonid int(10) notnull default "0"
  groupid int(10)
  userid int(10)
  available int(10)
  deadline int(10)
  timelimit int(10)
  review int(3)
  maxattempts int(3)
  retake int(3)
  password char(32)
  foreign lessonid (lessonid) lesson(id)
  foreign groupid (groupid) groups(id)
  foreign userid (userid) user(id)
lesson_pages
  id int(10) notnull
  lessonid int(10) notnull default "0"
  prevpageid int(10) notnull default "0"
  nextpageid int(10) notnull default "0"
  qtype int(3) notnull default "0"
  qoption int(3) notnull default "0"
  layout int(3) notnull default "1"
  display int(3) notnull default "1"
  timecreated int(10) notnull default "0"
  timemodified int(10) notnull default "0"
  title char(255) notnull
  contents text notnull
  contentsformat int(2) notnull default "0"
  foreign lessonid (lessonid) lesson(id)
lesson_timer
  id int(10) notnull
  lessonid int(10) notnull default "0"
  userid int(10) notnull default "0"
  starttime int(10) notnull default "0"
  lessontime int(10) notnull default "0"
  completed int(1) default "0"
  timemodifiedoffline int(10) notnull default "0"
  foreign lessonid (lessonid) lesson(id)
  index userid (userid)
lock_db
  id int(10) notnull
  resourcekey char(255) notnull
  expires int(10)
  owner char(36)
  uniqueindex resourcekey_uniq (resourcekey)
  index expires_idx (expires)
  index owner_idx (owner)
log
  id int(10) notnull
  time int(10) notnull default "0"
  userid int(10) notnull default "0"
  ip char(45) notnull
  course int(10) notnull default "0"
  module char(20) notnull
  cmid int(10) notnull default "0"
  action char(40) notnull
  url char(100) notnull
  info char(255) notnull
  index course-module-action (course,module,action)
  index time (time)
  index action (action)
  index userid-course (userid,course)
  index cmid (cmid)
logstore_standard_log
  id int(10) notnull
  eventname char(255) notnull
  component char(100) notnull
  action char(100) notnull
  target char(100) notnull
  objecttable char(50)
  objectid int(10)
  crud char(1) notnull
  edulevel int(1) notnull
  contextid int(10) notnull
  contextlevel int(10) notnull
  contextinstanceid int(10) notnull
  userid int(10) notnull
  courseid int(10)
  relateduserid int(10)
  anonymous int(1) notnull default "0"
  other text
  timecreated int(10) notnull
  origin char(10)
  ip char(45)
  realuserid int(10)
  foreign contextid (contextid) context(id)
  foreign userid (userid) user(id)
  foreign courseid (courseid) course(id)
  foreign realuserid (realuserid) user(id)
  foreign relateduserid (relateduserid) user(id)
  index timecreated (timecreated)
  index course-time (courseid,anonymous,timecreated)
  index user-module (userid,contextlevel,contextinstanceid,crud,edulevel,timecreated)
lti
  id int(10) notnull
  course int(10) notnull default "0"
  name char(1333) notnull
  intro text
  introformat int(4) default "0"
  timecreated int(10) notnull default "0"
  timemodified int(10) notnull default "0"
  typeid int(10)
  toolurl text notnull
  securetoolurl text
  instructorchoicesendname int(1)
  instructorchoicesendemailaddr int(1)
  instructorchoiceallowroster int(1)
  instructorchoiceallowsetting int(1)
  instructorcustomparameters text
  instructorchoiceacceptgrades int(1)
  grade int(10) notnull default "100"
  launchcontainer int(2) notnull default "1"
  resourcekey char(255)
  password char(255)
  debuglaunch int(1) notnull default "0"
  showtitlelaunch int(1) notnull default "0"
  showdescriptionlaunch int(1) notnull default "0"
  servicesalt char(40)
  icon text
  secureicon text
  index course (course)
lti_access_tokens
  id int(10) notnull
  typeid int(10) notnull
  scope text notnull
  token char(128) notnull
  validuntil int(10) notnull
  timecreated int(10) notnull
  lastaccess int(10)
  foreign typeid (typeid) lti_types(id)
  uniqueindex token (token)
lti_coursevisible
  id int(10) notnull
  typeid int(10) notnull
  courseid int(10) notnull
  coursevisible int(1) notnull
  index courseid (courseid)
  index typeid (typeid)
lti_submission
  id int(10) notnull
  ltiid int(10) notnull
  userid int(10) notnull
  datesubmitted int(10) notnull
  dateupdated int(10) notnull
  gradepercent number(10,5) notnull
  originalgrade number(10,5) notnull
  launchid int(10) notnull
  state int(2) notnull
  index ltiid (ltiid)
lti_tool_proxies
  id int(10) notnull
  name char(255) notnull default "Tool Provider"
  regurl text
  state int(2) notnull default "1"
  guid char(255)
  secret char(255)
  vendorcode char(255)
  capabilityoffered text notnull
  serviceoffered text notnull
  toolproxy text
  createdby int(10) notnull
  timecreated int(10) notnull
  timemodified int(10) notnull
  uniqueindex guid (guid)
lti_tool_settings
  id int(10) notnull
  toolproxyid int(10) notnull
  typeid int(10)
  course int(10)
  coursemoduleid int(10)
  settings text notnull
  timecreated int(10) notnull
  timemodified int(10) notnull
  foreign toolproxy (toolproxyid) lti_tool_proxies(id)
  foreign typeid (typeid) lti_types(id)
  foreign course (course) course(id)
  foreign coursemodule (coursemoduleid) lti(id)
lti_types
  id int(10) notnull
  name char(255) notnull default "basiclti Activity"
  baseurl text notnull
  tooldomain char(255) notnull
  state int(2) notnull default "2"
  course int(10) notnull
  coursevisible int(1) notnull default "0"
  ltiversion char(10) notnull
  clientid char(255)
  toolproxyid int(10)
  enabledcapability text
  parameter text
  icon text
  secureicon text
  createdby int(10) notnull
  timecreated int(10) notnull
  timemodified int(10) notnull
  description text
  index course (course)
  index tooldomain (tooldomain)
  uniqueindex clientid (clientid)
lti_types_categories
  id int(10) notnull
  typeid int(10) notnull
  categoryid int(10) notnull
  foreign typeid (typeid) lti_types(id)
  foreign categoryid (categoryid) course_categories(id)
lti_types_config
  id int(10) notnull
  typeid int(10) notnull
  name char(100) notnull
  value text notnull
  index typeid (typeid)
ltiservice_gradebookservices
  id int(10) notnull
  gradeitemid int(10) notnull
  courseid int(10) notnull
  toolproxyid int(10)
  typeid int(10)
  baseurl text
  ltilinkid int(10)
  resourceid char(512)
  tag char(255)
  subreviewurl text
  subreviewparams text
  foreign ltilinkid (ltilinkid) lti(id)
  foreign itemnumbercourse (gradeitemid,courseid) grade_items(id,courseid)
message
  id int(10) notnull
  useridfrom int(10) notnull default "0"
  useridto int(10) notnull default "0"
  subject text
  fullmessage text
  fullmessageformat int(4) default "0"
  fullmessagehtml text
  smallmessage text
  notification int(1) default "0"
  contexturl text
  contexturlname text
  timecreated int(10) notnull default "0"
  timeuserfromdeleted int(10) notnull default "0"
  timeusertodeleted int(10) notnull default "0"
  component char(100)
  eventtype char(100)
  customdata text
  index useridfromtodeleted (useridfrom,useridto,timeuserfromdeleted,timeusertodeleted)
  index useridfrom_timeuserfromdeleted_notification (useridfrom,timeuserfromdeleted,notification)
  index useridto_timeusertodeleted_notification (useridto,timeusertodeleted,notification)
message_airnotifier_devices
  id int(10) notnull
  userdeviceid int(10) notnull
  enable int(1) notnull default "1"
  foreignunique userdeviceid (userdeviceid) user_devices(id)
message_contact_requests
  id int(10) notnull
  userid int(10) notnull
  requesteduserid int(10) notnull
  timecreated int(10) notnull
  foreign userid (userid) user(id)
  foreign requesteduserid (requesteduserid) user(id)
  uniqueindex userid-requesteduserid (userid,requesteduserid)
message_contacts
  id int(10) notnull
  userid int(10) notnull
  contactid int(10) notnull
  timecreated int(10)
  foreign userid (userid) user(id)
  foreign contactid (contactid) user(id)
  uniqueindex userid-contactid (userid,contactid)
message_conversation_actions
  id int(10) notnull
  userid int(10) notnull
  conversationid int(10) notnull
  action int(10) notnull
  timecreated int(10) notnull
  foreign userid (userid) user(id)
  foreign conversationid (conversationid) message_conversations(id)
message_conversation_members
  id int(10) notnull
  conversationid int(10) notnull
  userid int(10) notnull
  timecreated int(10) notnull
  foreign conversationid (conversationid) message_conversations(id)
  foreign userid (userid) user(id)
message_conversations
  id int(10) notnull
  type int(10) notnull default "1"
  name char(255)
  convhash char(40)
  component char(100)
  itemtype char(100)
  itemid int(10)
  contextid int(10)
  enabled int(1) notnull default "0"
  timecreated int(10) notnull
  timemodified int(10)
  foreign contextid (contextid) context(id)
  index type (type)
  index convhash (convhash)
  index component-itemtype-itemid-contextid (component,itemtype,itemid,contextid)
message_email_messages
  id int(10) notnull
  useridto int(10) notnull
  conversationid int(10) notnull
  messageid int(10) notnull
  foreign useridto (useridto) user(id)
  foreign conversationid (conversationid) message_conversations(id)
  foreign messageid (messageid) messages(id)
message_popup
  id int(10) notnull
  messageid int(10) notnull
  isread int(1) notnull default "0"
  uniqueindex messageid-isread (messageid,isread)
  index isread (isread)
message_popup_notifications
  id int(10) notnull
  notificationid int(10) notnull
  foreign notificationid (notificationid) notifications(id)
message_processors
  id int(10) notnull
  name char(166) notnull
  enabled int(1) notnull default "1"
message_providers
  id int(10) notnull
  name char(100) notnull
  component char(200) notnull
  capability char(255)
  uniqueindex componentname (component,name)
message_read
  id int(10) notnull
  useridfrom int(10) notnull default "0"
  useridto int(10) notnull default "0"
  subject text
  fullmessage text
  fullmessageformat int(4) default "0"
  fullmessagehtml text
  smallmessage text
  notification int(1) default "0"
  contexturl text
  contexturlname text
  timecreated int(10) notnull default "0"
  timeread int(10) notnull default "0"
  timeuserfromdeleted int(10) notnull default "0"
  timeusertodeleted int(10) notnull default "0"
  component char(100)
  eventtype char(100)
  index useridfromtodeleted (useridfrom,useridto,timeuserfromdeleted,timeusertodeleted)
  index notificationtimeread (notification,timeread)
  index useridfrom_timeuserfromdeleted_notification (useridfrom,timeuserfromdeleted,notification)
  index useridto_timeusertodeleted_notification (useridto,timeusertodeleted,notification)
message_user_actions
  id int(10) notnull
  userid int(10) notnull
  messageid int(10) notnull
  action int(10) notnull
  timecreated int(10) notnull
  foreign userid (userid) user(id)
  foreign messageid (messageid) messages(id)
  uniqueindex userid_messageid_action (userid,messageid,action)
message_users_blocked
  id int(10) notnull
  userid int(10) notnull
  blockeduserid int(10) notnull
  timecreated int(10)
  foreign userid (userid) user(id)
  foreign blockeduserid (blockeduserid) user(id)
  uniqueindex userid-blockeduserid (userid,blockeduserid)
messageinbound_datakeys
  id int(10) notnull
  handler int(10) notnull
  datavalue int(10) notnull
  datakey char(64)
  timecreated int(10) notnull
  expires int(10)
  unique handler_datavalue (handler,datavalue)
  foreign handler (handler) messageinbound_handlers(id)
messageinbound_handlers
  id int(10) notnull
  component char(100) notnull
  classname char(255) notnull
  defaultexpiration int(10) notnull default "86400"
  validateaddress int(1) notnull default "1"
  enabled int(1) notnull default "0"
  unique classname (classname)
messageinbound_messagelist
  id int(10) notnull
  messageid text notnull
  userid int(10) notnull
  address text notnull
  timecreated int(10) notnull
  foreign userid (userid) user(id)
messages
  id int(10) notnull
  useridfrom int(10) notnull
  conversationid int(10) notnull
  subject text
  fullmessage text
  fullmessageformat int(1) notnull default "0"
  fullmessagehtml text
  smallmessage text
  timecreated int(10) notnull
  fullmessagetrust int(2) notnull default "0"
  customdata text
  foreign useridfrom (useridfrom) user(id)
  foreign conversationid (conversationid) message_conversations(id)
  index conversationid_timecreated (conversationid,timecreated)
mnet_host
  id int(10) notnull
  deleted int(1) notnull default "0"
  wwwroot char(255) notnull
  ip_address char(45) notnull
  name char(80) notnull
  public_key text notnull
  public_key_expires int(10) notnull default "0"
  transport int(2) notnull default "0"
  portno int(5) notnull default "0"
  last_connect_time int(10) notnull default "0"
  last_log_id int(10) notnull default "0"
  force_theme int(1) notnull default "0"
  theme char(100)
  applicationid int(10) notnull default "1"
  sslverification int(1) notnull default "0"
  foreign applicationid (applicationid) mnet_application(id)
  index last_log_id (last_log_id)
mnet_host2service
  id int(10) notnull
  hostid int(10) notnull default "0"
  serviceid int(10) notnull default "0"
  publish int(1) notnull default "0"
  subscribe int(1) notnull default "0"
  uniqueindex hostid_serviceid (hostid,serviceid)
modules
  id int(10) notnull
  name char(20) notnull
  cron int(10) notnull default "0"
  lastcron int(10) notnull default "0"
  search char(255) notnull
  visible int(1) notnull default "1"
  index name (name)
notifications
  id int(10) notnull
  useridfrom int(10) notnull
  useridto int(10) notnull
  subject text
  fullmessage text
  fullmessageformat int(1) notnull default "0"
  fullmessagehtml text
  smallmessage text
  component char(100)
  eventtype char(100)
  contexturl text
  contexturlname text
  timeread int(10)
  timecreated int(10) notnull
  customdata text
  foreign useridto (useridto) user(id)
  index useridfrom (useridfrom)
  index timecreated (timecreated)
  index timeread (timeread)
oauth2_access_token
  id int(10) notnull
  timecreated int(10) notnull
  timemodified int(10) notnull
  usermodified int(10) notnull
  issuerid int(10) notnull
  token text notnull
  expires int(10) notnull
  scope text notnull
  foreignunique issueridkey (issuerid) oauth2_issuer(id)
  foreign usermodified (usermodified) user(id)
oauth2_endpoint
  id int(10) notnull
  timecreated int(10) notnull
  timemodified int(10) notnull
  usermodified int(10) notnull
  name char(255) notnull
  url text notnull
  issuerid int(10) notnull
  foreign issuer_id_key (issuerid) oauth2_issuer(id)
  foreign usermodified (usermodified) user(id)
oauth2_issuer
  id int(10) notnull
  timecreated int(10) notnull
  timemodified int(10) notnull
  usermodified int(10) notnull
  name char(255) notnull
  image text notnull
  baseurl text notnull
  clientid text notnull
  clientsecret text notnull
  loginscopes text notnull
  loginscopesoffline text notnull
  loginparams text notnull
  loginparamsoffline text notnull
  alloweddomains text notnull
  scopessupported text
  enabled int(2) notnull default "1"
  showonloginpage int(2) notnull default "1"
  basicauth int(2) notnull default "0"
  sortorder int(10) notnull
  requireconfirmation int(2) notnull default "1"
  servicetype char(255)
  loginpagename char(255)
  systememail char(100)
oauth2_refresh_token
  id int(10) notnull
  timecreated int(10) notnull
  timemodified int(10) notnull
  userid int(10) notnull
  issuerid int(10) notnull
  token text notnull
  scopehash char(40) notnull
  foreign issueridkey (issuerid) oauth2_issuer(id)
  foreign useridkey (userid) user(id)
  uniqueindex userid-issuerid-scopehash (userid,issuerid,scopehash)
oauth2_system_account
  id int(10) notnull
  timecreated int(10) notnull
  timemodified int(10) notnull
  usermodified int(10) notnull
  issuerid int(10) notnull
  refreshtoken text notnull
  grantedscopes text notnull
  email text
  username text notnull
  foreignunique issueridkey (issuerid) oauth2_issuer(id)
  foreign usermodified (usermodified) user(id)
oauth2_user_field_mapping
  id int(10) notnull
  timemodified int(10) notnull
  timecreated int(10) notnull
  usermodified int(10) notnull
  issuerid int(10) notnull
  externalfield char(500) notnull
  internalfield char(64) notnull
  foreign issuerkey (issuerid) oauth2_issuer(id)
  unique uniqinternal (issuerid,internalfield)
  foreign usermodified (usermodified) user(id)
page
  id int(10) notnull
  course int(10) notnull default "0"
  name char(1333) notnull
  intro text
  introformat int(4) notnull default "0"
  content text
  contentformat int(4) notnull default "0"
  legacyfiles int(4) notnull default "0"
  legacyfileslast int(10)
  display int(4) notnull default "0"
  displayoptions text
  revision int(10) notnull default "0"
  timemodified int(10) notnull default "0"
  index course (course)
qbank since 5.1
  id int(10) notnull
  course int(10) notnull
  name char(1333) notnull
  timecreated int(10) notnull default "0"
  timemodified int(10) notnull default "0"
  intro text
  introformat int(4) notnull default "0"
  type char(40) notnull
  foreign fk_course (course) course(id)
qtype_ddimageortext
  id int(10) notnull
  questionid int(10) notnull default "0"
  shuffleanswers int(4) notnull default "1"
  correctfeedback text notnull
  correctfeedbackformat int(2) notnull default "0"
  partiallycorrectfeedback text notnull
  partiallycorrectfeedbackformat int(2) notnull default "0"
  incorrectfeedback text notnull
  incorrectfeedbackformat int(2) notnull default "0"
  shownumcorrect int(2) notnull default "0"
  dropzonevisibility int(2) notnull default "0" since 5.1
  foreign questionid (questionid) question(id)
qtype_ddimageortext_drags
  id int(10) notnull
  questionid int(10) notnull default "0"
  no int(10) notnull default "0"
  draggroup int(10) notnull default "0"
  infinite int(4) notnull default "0"
  label text notnull
  foreign questionid (questionid) question(id)
qtype_ddimageortext_drops
  id int(10) notnull
  questionid int(10) notnull default "0"
  no int(10) notnull default "0"
  xleft int(10) notnull default "0"
  ytop int(10) notnull default "0"
  choice int(10) notnull default "0"
  label text notnull
  foreign questionid (questionid) question(id)
qtype_ddmarker
  id int(10) notnull
  questionid int(10) notnull default "0"
  shuffleanswers int(4) notnull default "1"
  correctfeedback text notnull
  correctfeedbackformat int(2) notnull default "0"
  partiallycorrectfeedback text notnull
  partiallycorrectfeedbackformat int(2) notnull default "0"
  incorrectfeedback text notnull
  incorrectfeedbackformat int(2) notnull default "0"
  shownumcorrect int(2) notnull default "0"
  showmisplaced int(4) notnull default "0"
  foreign questionid (questionid) question(id)
qtype_ddmarker_drags
  id int(10) notnull
  questionid int(10) notnull default "0"
  no int(10) notnull default "0"
  label text notnull
  infinite int(4) notnull default "0"
  noofdrags int(10) notnull default "1"
  foreign questionid (questionid) question(id)
qtype_ddmarker_drops
  id int(10) notnull
  questionid int(10) notnull default "0"
  no int(10) notnull default "0"
  shape char(255)
  coords text notnull
  choice int(10) notnull default "0"
  foreign questionid (questionid) question(id)
qtype_essay_options
  id int(10) notnull
  questionid int(10) notnull
  responseformat char(16) notnull default "editor"
  responserequired int(2) notnull default "1"
  responsefieldlines int(4) notnull default "15"
  minwordlimit int(10)
  maxwordlimit int(10)
  attachments int(4) notnull default "0"
  attachmentsrequired int(4) notnull default "0"
  graderinfo text
  graderinfoformat int(4) notnull default "0"
  responsetemplate text
  responsetemplateformat int(4) notnull default "0"
  maxbytes int(10) notnull default "0"
  filetypeslist text
  foreignunique questionid (questionid) question(id)
qtype_match_options
  id int(10) notnull
  questionid int(10) notnull default "0"
  shuffleanswers int(4) notnull default "1"
  correctfeedback text notnull
  correctfeedbackformat int(2) notnull default "0"
  partiallycorrectfeedback text notnull
  partiallycorrectfeedbackformat int(2) notnull default "0"
  incorrectfeedback text notnull
  incorrectfeedbackformat int(2) notnull default "0"
  shownumcorrect int(2) notnull default "0"
  foreignunique questionid (questionid) question(id)
qtype_match_subquestions
  id int(10) notnull
  questionid int(10) notnull default "0"
  questiontext text notnull
  questiontextformat int(2) notnull default "0"
  answertext char(255) notnull
  foreign questionid (questionid) question(id)
qtype_multichoice_options
  id int(10) notnull
  questionid int(10) notnull default "0"
  layout int(4) notnull default "0"
  single int(4) notnull default "0"
  shuffleanswers int(4) notnull default "1"
  correctfeedback text notnull
  correctfeedbackformat int(2) notnull default "0"
  partiallycorrectfeedback text notnull
  partiallycorrectfeedbackformat int(2) notnull default "0"
  incorrectfeedback text notnull
  incorrectfeedbackformat int(2) notnull default "0"
  answernumbering char(10) notnull default "abc"
  shownumcorrect int(2) notnull default "0"
  showstandardinstruction int(2) notnull default "1"
  foreignunique questionid (questionid) question(id)
qtype_ordering_options
  id int(10) notnull
  questionid int(10) notnull default "0"
  layouttype int(2) notnull default "0"
  selecttype int(2) notnull default "0"
  selectcount int(4) notnull default "2"
  gradingtype int(2) notnull default "0"
  showgrading int(2) notnull default "0"
  numberingstyle char(10) notnull default "none"
  correctfeedback text
  correctfeedbackformat int(2) notnull default "0"
  incorrectfeedback text
  incorrectfeedbackformat int(2) notnull default "0"
  partiallycorrectfeedback text
  partiallycorrectfeedbackformat int(2) notnull default "0"
  shownumcorrect int(2) notnull default "0"
  foreignunique question (questionid) question(id)
qtype_randomsamatch_options
  id int(10) notnull
  questionid int(10) notnull default "0"
  choose int(10) notnull default "4"
  subcats int(2) notnull default "1"
  correctfeedback text notnull
  correctfeedbackformat int(2) notnull default "0"
  partiallycorrectfeedback text notnull
  partiallycorrectfeedbackformat int(2) notnull default "0"
  incorrectfeedback text notnull
  incorrectfeedbackformat int(2) notnull default "0"
  shownumcorrect int(2) notnull default "0"
  foreignunique questionid (questionid) question(id)
qtype_shortanswer_options
  id int(10) notnull
  questionid int(10) notnull default "0"
  usecase int(2) notnull default "0"
  foreignunique questionid (questionid) question(id)
question
  id int(10) notnull
  parent int(10) notnull default "0"
  name char(255) notnull
  questiontext text notnull
  questiontextformat int(2) notnull default "0"
  generalfeedback text notnull
  generalfeedbackformat int(2) notnull default "0"
  defaultmark number(12,7) notnull default "1"
  penalty number(12,7) notnull default "0.3333333"
  qtype char(20) notnull
  length int(10) notnull default "1"
  stamp char(255) notnull
  timecreated int(10) notnull default "0"
  timemodified int(10) notnull default "0"
  createdby int(10)
  modifiedby int(10)
  foreign parent (parent) question(id)
  foreign createdby (createdby) user(id)
  foreign modifiedby (modifiedby) user(id)
  index qtype (qtype)
question_answers
  id int(10) notnull
  question int(10) notnull default "0"
  answer text notnull
  answerformat int(2) notnull default "0"
  fraction number(12,7) notnull default "0"
  feedback text notnull
  feedbackformat int(2) notnull default "0"
  foreign question (question) question(id)
question_attempt_step_data
  id int(10) notnull
  attemptstepid int(10) notnull
  name char(32) notnull
  value text
  foreign attemptstepid (attemptstepid) question_attempt_steps(id)
question_attempt_steps
  id int(10) notnull
  questionattemptid int(10) notnull
  sequencenumber int(10) notnull
  state char(13) notnull
  fraction number(12,7)
  timecreated int(10) notnull
  userid int(10)
  foreign questionattemptid (questionattemptid) question_attempts(id)
  foreign userid (userid) user(id)
  uniqueindex questionattemptid-sequencenumber (questionattemptid,sequencenumber)
question_attempts
  id int(10) notnull
  questionusageid int(10) notnull
  slot int(10) notnull
  behaviour char(32) notnull
  questionid int(10) notnull
  variant int(10) notnull default "1"
  maxmark number(12,7) notnull
  minfraction number(12,7) notnull
  maxfraction number(12,7) notnull default "1"
  flagged int(1) notnull default "0"
  questionsummary text
  rightanswer text
  responsesummary text
  timemodified int(10) notnull
  foreign questionid (questionid) question(id)
  foreign questionusageid (questionusageid) question_usages(id)
  uniqueindex questionusageid-slot (questionusageid,slot)
  index behaviour (behaviour)
question_bank_entries
  id int(10) notnull
  questioncategoryid int(10) notnull default "0"
  idnumber char(100)
  ownerid int(10)
  foreign questioncategoryid (questioncategoryid) question_categories(id)
  foreign ownerid (ownerid) user(id)
  uniqueindex categoryidnumber (questioncategoryid,idnumber)
question_calculated
  id int(10) notnull
  question int(10) notnull default "0"
  answer int(10) notnull default "0"
  tolerance char(20) notnull default "0.0"
  tolerancetype int(10) notnull default "1"
  correctanswerlength int(10) notnull default "2"
  correctanswerformat int(10) notnull default "2"
  foreign question (question) question(id)
  index answer (answer)
question_calculated_options
  id int(10) notnull
  question int(10) notnull default "0"
  synchronize int(2) notnull default "0"
  single int(4) notnull default "0"
  shuffleanswers int(4) notnull default "0"
  correctfeedback text
  correctfeedbackformat int(2) notnull default "0"
  partiallycorrectfeedback text
  partiallycorrectfeedbackformat int(2) notnull default "0"
  incorrectfeedback text
  incorrectfeedbackformat int(2) notnull default "0"
  answernumbering char(10) notnull default "abc"
  shownumcorrect int(2) notnull default "0"
  foreign question (question) question(id)
question_categories
  id int(10) notnull
  name char(1333) notnull
  contextid int(10) notnull default "0"
  info text notnull
  infoformat int(2) notnull default "0"
  stamp char(255) notnull
  parent int(10) notnull default "0"
  sortorder int(10) notnull default "999"
  idnumber char(100)
  foreign parent (parent) question_categories(id)
  index contextid (contextid)
  uniqueindex contextidstamp (contextid,stamp)
  uniqueindex contextididnumber (contextid,idnumber)
question_dataset_definitions
  id int(10) notnull
  category int(10) notnull default "0"
  name char(255) notnull
  type int(10) notnull default "0"
  options char(255) notnull
  itemcount int(10) notnull default "0"
  foreign category (category) question_categories(id)
question_dataset_items
  id int(10) notnull
  definition int(10) notnull default "0"
  itemnumber int(10) notnull default "0"
  value char(255) notnull
  index definition (definition)
question_datasets
  id int(10) notnull
  question int(10) notnull default "0"
  datasetdefinition int(10) notnull default "0"
  foreign question (question) question(id)
  foreign datasetdefinition (datasetdefinition) question_dataset_definitions(id)
  index question-datasetdefinition (question,datasetdefinition)
question_ddwtos
  id int(10) notnull
  questionid int(10) notnull default "0"
  shuffleanswers int(4) notnull default "1"
  correctfeedback text notnull
  correctfeedbackformat int(2) notnull default "0"
  partiallycorrectfeedback text notnull
  partiallycorrectfeedbackformat int(2) notnull default "0"
  incorrectfeedback text notnull
  incorrectfeedbackformat int(2) notnull default "0"
  shownumcorrect int(2) notnull default "0"
  foreign questionid (questionid) question(id)
question_gapselect
  id int(10) notnull
  questionid int(10) notnull default "0"
  shuffleanswers int(4) notnull default "1"
  correctfeedback text notnull
  correctfeedbackformat int(2) notnull default "0"
  partiallycorrectfeedback text notnull
  partiallycorrectfeedbackformat int(2) notnull default "0"
  incorrectfeedback text notnull
  incorrectfeedbackformat int(2) notnull default "0"
  shownumcorrect int(2) notnull default "0"
  foreign questionid (questionid) question(id)
question_hints
  id int(10) notnull
  questionid int(10) notnull
  hint text notnull
  hintformat int(4) notnull default "0"
  shownumcorrect int(1)
  clearwrong int(1)
  options char(255)
  foreign questionid (questionid) question(id)
question_multianswer
  id int(10) notnull
  question int(10) notnull default "0"
  sequence text notnull
  foreign question (question) question(id)
question_numerical
  id int(10) notnull
  question int(10) notnull default "0"
  answer int(10) notnull default "0"
  tolerance char(255) notnull default "0.0"
  foreign question (question) question(id)
  index answer (answer)
question_numerical_options
  id int(10) notnull
  question int(10) notnull default "0"
  showunits int(4) notnull default "0"
  unitsleft int(4) notnull default "0"
  unitgradingtype int(4) notnull default "0"
  unitpenalty number(12,7) notnull default "0.1"
  foreign question (question) question(id)
question_numerical_units
  id int(10) notnull
  question int(10) notnull default "0"
  multiplier number(38,19) notnull default "1.00000000000000000000"
  unit char(50) notnull
  foreign question (question) question(id)
  uniqueindex question-unit (question,unit)
question_references
  id int(10) notnull
  usingcontextid int(10) notnull default "0"
  component char(100)
  questionarea char(50)
  itemid int(10)
  questionbankentryid int(10) notnull default "0"
  version int(10)
  foreign usingcontextid (usingcontextid) context(id)
  foreign questionbankentryid (questionbankentryid) question_bank_entries(id)
  uniqueindex context-component-area-itemid (usingcontextid,component,questionarea,itemid)
question_response_analysis
  id int(10) notnull
  hashcode char(40) notnull
  whichtries char(255) notnull
  timemodified int(10) notnull
  questionid int(10) notnull
  variant int(10)
  subqid char(100) notnull
  aid char(100)
  response text
  credit number(15,5) notnull
  foreign questionid (questionid) question(id)
question_response_count
  id int(10) notnull
  analysisid int(10) notnull
  try int(10) notnull
  rcount int(10) notnull
  foreign analysisid (analysisid) question_response_analysis(id)
question_set_references
  id int(10) notnull
  usingcontextid int(10) notnull default "0"
  component char(100)
  questionarea char(50)
  itemid int(10)
  questionscontextid int(10) notnull default "0"
  filtercondition text
  foreign usingcontextid (usingcontextid) context(id)
  foreign questionscontextid (questionscontextid) context(id)
  uniqueindex context-component-area-itemid (usingcontextid,component,questionarea,itemid)
question_statistics
  id int(10) notnull
  hashcode char(40) notnull
  timemodified int(10) notnull
  questionid int(10) notnull
  slot int(10)
  subquestion int(4) notnull
  variant int(10)
  s int(10) notnull default "0"
  effectiveweight number(15,5)
  negcovar int(2) notnull default "0"
  discriminationindex number(15,5)
  discriminativeefficiency number(15,5)
  sd number(15,10)
  facility number(15,10)
  subquestions text
  maxmark number(12,7)
  positions text
  randomguessscore number(12,7)
  foreign questionid (questionid) question(id)
question_truefalse
  id int(10) notnull
  question int(10) notnull default "0"
  trueanswer int(10) notnull default "0"
  falseanswer int(10) notnull default "0"
  showstandardinstruction int(2) notnull default "1"
  foreign question (question) question(id)
question_usages
  id int(10) notnull
  contextid int(10) notnull
  component char(255) notnull
  preferredbehaviour char(32) notnull
  foreign contextid (contextid) context(id)
question_versions
  id int(10) notnull
  questionbankentryid int(10) notnull default "0"
  version int(10) notnull default "1"
  questionid int(10) notnull default "0"
  status char(10) notnull default "ready"
  foreign questionbankentryid (questionbankentryid) question_bank_entries(id)
  foreign questionid (questionid) question(id)
quiz
  id int(10) notnull
  course int(10) notnull default "0"
  name char(1333) notnull
  intro text notnull
  introformat int(4) notnull default "0"
  timeopen int(10) notnull default "0"
  timeclose int(10) notnull default "0"
  timelimit int(10) notnull default "0"
  overduehandling char(16) notnull default "autoabandon"
  graceperiod int(10) notnull default "0"
  preferredbehaviour char(32) notnull
  canredoquestions int(4) notnull default "0"
  attempts int(6) notnull default "0"
  attemptonlast int(4) notnull default "0"
  grademethod int(4) notnull default "1"
  decimalpoints int(4) notnull default "2"
  questiondecimalpoints int(4) notnull default "-1"
  reviewattempt int(6) notnull default "0"
  reviewcorrectness int(6) notnull default "0"
  reviewmaxmarks int(6) notnull default "0"
  reviewmarks int(6) notnull default "0"
  reviewspecificfeedback int(6) notnull default "0"
  reviewgeneralfeedback int(6) notnull default "0"
  reviewrightanswer int(6) notnull default "0"
  reviewoverallfeedback int(6) notnull default "0"
  questionsperpage int(10) notnull default "0"
  navmethod char(16) notnull default "free"
  shuffleanswers int(4) notnull default "0"
  sumgrades number(10,5) notnull default "0"
  grade number(10,5) notnull default "0"
  timecreated int(10) notnull default "0"
  timemodified int(10) notnull default "0"
  password char(255) notnull
  subnet char(255) notnull
  browsersecurity char(32) notnull
  delay1 int(10) notnull default "0"
  delay2 int(10) notnull default "0"
  showuserpicture int(4) notnull default "0"
  showblocks int(4) notnull default "0"
  completionattemptsexhausted int(1) default "0"
  completionminattempts int(10) notnull default "0"
  allowofflineattempts int(1) default "0"
  precreateattempts int(1) since 5.1
  index course (course)
quiz_attempts
  id int(10) notnull
  quiz int(10) notnull default "0"
  userid int(10) notnull default "0"
  attempt int(6) notnull default "0"
  uniqueid int(10) notnull default "0"
  layout text notnull
  currentpage int(10) notnull default "0"
  preview int(3) notnull default "0"
  state char(16) notnull default "inprogress"
  timestart int(10) notnull default "0"
  timefinish int(10) notnull default "0"
  timemodified int(10) notnull default "0"
  timemodifiedoffline int(10) notnull default "0"
  timecheckstate int(10) default "0"
  sumgrades number(10,5)
  gradednotificationsenttime int(10)
  foreign quiz (quiz) quiz(id)
  foreign userid (userid) user(id)
  foreignunique uniqueid (uniqueid) question_usages(id)
  uniqueindex quiz-userid-attempt (quiz,userid,attempt)
  index state-timecheckstate (state,timecheckstate)
quiz_feedback
  id int(10) notnull
  quizid int(10) notnull default "0"
  feedbacktext text notnull
  feedbacktextformat int(2) notnull default "0"
  mingrade number(10,5) notnull default "0"
  maxgrade number(10,5) notnull default "0"
  foreign quizid (quizid) quiz(id)
quiz_grade_items
  id int(10) notnull
  quizid int(10) notnull
  sortorder int(10) notnull
  name char(255) notnull
  foreign quizid (quizid) quiz(id)
  uniqueindex quizid-sortorder (quizid,sortorder)
quiz_grades
  id int(10) notnull
  quiz int(10) notnull default "0"
  userid int(10) notnull default "0"
  grade number(10,5) notnull default "0"
  timemodified int(10) notnull default "0"
  foreign quiz (quiz) quiz(id)
  index userid (userid)
quiz_overrides
  id int(10) notnull
  quiz int(10) notnull default "0"
  groupid int(10)
  userid int(10)
  timeopen int(10)
  timeclose int(10)
  timelimit int(10)
  attempts int(6)
  password char(255)
  foreign quiz (quiz) quiz(id)
  foreign groupid (groupid) groups(id)
  foreign userid (userid) user(id)
quiz_overview_regrades
  id int(10) notnull
  questionusageid int(10) notnull
  slot int(10) notnull
  newfraction number(12,7)
  oldfraction number(12,7)
  regraded int(4) notnull
  timemodified int(10) notnull
  foreign questionusageid-slot (questionusageid,slot) question_attempts(questionusageid,slot)
quiz_reports
  id int(10) notnull
  name char(255)
  displayorder int(10) notnull
  capability char(255)
  uniqueindex name (name)
quiz_sections
  id int(10) notnull
  quizid int(10) notnull
  firstslot int(10) notnull
  heading char(1333)
  shufflequestions int(4) notnull default "0"
  foreign quizid (quizid) quiz(id)
  uniqueindex quizid-firstslot (quizid,firstslot)
quiz_slots
  id int(10) notnull
  slot int(10) notnull
  quizid int(10) notnull default "0"
  page int(10) notnull
  displaynumber char(16)
  requireprevious int(4) notnull default "0"
  maxmark number(12,7) notnull default "0"
  quizgradeitemid int(10)
  foreign quizid (quizid) quiz(id)
  foreign quizgradeitemid (quizgradeitemid) quiz_grade_items(id)
  uniqueindex quizid-slot (quizid,slot)
quiz_statistics
  id int(10) notnull
  hashcode char(40) notnull
  whichattempts int(4) notnull
  timemodified int(10) notnull
  firstattemptscount int(10) notnull
  highestattemptscount int(10) notnull
  lastattemptscount int(10) notnull
  allattemptscount int(10) notnull
  firstattemptsavg number(15,5)
  highestattemptsavg number(15,5)
  lastattemptsavg number(15,5)
  allattemptsavg number(15,5)
  median number(15,5)
  standarddeviation number(15,5)
  skewness number(15,10)
  kurtosis number(15,5)
  cic number(15,10)
  errorratio number(15,10)
  standarderror number(15,10)
quizaccess_seb_quizsettings
  id int(10) notnull
  quizid int(10) notnull
  cmid int(10) notnull
  templateid int(10) notnull
  requiresafeexambrowser int(1) notnull
  showsebtaskbar int(1)
  showwificontrol int(1)
  showreloadbutton int(1)
  showtime int(1)
  showkeyboardlayout int(1)
  allowuserquitseb int(1)
  quitpassword text
  linkquitseb text
  userconfirmquit int(1)
  enableaudiocontrol int(1)
  muteonstartup int(1)
  allowcapturecamera int(1)
  allowcapturemicrophone int(1)
  allowspellchecking int(1)
  allowreloadinexam int(1)
  activateurlfiltering int(1)
  filterembeddedcontent int(1)
  expressionsallowed text
  regexallowed text
  expressionsblocked text
  regexblocked text
  allowedbrowserexamkeys text
  showsebdownloadlink int(1)
  usermodified int(10) notnull default "0"
  timecreated int(10) notnull default "0"
  timemodified int(10) notnull default "0"
  foreignunique quizid (quizid) quiz(id)
  foreignunique cmid (cmid) course_modules(id)
  foreign templateid (templateid) quizaccess_seb_template(id)
  foreign usermodified (usermodified) user(id)
quizaccess_seb_template
  id int(10) notnull
  name char(255) notnull
  description text notnull
  content text notnull
  enabled int(1) notnull
  sortorder int(10) notnull
  usermodified int(10) notnull default "0"
  timecreated int(10) notnull default "0"
  timemodified int(10) notnull default "0"
  foreign usermodified (usermodified) user(id)
rating
  id int(10) notnull
  contextid int(10) notnull
  component char(100) notnull
  ratingarea char(50) notnull
  itemid int(10) notnull
  scaleid int(10) notnull
  rating int(10) notnull
  userid int(10) notnull
  timecreated int(10) notnull
  timemodified int(10) notnull
  foreign contextid (contextid) context(id)
  foreign userid (userid) user(id)
  foreign scaleid (scaleid) scale(id)
  index uniqueuserrating (component,ratingarea,contextid,itemid)
registration_hubs
  id int(10) notnull
  token char(255) notnull
  hubname char(255) notnull
  huburl char(255) notnull
  confirmed int(1) notnull default "0"
  secret char(255)
  timemodified int(10) notnull default "0"
repository
  id int(10) notnull
  type char(255) notnull
  visible int(1) default "1"
  sortorder int(10) notnull default "0"
repository_instance_config
  id int(10) notnull
  instanceid int(10) notnull
  name char(255) notnull
  value text
repository_instances
  id int(10) notnull
  name char(255) notnull
  typeid int(10) notnull
  userid int(10) notnull default "0"
  contextid int(10) notnull
  username char(255)
  password char(255)
  timecreated int(10)
  timemodified int(10)
  readonly int(1) notnull default "0"
  foreign userid (userid) user(id)
  foreign contextid (contextid) context(id)
repository_onedrive_access
  id int(10) notnull
  timemodified int(10) notnull
  timecreated int(10) notnull
  usermodified int(10) notnull
  permissionid char(255) notnull
  itemid char(255) notnull
  foreign usermodifiedkey (usermodified) user(id)
resource
  id int(10) notnull
  course int(10) notnull default "0"
  name char(1333) notnull
  intro text
  introformat int(4) notnull default "0"
  tobemigrated int(4) notnull default "0"
  legacyfiles int(4) notnull default "0"
  legacyfileslast int(10)
  display int(4) notnull default "0"
  displayoptions text
  filterfiles int(4) notnull default "0"
  revision int(10) notnull default "0"
  timemodified int(10) notnull default "0"
  index course (course)
resource_old
  id int(10) notnull
  course int(10) notnull default "0"
  name char(255) notnull
  type char(30) notnull
  reference char(255) notnull
  intro text
  introformat int(4) notnull default "0"
  alltext text notnull
  popup text notnull
  options char(255) notnull
  timemodified int(10) notnull default "0"
  oldid int(10) notnull
  cmid int(10)
  newmodule char(50)
  newid int(10)
  migrated int(10) notnull default "0"
  uniqueindex oldid (oldid)
  index cmid (cmid)
role
  id int(10) notnull
  name char(255) notnull
  shortname char(100) notnull
  description text notnull
  sortorder int(10) notnull default "0"
  archetype char(30) notnull
  uniqueindex sortorder (sortorder)
  uniqueindex shortname (shortname)
role_allow_assign
  id int(10) notnull
  roleid int(10) notnull default "0"
  allowassign int(10) notnull default "0"
  foreign roleid (roleid) role(id)
  foreign allowassign (allowassign) role(id)
  uniqueindex roleid-allowassign (roleid,allowassign)
role_allow_override
  id int(10) notnull
  roleid int(10) notnull default "0"
  allowoverride int(10) notnull default "0"
  foreign roleid (roleid) role(id)
  foreign allowoverride (allowoverride) role(id)
  uniqueindex roleid-allowoverride (roleid,allowoverride)
role_allow_switch
  id int(10) notnull
  roleid int(10) notnull
  allowswitch int(10) notnull
  foreign roleid (roleid) role(id)
  foreign allowswitch (allowswitch) role(id)
  uniqueindex roleid-allowoverride (roleid,allowswitch)
role_allow_view
  id int(10) notnull
  roleid int(10) notnull
  allowview int(10) notnull
  foreign roleid (roleid) role(id)
  foreign allowview (allowview) role(id)
  uniqueindex roleid-allowview (roleid,allowview)
role_assignments
  id int(10) notnull
  roleid int(10) notnull default "0"
  contextid int(10) notnull default "0"
  userid int(10) notnull default "0"
  timemodified int(10) notnull default "0"
  modifierid int(10) notnull default "0"
  component char(100) notnull
  itemid int(10) notnull default "0"
  sortorder int(10) notnull default "0"
  foreign roleid (roleid) role(id)
  foreign contextid (contextid) context(id)
  foreign userid (userid) user(id)
  index sortorder (sortorder)
  index rolecontext (roleid,contextid)
  index usercontextrole (userid,contextid,roleid)
  index component-itemid-userid (component,itemid,userid)
role_capabilities
  id int(10) notnull
  contextid int(10) notnull default "0"
  roleid int(10) notnull default "0"
  capability char(255) notnull
  permission int(10) notnull default "0"
  timemodified int(10) notnull default "0"
  modifierid int(10) notnull default "0"
  foreign roleid (roleid) role(id)
  foreign contextid (contextid) context(id)
  foreign modifierid (modifierid) user(id)
  foreign capability (capability) capabilities(name)
  uniqueindex roleid-contextid-capability (roleid,contextid,capability)
role_context_levels
  id int(10) notnull
  roleid int(10) notnull
  contextlevel int(10) notnull
  unique contextlevel-roleid (contextlevel,roleid)
  foreign roleid (roleid) role(id)
role_names
  id int(10) notnull
  roleid int(10) notnull default "0"
  contextid int(10) notnull default "0"
  name char(255) notnull
  foreign roleid (roleid) role(id)
  foreign contextid (contextid) context(id)
  uniqueindex roleid-contextid (roleid,contextid)
scale
  id int(10) notnull
  courseid int(10) notnull default "0"
  userid int(10) notnull default "0"
  name char(255) notnull
  scale text notnull
  description text notnull
  descriptionformat int(2) notnull default "0"
  timemodified int(10) notnull default "0"
  foreign userid (userid) user(id)
  index courseid (courseid)
scale_history
  id int(10) notnull
  action int(10) notnull default "0"
  oldid int(10) notnull
  source char(255)
  timemodified int(10)
  loggeduser int(10)
  courseid int(10) notnull default "0"
  userid int(10) notnull default "0"
  name char(255) notnull
  scale text notnull
  description text notnull
  foreign oldid (oldid) scale(id)
  foreign courseid (courseid) course(id)
  foreign loggeduser (loggeduser) user(id)
  foreign userid (userid) user(id)
  index action (action)
  index timemodified (timemodified)
scorm
  id int(10) notnull
  course int(10) notnull default "0"
  name char(1333) notnull
  scormtype char(50) notnull default "local"
  reference char(255) notnull
  intro text notnull
  introformat int(4) notnull default "0"
  version char(9) notnull
  maxgrade float notnull default "0"
  grademethod int(2) notnull default "0"
  whatgrade int(10) notnull default "0"
  maxattempt int(10) notnull default "1"
  forcecompleted int(1) notnull default "0"
  forcenewattempt int(1) notnull default "0"
  lastattemptlock int(1) notnull default "0"
  masteryoverride int(1) notnull default "1"
  displayattemptstatus int(1) notnull default "1"
  displaycoursestructure int(1) notnull default "0"
  updatefreq int(1) notnull default "0"
  sha1hash char(40)
  md5hash char(32) notnull
  revision int(10) notnull default "0"
  launch int(10) notnull default "0"
  skipview int(1) notnull default "1"
  hidebrowse int(1) notnull default "0"
  hidetoc int(1) notnull default "0"
  nav int(1) notnull default "1"
  navpositionleft int(10) default "-100"
  navpositiontop int(10) default "-100"
  auto int(1) notnull default "0"
  popup int(1) notnull default "0"
  options char(255) notnull
  width int(10) notnull default "100"
  height int(10) notnull default "600"
  timeopen int(10) notnull default "0"
  timeclose int(10) notnull default "0"
  timemodified int(10) notnull default "0"
  completionstatusrequired int(1)
  completionscorerequired int(10)
  completionstatusallscos int(1)
  autocommit int(1) notnull default "0"
  index course (course)
scorm_aicc_session
  id int(10) notnull
  userid int(10) notnull default "0"
  scormid int(10) notnull default "0"
  hacpsession char(255) notnull
  scoid int(10) default "0"
  scormmode char(50)
  scormstatus char(255)
  attempt int(10)
  lessonstatus char(255)
  sessiontime char(255)
  timecreated int(10) notnull default "0"
  timemodified int(10) notnull default "0"
  foreign scormid (scormid) scorm(id)
  foreign userid (userid) user(id)
scorm_attempt
  id int(10) notnull
  userid int(10) notnull
  scormid int(10) notnull
  attempt int(10) notnull default "1"
  foreign user (userid) user(id)
  foreign scorm (scormid) scorm(id)
scorm_element
  id int(10) notnull
  element char(255) notnull
  uniqueindex element (element)
scorm_scoes
  id int(10) notnull
  scorm int(10) notnull default "0"
  manifest char(255) notnull
  organization char(255) notnull
  parent char(255) notnull
  identifier char(255) notnull
  launch text notnull
  scormtype char(5) notnull
  title char(255) notnull
  sortorder int(10) notnull default "0"
  foreign scorm (scorm) scorm(id)
scorm_scoes_data
  id int(10) notnull
  scoid int(10) notnull default "0"
  name char(255) notnull
  value text notnull
  foreign scorm_scoes_data_scoid (scoid) scorm_scoes(id)
scorm_scoes_value
  id int(10) notnull
  scoid int(10) notnull
  attemptid int(10) notnull
  elementid int(10) notnull
  value text notnull
  timemodified int(10) notnull default "0"
  foreign scoe (scoid) scorm_scoes(id)
  foreign attempt (attemptid) scorm_attempt(id)
  foreign element (elementid) scorm_element(id)
scorm_seq_mapinfo
  id int(10) notnull
  scoid int(10) notnull default "0"
  objectiveid int(10) notnull default "0"
  targetobjectiveid int(10) notnull default "0"
  readsatisfiedstatus int(1) notnull default "1"
  readnormalizedmeasure int(1) notnull default "1"
  writesatisfiedstatus int(1) notnull default "0"
  writenormalizedmeasure int(1) notnull default "0"
  unique scorm_mapinfo_uniq (scoid,id,objectiveid)
  foreign scorm_mapinfo_scoid (scoid) scorm_scoes(id)
  foreign scorm_mapinfo_objectiveid (objectiveid) scorm_seq_objective(id)
scorm_seq_objective
  id int(10) notnull
  scoid int(10) notnull default "0"
  primaryobj int(1) notnull default "0"
  objectiveid char(255) notnull
  satisfiedbymeasure int(1) notnull default "1"
  minnormalizedmeasure float(11,4) notnull default "0.0000"
  unique scorm_objective_uniq (scoid,id)
  foreign scorm_objective_scoid (scoid) scorm_scoes(id)
scorm_seq_rolluprule
  id int(10) notnull
  scoid int(10) notnull default "0"
  childactivityset char(15) notnull
  minimumcount int(10) notnull default "0"
  minimumpercent float(11,4) notnull default "0.0000"
  conditioncombination char(3) notnull default "all"
  action char(15) notnull
  unique scorm_rolluprule_uniq (scoid,id)
  foreign scorm_rolluprule_scoid (scoid) scorm_scoes(id)
scorm_seq_rolluprulecond
  id int(10) notnull
  scoid int(10) notnull default "0"
  rollupruleid int(10) notnull default "0"
  operator char(5) notnull default "noOp"
  cond char(25) notnull
  unique scorm_rulluprulecond_uniq (scoid,rollupruleid,id)
  foreign scorm_rolluprulecond_scoid (scoid) scorm_scoes(id)
  foreign scorm_rolluprulecond_rolluprule (rollupruleid) scorm_seq_rolluprule(id)
scorm_seq_rulecond
  id int(10) notnull
  scoid int(10) notnull default "0"
  ruleconditionsid int(10) notnull default "0"
  refrencedobjective char(255) notnull
  measurethreshold float(11,4) notnull default "0.0000"
  operator char(5) notnull default "noOp"
  cond char(30) notnull default "always"
  unique scorm_rulecond_uniq (id,scoid,ruleconditionsid)
  foreign scorm_rulecond_scoid (scoid) scorm_scoes(id)
  foreign scorm_rulecond_ruleconditionsid (ruleconditionsid) scorm_seq_ruleconds(id)
scorm_seq_ruleconds
  id int(10) notnull
  scoid int(10) notnull default "0"
  conditioncombination char(3) notnull default "all"
  ruletype int(2) notnull default "0"
  action char(25) notnull
  unique scorm_ruleconds_un (scoid,id)
  foreign scorm_ruleconds_scoid (scoid) scorm_scoes(id)
sessions
  id int(10) notnull
  state int(10) notnull default "0"
  sid char(128) notnull
  userid int(10) notnull
  sessdata text
  timecreated int(10) notnull
  timemodified int(10) notnull
  firstip char(45)
  lastip char(45)
  foreign userid (userid) user(id)
  index state (state)
  uniqueindex sid (sid)
  index timecreated (timecreated)
  index timemodified (timemodified)
subsection
  id int(10) notnull
  course int(10) notnull default "0"
  name char(1333) notnull
  timemodified int(10) notnull default "0"
  foreign fk_course (course) course(id)
survey until 4.5
  id int(10) notnull
  course int(10) notnull default "0"
  template int(10) notnull default "0"
  days int(6) notnull default "0"
  timecreated int(10) notnull default "0"
  timemodified int(10) notnull default "0"
  name char(255) notnull
  intro text notnull
  introformat int(4) notnull default "0"
  questions char(255) notnull
  completionsubmit int(1) notnull default "0"
  index course (course)
survey_analysis until 4.5
  id int(10) notnull
  survey int(10) notnull default "0"
  userid int(10) notnull default "0"
  notes text notnull
  foreign survey (survey) survey(id)
  index userid (userid)
survey_answers until 4.5
  id int(10) notnull
  userid int(10) notnull default "0"
  survey int(10) notnull default "0"
  question int(10) notnull default "0"
  time int(10) notnull default "0"
  answer1 text notnull
  answer2 text notnull
  foreign survey (survey) survey(id)
  foreign question (question) survey_questions(id)
  index userid (userid)
survey_questions until 4.5
  id int(10) notnull
  text char(255) notnull
  shorttext char(30) notnull
  multi char(100) notnull
  intro char(50) notnull
  type int(3) notnull default "0"
  options text
tag
  id int(10) notnull
  userid int(10) notnull
  tagcollid int(10) notnull
  name char(255) notnull
  rawname char(255) notnull
  isstandard int(1) notnull default "0"
  description text
  descriptionformat int(2) notnull default "0"
  flag int(4) default "0"
  timemodified int(10)
  foreign userid (userid) user(id)
  foreign tagcollid (tagcollid) tag_coll(id)
  uniqueindex tagcollname (tagcollid,name)
  index tagcolltype (tagcollid,isstandard)
tag_area
  id int(10) notnull
  component char(100) notnull
  itemtype char(100) notnull
  enabled int(1) notnull default "1"
  tagcollid int(10) notnull
  callback char(100)
  callbackfile char(100)
  showstandard int(1) notnull default "0"
  multiplecontexts int(1) notnull default "0"
  foreign tagcollid (tagcollid) tag_coll(id)
  uniqueindex compitemtype (component,itemtype)
tag_coll
  id int(10) notnull
  name char(255)
  isdefault int(2) notnull default "0"
  component char(100)
  sortorder int(5) notnull default "0"
  searchable int(2) notnull default "1"
  customurl char(255)
tag_correlation
  id int(10) notnull
  tagid int(10) notnull
  correlatedtags text notnull
  foreign tagid (tagid) tag(id)
tag_instance
  id int(10) notnull
  tagid int(10) notnull
  component char(100) notnull
  itemtype char(100) notnull
  itemid int(10) notnull
  contextid int(10)
  tiuserid int(10) notnull default "0"
  ordering int(10)
  timecreated int(10) notnull default "0"
  timemodified int(10) notnull default "0"
  foreign tagid (tagid) tag(id)
  foreign contextid (contextid) context(id)
  uniqueindex taggeditem (component,itemtype,itemid,contextid,tiuserid,tagid)
  index taglookup (itemtype,component,tagid,contextid)
task_adhoc
  id int(10) notnull
  component char(255) notnull
  classname char(255) notnull
  nextruntime int(10) notnull
  faildelay int(10)
  customdata text
  userid int(10)
  timecreated int(10) notnull default "0"
  timestarted int(10)
  hostname char(255)
  pid int(10)
  attemptsavailable int(2)
  firststartingtime int(10)
  foreign useriduser (userid) user(id)
  index nextruntime_idx (nextruntime)
  index timestarted_idx (timestarted)
task_log
  id int(10) notnull
  type int(4) notnull
  component char(255) notnull
  classname char(255) notnull
  userid int(10) notnull
  timestart number(20,10) notnull
  timeend number(20,10) notnull
  dbreads int(10) notnull
  dbwrites int(10) notnull
  result int(2) notnull
  output text notnull
  hostname char(255)
  pid int(10)
  foreign userid (userid) user(id)
  index classname (classname)
  index timestart (timestart)
task_scheduled
  id int(10) notnull
  component char(255) notnull
  classname char(255) notnull
  lastruntime int(10)
  nextruntime int(10)
  minute char(200) notnull
  hour char(70) notnull
  day char(90) notnull
  month char(30) notnull
  dayofweek char(25) notnull
  faildelay int(10)
  customised int(2) notnull default "0"
  disabled int(1) notnull default "0"
  timestarted int(10)
  hostname char(255)
  pid int(10)
  uniqueindex classname_uniq (classname)
upgrade_log
  id int(10) notnull
  type int(10) notnull
  plugin char(100)
  version char(100)
  targetversion char(100)
  info char(255) notnull
  details text
  backtrace text
  userid int(10) notnull
  timemodified int(10) notnull
  foreign userid (userid) user(id)
  index timemodified (timemodified)
  index type-timemodified (type,timemodified)
url
  id int(10) notnull
  course int(10) notnull default "0"
  name char(1333) notnull
  intro text
  introformat int(4) notnull default "0"
  externalurl text notnull
  display int(4) notnull default "0"
  displayoptions text
  parameters text
  timemodified int(10) notnull default "0"
  index course (course)
user
  id int(10) notnull
  auth char(20) notnull default "manual"
  confirmed int(1) notnull default "0"
  policyagreed int(1) notnull default "0"
  deleted int(1) notnull default "0"
  suspended int(1) notnull default "0"
  mnethostid int(10) notnull default "0"
  username char(100) notnull
  password char(255) notnull
  idnumber char(255) notnull
  firstname char(100) notnull
  lastname char(100) notnull
  email char(100) notnull
  emailstop int(1) notnull default "0"
  phone1 char(20) notnull
  phone2 char(20) notnull
  institution char(255) notnull
  department char(255) notnull
  address char(255) notnull
  city char(120) notnull
  country char(2) notnull
  lang char(30) notnull default "en"
  calendartype char(30) notnull default "gregorian"
  theme char(50) notnull
  timezone char(100) notnull default "99"
  firstaccess int(10) notnull default "0"
  lastaccess int(10) notnull default "0"
  lastlogin int(10) notnull default "0"
  currentlogin int(10) notnull default "0"
  lastip char(45) notnull
  secret char(15) notnull
  picture int(10) notnull default "0"
  description text
  descriptionformat int(2) notnull default "1"
  mailformat int(1) notnull default "1"
  maildigest int(1) notnull default "0"
  maildisplay int(2) notnull default "2"
  autosubscribe int(1) notnull default "1"
  trackforums int(1) notnull default "0"
  timecreated int(10) notnull default "0"
  timemodified int(10) notnull default "0"
  trustbitmask int(10) notnull default "0"
  imagealt char(255)
  lastnamephonetic char(255)
  firstnamephonetic char(255)
  middlename char(255)
  alternatename char(255)
  moodlenetprofile char(255)
  uniqueindex username (mnethostid,username)
  index deleted (deleted)
  index confirmed (confirmed)
  index firstname (firstname)
  index lastname (lastname)
  index city (city)
  index country (country)
  index lastaccess (lastaccess)
  index email (email)
  index auth (auth)
  index idnumber (idnumber)
  index firstnamephonetic (firstnamephonetic)
  index lastnamephonetic (lastnamephonetic)
  index middlename (middlename)
  index alternatename (alternatename)
user_devices
  id int(10) notnull
  userid int(10) notnull default "0"
  appid char(128) notnull
  name char(32) notnull
  model char(32) notnull
  platform char(32) notnull
  version char(32) notnull
  pushid char(255) notnull
  uuid char(255) notnull
  publickey text
  timecreated int(10) notnull
  timemodified int(10) notnull
  unique pushid-userid (pushid,userid)
  foreign userid (userid) user(id)
  index uuid-userid (uuid,userid)
user_enrolments
  id int(10) notnull
  status int(10) notnull default "0"
  enrolid int(10) notnull
  userid int(10) notnull
  timestart int(10) notnull default "0"
  timeend int(10) notnull default "2147483647"
  modifierid int(10) notnull default "0"
  timecreated int(10) notnull default "0"
  timemodified int(10) notnull default "0"
  foreign enrolid (enrolid) enrol(id)
  foreign userid (userid) user(id)
  foreign modifierid (modifierid) user(id)
  uniqueindex enrolid-userid (enrolid,userid)
user_info_category
  id int(10) notnull
  name char(255) notnull
  sortorder int(10) notnull default "0"
user_info_data
  id int(10) notnull
  userid int(10) notnull default "0"
  fieldid int(10) notnull default "0"
  data text notnull
  dataformat int(2) notnull default "0"
  uniqueindex userfieldidx (userid,fieldid)
user_info_field
  id int(10) notnull
  shortname char(255) notnull default "shortname"
  name text notnull
  datatype char(255) notnull
  description text
  descriptionformat int(2) notnull default "0"
  categoryid int(10) notnull default "0"
  sortorder int(10) notnull default "0"
  required int(2) notnull default "0"
  locked int(2) notnull default "0"
  visible int(4) notnull default "0"
  forceunique int(2) notnull default "0"
  signup int(2) notnull default "0"
  defaultdata text
  defaultdataformat int(2) notnull default "0"
  param1 text
  param2 text
  param3 text
  param4 text
  param5 text
user_lastaccess
  id int(10) notnull
  userid int(10) notnull default "0"
  courseid int(10) notnull default "0"
  timeaccess int(10) notnull default "0"
  uniqueindex userid-courseid (userid,courseid)
  index userid (userid)
  index courseid (courseid)
user_password_history
  id int(10) notnull
  userid int(10) notnull
  hash char(255) notnull
  timecreated int(10) notnull
  foreign userid (userid) user(id)
user_password_resets
  id int(10) notnull
  userid int(10) notnull
  timerequested int(10) notnull
  timererequested int(10) notnull default "0"
  token char(32) notnull
  foreign userid (userid) user(id)
user_preferences
  id int(10) notnull
  userid int(10) notnull default "0"
  name char(255) notnull
  value text notnull
  uniqueindex userid-name (userid,name)
  index name (name)
user_private_key
  id int(10) notnull
  script char(128) notnull
  value char(128) notnull
  userid int(10) notnull
  instance int(10)
  iprestriction char(255)
  validuntil int(10)
  timecreated int(10)
  foreign userid (userid) user(id)
  index script-value (script,value)
wiki
  id int(10) notnull
  course int(10) notnull default "0"
  name char(1333) notnull default "Wiki"
  intro text
  introformat int(4) notnull default "0"
  timecreated int(10) notnull default "0"
  timemodified int(10) notnull default "0"
  firstpagetitle char(255) notnull default "First Page"
  wikimode char(20) notnull default "collaborative"
  defaultformat char(20) notnull default "creole"
  forceformat int(1) notnull default "1"
  editbegin int(10) notnull default "0"
  editend int(10) default "0"
  index course (course)
wiki_links
  id int(10) notnull
  subwikiid int(10) notnull default "0"
  frompageid int(10) notnull default "0"
  topageid int(10) notnull default "0"
  tomissingpage char(255)
  foreign frompageidfk (frompageid) wiki_pages(id)
  foreign subwikifk (subwikiid) wiki_subwikis(id)
wiki_locks
  id int(10) notnull
  pageid int(10) notnull default "0"
  sectionname char(255)
  userid int(10) notnull default "0"
  lockedat int(10) notnull default "0"
wiki_pages
  id int(10) notnull
  subwikiid int(10) notnull default "0"
  title char(255) notnull default "title"
  cachedcontent text notnull
  timecreated int(10) notnull default "0"
  timemodified int(10) notnull default "0"
  timerendered int(10) notnull default "0"
  userid int(10) notnull default "0"
  pageviews int(10) notnull default "0"
  readonly int(1) notnull default "0"
  unique subwikititleuser (subwikiid,title,userid)
  foreign subwikifk (subwikiid) wiki_subwikis(id)
wiki_subwikis
  id int(10) notnull
  wikiid int(10) notnull default "0"
  groupid int(10) notnull default "0"
  userid int(10) notnull default "0"
  foreign wikifk (wikiid) wiki(id)
  unique wikiidgroupiduserid (wikiid,groupid,userid)
wiki_synonyms
  id int(10) notnull
  subwikiid int(10) notnull default "0"
  pageid int(10) notnull default "0"
  pagesynonym char(255) notnull default "Pagesynonym"
  unique pageidsyn (pageid,pagesynonym)
wiki_versions
  id int(10) notnull
  pageid int(10) notnull default "0"
  content text notnull
  contentformat char(20) notnull default "creole"
  version int(5) notnull default "0"
  timecreated int(10) notnull default "0"
  userid int(10) notnull default "0"
  foreign pagefk (pageid) wiki_pages(id)
workshop
  id int(10) notnull
  course int(10) notnull
  name char(1333) notnull
  intro text
  introformat int(3) notnull default "0"
  instructauthors text
  instructauthorsformat int(3) notnull default "0"
  instructreviewers text
  instructreviewersformat int(3) notnull default "0"
  timemodified int(10) notnull
  phase int(3) default "0"
  useexamples int(2) default "0"
  usepeerassessment int(2) default "0"
  useselfassessment int(2) default "0"
  grade number(10,5) default "80"
  gradinggrade number(10,5) default "20"
  strategy char(30) notnull
  evaluation char(30) notnull
  gradedecimals int(3) default "0"
  submissiontypetext int(1) notnull default "1"
  submissiontypefile int(1) notnull default "1"
  nattachments int(3) default "1"
  submissionfiletypes char(255)
  latesubmissions int(2) default "0"
  maxbytes int(10) default "100000"
  examplesmode int(3) default "0"
  submissionstart int(10) default "0"
  submissionend int(10) default "0"
  assessmentstart int(10) default "0"
  assessmentend int(10) default "0"
  phaseswitchassessment int(2) notnull default "0"
  conclusion text
  conclusionformat int(3) notnull default "1"
  overallfeedbackmode int(3) default "1"
  overallfeedbackfiles int(3) default "0"
  overallfeedbackfiletypes char(255)
  overallfeedbackmaxbytes int(10) default "100000"
  foreign course_fk (course) course(id)
workshop_aggregations
  id int(10) notnull
  workshopid int(10) notnull
  userid int(10) notnull
  gradinggrade number(10,5)
  timegraded int(10)
  foreign workshop_fk (workshopid) workshop(id)
  foreign user_fk (userid) user(id)
  unique workshopuser (workshopid,userid)
workshop_assessments
  id int(10) notnull
  submissionid int(10) notnull
  reviewerid int(10) notnull
  weight int(10) notnull default "1"
  timecreated int(10) default "0"
  timemodified int(10) default "0"
  grade number(10,5)
  gradinggrade number(10,5)
  gradinggradeover number(10,5)
  gradinggradeoverby int(10)
  feedbackauthor text
  feedbackauthorformat int(3) default "0"
  feedbackauthorattachment int(3) default "0"
  feedbackreviewer text
  feedbackreviewerformat int(3) default "0"
  foreign submission_fk (submissionid) workshop_submissions(id)
  foreign overriddenby_fk (gradinggradeoverby) user(id)
  foreign reviewer_fk (reviewerid) user(id)
workshop_grades
  id int(10) notnull
  assessmentid int(10) notnull
  strategy char(30) notnull
  dimensionid int(10) notnull
  grade number(10,5)
  peercomment text
  peercommentformat int(3) default "0"
  foreign assessment_fk (assessmentid) workshop_assessments(id)
  unique formfield_uk (assessmentid,strategy,dimensionid)
workshop_submissions
  id int(10) notnull
  workshopid int(10) notnull
  example int(2) default "0"
  authorid int(10) notnull
  timecreated int(10) notnull
  timemodified int(10) notnull
  title char(255) notnull
  content text
  contentformat int(3) notnull default "0"
  contenttrust int(3) notnull default "0"
  attachment int(2) default "0"
  grade number(10,5)
  gradeover number(10,5)
  gradeoverby int(10)
  feedbackauthor text
  feedbackauthorformat int(3) default "0"
  timegraded int(10)
  published int(2) default "0"
  late int(2) notnull default "0"
  foreign workshop_fk (workshopid) workshop(id)
  foreign overriddenby_fk (gradeoverby) user(id)
  foreign author_fk (authorid) user(id)
workshopeval_best_settings
  id int(10) notnull
  workshopid int(10) notnull
  comparison int(3) default "5"
  foreignunique fkuq_workshop (workshopid) workshop(id)
workshopform_accumulative
  id int(10) notnull
  workshopid int(10) notnull
  sort int(10) default "0"
  description text
  descriptionformat int(3) default "0"
  grade int(10) notnull
  weight int(5) default "1"
  foreign workshop_fk (workshopid) workshop(id)
workshopform_comments
  id int(10) notnull
  workshopid int(10) notnull
  sort int(10) default "0"
  description text
  descriptionformat int(3) default "0"
  foreign workshop_fk (workshopid) workshop(id)
workshopform_numerrors
  id int(10) notnull
  workshopid int(10) notnull
  sort int(10) default "0"
  description text
  descriptionformat int(3) default "0"
  descriptiontrust int(10)
  grade0 char(50)
  grade1 char(50)
  weight int(5) default "1"
  foreign workshop_fk (workshopid) workshop(id)
workshopform_numerrors_map
  id int(10) notnull
  workshopid int(10) notnull
  nonegative int(10) notnull
  grade number(10,5) notnull
  foreign workshop_fk (workshopid) workshop(id)
  unique nonegative_uq (workshopid,nonegative)
workshopform_rubric
  id int(10) notnull
  workshopid int(10) notnull
  sort int(10) default "0"
  description text
  descriptionformat int(3) default "0"
  foreign workshop_fk (workshopid) workshop(id)
workshopform_rubric_config
  id int(10) notnull
  workshopid int(10) notnull
  layout char(30) default "list"
  unique uqfk_workshop (workshopid)
workshopform_rubric_levels
  id int(10) notnull
  dimensionid int(10) notnull
  grade number(10,5) notnull
  definition text
  definitionformat int(3) default "0"
  foreign dimension_fk (dimensionid) workshopform_rubric(id)
xapi_states
  id int(10) notnull
  component char(255) notnull
  userid int(10)
  itemid int(10) notnull
  stateid char(255) notnull
  statedata text
  registration char(255)
  timecreated int(10) notnull
  timemodified int(10)
  index component-itemid (component,itemid)
  index userid (userid)
  index timemodified (timemodified)
`;
