import type { RoleShortname } from './roles';

/** Permissions as Moodle stores them: allow, prevent, prohibit. */
export type Permission = 1 | -1 | -1000;

/** A capability of Moodle 4.5 with what a fresh site permits to its standard roles. */
export interface CapabilityDescription {
  readonly name: string;
  /** One is spelt READ, in Moodle too. */
  readonly captype: 'read' | 'write' | 'READ';
  readonly contextlevel: number;
  readonly component: string;
  readonly riskbitmask: number;
  readonly permissions: readonly { readonly role: RoleShortname; readonly permission: Permission }[];
}

const letters: Readonly<Record<string, RoleShortname>> = {
  m: 'manager',
  c: 'coursecreator',
  e: 'editingteacher',
  t: 'teacher',
  s: 'student',
  g: 'guest',
  u: 'user',
  f: 'frontpage',
};

/** All capabilities of a fresh Moodle 4.5, in the order in which it installs them. */
export function capabilities(): CapabilityDescription[] {
  return list.trim().split('\n').map(parse);
}

function parse(line: string): CapabilityDescription {
  const [name = '', captype, contextlevel, component = '', riskbitmask, permissions = ''] = line.split(' ');
  return {
    name,
    captype: captype === 'r' ? 'read' : captype === 'R' ? 'READ' : 'write',
    contextlevel: Number(contextlevel),
    component,
    riskbitmask: Number(riskbitmask),
    permissions: [...permissions.matchAll(/([-!]?)([a-z])/g)].map(([, sign, letter = '']) => ({
      role: letters[letter] ?? 'user',
      permission: sign === '!' ? -1000 : sign === '-' ? -1 : 1,
    })),
  };
}

/** One a line: name, r(ead) or w(rite), context level, component, risks, and the roles that are allowed it by the first
 *  letter of their short names (manager, coursecreator, editingteacher, teacher, student, guest, user, frontpage),
 *  `-` before a letter prevents, `!` prohibits. */
const list = `
moodle/site:config w 10 moodle 62
moodle/site:configview r 10 moodle 0 mc
moodle/site:readallmessages r 10 moodle 8 me
moodle/site:manageallmessaging w 10 moodle 8 m
moodle/site:deleteanymessage w 10 moodle 32 m
moodle/site:sendmessage w 10 moodle 16 mu
moodle/site:senderrormessage w 10 moodle 16 u
moodle/site:deleteownmessage w 10 moodle 0 u
moodle/site:approvecourse w 40 moodle 4 m
moodle/backup:backupcourse w 50 moodle 28 me
moodle/backup:backupsection w 50 moodle 28 me
moodle/backup:backupactivity w 70 moodle 28 me
moodle/backup:backuptargetimport r 50 moodle 28 me
moodle/backup:downloadfile w 50 moodle 28 me
moodle/backup:configure w 50 moodle 28 me
moodle/backup:userinfo r 50 moodle 8 m
moodle/backup:anonymise r 50 moodle 8 m
moodle/restore:restorecourse w 50 moodle 28 me
moodle/restore:restoresection w 50 moodle 28 me
moodle/restore:restoreactivity w 50 moodle 28 me
moodle/restore:viewautomatedfilearea w 50 moodle 28 me
moodle/restore:restoretargetimport w 50 moodle 28 me
moodle/restore:uploadfile w 50 moodle 28 me
moodle/restore:configure w 50 moodle 28 me
moodle/restore:rolldates w 50 moodle 0 mc
moodle/restore:userinfo w 50 moodle 30 m
moodle/restore:createuser w 10 moodle 24 m
moodle/site:manageblocks w 80 moodle 20 me
moodle/site:accessallgroups r 70 moodle 0 me
moodle/site:viewanonymousevents r 70 moodle 8 m
moodle/site:viewfullnames r 70 moodle 0 met
moodle/site:viewuseridentity r 70 moodle 0 met
moodle/site:viewreports r 50 moodle 8 met
moodle/site:trustcontent w 70 moodle 4 me
moodle/site:uploadusers w 10 moodle 24 m
moodle/filter:manage w 50 moodle 0 me
moodle/user:create w 10 moodle 24 m
moodle/user:delete w 10 moodle 40 m
moodle/user:update w 10 moodle 24 m
moodle/user:viewdetails r 50 moodle 0 metsg
moodle/user:viewprofilepictures r 10 moodle 0 gu
moodle/user:viewalldetails r 30 moodle 8 m
moodle/user:viewlastip r 30 moodle 8 m
moodle/user:viewhiddendetails r 50 moodle 8 met
moodle/user:loginas w 50 moodle 30 m
moodle/user:managesyspages w 10 moodle 0 m
moodle/user:manageblocks w 30 moodle 0
moodle/user:manageownblocks w 10 moodle 0 u
moodle/user:manageownfiles w 10 moodle 0 u
moodle/user:ignoreuserquota w 10 moodle 0
moodle/my:configsyspages w 10 moodle 0 m
moodle/role:assign w 50 moodle 28 me
moodle/role:review r 50 moodle 8 met
moodle/role:override w 50 moodle 28 m
moodle/role:safeoverride w 50 moodle 16 e
moodle/role:manage w 10 moodle 28 m
moodle/role:switchroles r 50 moodle 12 me
moodle/category:manage w 40 moodle 4 m
moodle/category:viewcourselist r 40 moodle 0 gu
moodle/category:viewhiddencategories r 40 moodle 0 mc
moodle/cohort:manage w 40 moodle 0 m
moodle/cohort:assign w 40 moodle 0 m
moodle/cohort:view r 50 moodle 0 me
moodle/cohort:configurecustomfields w 10 moodle 16
moodle/group:configurecustomfields w 10 moodle 16
moodle/course:create w 40 moodle 4 mc
moodle/course:creategroupconversations w 50 moodle 4 me
moodle/course:request w 40 moodle 0
moodle/course:delete w 50 moodle 32 m
moodle/course:update w 50 moodle 4 me
moodle/course:view r 50 moodle 0 m
moodle/course:enrolreview r 50 moodle 8 me
moodle/course:enrolconfig w 50 moodle 8 me
moodle/course:reviewotherusers r 50 moodle 0 me
moodle/course:bulkmessaging w 50 moodle 16 met
moodle/course:viewhiddenuserfields r 50 moodle 8 met
moodle/course:viewhiddencourses r 50 moodle 0 mcet
moodle/course:visibility w 50 moodle 0 me
moodle/course:managefiles w 50 moodle 4 me
moodle/course:ignoreavailabilityrestrictions r 70 moodle 0 mcet
moodle/course:ignorefilesizelimits w 50 moodle 0
moodle/course:manageactivities w 70 moodle 4 me
moodle/course:activityvisibility w 70 moodle 0 me
moodle/course:viewhiddenactivities r 70 moodle 0 met
moodle/course:viewparticipants r 50 moodle 0 mets
moodle/course:changefullname w 50 moodle 4 me
moodle/course:changeshortname w 50 moodle 4 me
moodle/course:changelockedcustomfields w 50 moodle 16 m
moodle/course:configurecustomfields w 10 moodle 16
moodle/course:renameroles w 50 moodle 0 me
moodle/course:changeidnumber w 50 moodle 4 me
moodle/course:changecategory w 50 moodle 4 me
moodle/course:changesummary w 50 moodle 4 me
moodle/course:setforcedlanguage w 50 moodle 0 me
moodle/site:viewparticipants r 10 moodle 0 m
moodle/course:isincompletionreports r 50 moodle 0 s
moodle/course:viewscales r 50 moodle 0 mets
moodle/course:managescales w 50 moodle 0 me
moodle/course:managegroups w 50 moodle 4 me
moodle/course:viewhiddengroups R 50 moodle 8 met
moodle/course:reset w 50 moodle 32 me
moodle/course:viewsuspendedusers r 50 moodle 0 me
moodle/course:tag w 50 moodle 16 me
moodle/blog:view r 10 moodle 0 metsgu
moodle/blog:search r 10 moodle 0 metsgu
moodle/blog:viewdrafts r 10 moodle 8 m
moodle/blog:create w 10 moodle 16 mu
moodle/blog:manageentries w 10 moodle 16 met
moodle/blog:manageexternal w 10 moodle 16 metsu
moodle/calendar:manageownentries w 50 moodle 16 mu
moodle/calendar:managegroupentries w 50 moodle 16 met
moodle/calendar:manageentries w 50 moodle 16 met
moodle/user:editprofile w 30 moodle 24 m
moodle/user:editownprofile w 10 moodle 16 m!gu
moodle/user:changeownpassword w 10 moodle 0 m!gu
moodle/user:readuserposts r 30 moodle 0 mets
moodle/user:readuserblogs r 30 moodle 0 mets
moodle/user:viewuseractivitiesreport r 30 moodle 8
moodle/user:editmessageprofile w 30 moodle 16 m
moodle/user:editownmessageprofile w 10 moodle 0 m!gu
moodle/question:managecategory w 50 moodle 20 me
moodle/question:add w 50 moodle 20 me
moodle/question:editmine w 50 moodle 20 me
moodle/question:editall w 50 moodle 20 me
moodle/question:viewmine r 50 moodle 0 me
moodle/question:viewall r 50 moodle 0 me
moodle/question:usemine r 50 moodle 0 me
moodle/question:useall r 50 moodle 0 me
moodle/question:movemine w 50 moodle 0 me
moodle/question:moveall w 50 moodle 0 me
moodle/question:config w 10 moodle 2 m
moodle/question:flag w 50 moodle 0 mets
moodle/question:tagmine w 50 moodle 0 me
moodle/question:tagall w 50 moodle 0 me
moodle/site:doclinks r 10 moodle 0 met
moodle/course:sectionvisibility w 50 moodle 0 me
moodle/course:useremail w 50 moodle 0 me
moodle/course:viewhiddensections r 50 moodle 0 me
moodle/course:setcurrentsection w 50 moodle 0 me
moodle/course:movesections w 50 moodle 0 me
moodle/site:mnetlogintoremote r 10 moodle 0
moodle/grade:viewall r 50 moodle 8 met
moodle/grade:view r 50 moodle 0 s
moodle/grade:viewhidden r 50 moodle 8 met
moodle/grade:import w 50 moodle 12 me
moodle/grade:export r 50 moodle 8 met
moodle/grade:manage w 50 moodle 12 me
moodle/grade:edit w 50 moodle 12 me
moodle/grade:managegradingforms w 50 moodle 12 me
moodle/grade:sharegradingforms w 10 moodle 4 m
moodle/grade:managesharedforms w 10 moodle 4 m
moodle/grade:manageoutcomes w 50 moodle 0 me
moodle/grade:manageletters w 50 moodle 0 me
moodle/grade:hide w 50 moodle 0 me
moodle/grade:lock w 50 moodle 0 me
moodle/grade:unlock w 50 moodle 0 me
moodle/my:manageblocks w 10 moodle 0 u
moodle/notes:view r 50 moodle 0 met
moodle/notes:manage w 50 moodle 16 met
moodle/tag:manage w 10 moodle 16 m
moodle/tag:edit w 10 moodle 16 m
moodle/tag:flag w 10 moodle 16 u
moodle/tag:editblocks w 10 moodle 0 met
moodle/block:view r 80 moodle 0 etsgu
moodle/block:edit w 80 moodle 20 me
moodle/portfolio:export r 10 moodle 0 etsu
moodle/comment:view r 50 moodle 0 metsguf
moodle/comment:post w 50 moodle 24 metsu
moodle/comment:delete w 50 moodle 32 me
moodle/webservice:createtoken w 10 moodle 62 m
moodle/webservice:managealltokens w 10 moodle 42
moodle/webservice:createmobiletoken w 10 moodle 24 u
moodle/rating:view r 50 moodle 0 metsu
moodle/rating:viewany r 50 moodle 8 metsu
moodle/rating:viewall r 50 moodle 8 metsu
moodle/rating:rate w 50 moodle 0 metsu
moodle/course:markcomplete w 50 moodle 0 met
moodle/course:overridecompletion w 50 moodle 0 met
moodle/badges:manageglobalsettings w 10 moodle 34 m
moodle/badges:viewbadges r 50 moodle 0 u
moodle/badges:manageownbadges w 30 moodle 0 u
moodle/badges:viewotherbadges r 30 moodle 0 u
moodle/badges:earnbadge w 50 moodle 0 u
moodle/badges:createbadge w 50 moodle 16 me
moodle/badges:deletebadge w 50 moodle 32 me
moodle/badges:configuredetails w 50 moodle 16 me
moodle/badges:configurecriteria w 50 moodle 4 me
moodle/badges:configuremessages w 50 moodle 16 me
moodle/badges:awardbadge w 50 moodle 16 met
moodle/badges:revokebadge w 50 moodle 16 met
moodle/badges:viewawarded r 50 moodle 8 met
moodle/site:forcelanguage r 10 moodle 0
moodle/search:query r 10 moodle 0 metsgu
moodle/competency:competencymanage w 40 moodle 0 m
moodle/competency:competencyview r 40 moodle 0 u
moodle/competency:competencygrade w 50 moodle 0 met
moodle/competency:coursecompetencymanage w 50 moodle 0 me
moodle/competency:coursecompetencyconfigure w 70 moodle 0 m
moodle/competency:coursecompetencygradable r 50 moodle 0 s
moodle/competency:coursecompetencyview r 50 moodle 0 u
moodle/competency:evidencedelete w 30 moodle 0
moodle/competency:planmanage w 30 moodle 0 m
moodle/competency:planmanagedraft w 30 moodle 0 m
moodle/competency:planmanageown w 30 moodle 0
moodle/competency:planmanageowndraft w 30 moodle 0
moodle/competency:planview r 30 moodle 0 m
moodle/competency:planviewdraft r 30 moodle 0 m
moodle/competency:planviewown r 30 moodle 0 u
moodle/competency:planviewowndraft r 30 moodle 0
moodle/competency:planrequestreview w 30 moodle 0 m
moodle/competency:planrequestreviewown w 30 moodle 0 u
moodle/competency:planreview w 30 moodle 0 m
moodle/competency:plancomment w 30 moodle 0 m
moodle/competency:plancommentown w 30 moodle 0 u
moodle/competency:usercompetencyview r 30 moodle 0 met
moodle/competency:usercompetencyrequestreview w 30 moodle 0 m
moodle/competency:usercompetencyrequestreviewown w 30 moodle 0 u
moodle/competency:usercompetencyreview w 30 moodle 0 m
moodle/competency:usercompetencycomment w 30 moodle 0 m
moodle/competency:usercompetencycommentown w 30 moodle 0 u
moodle/competency:templatemanage w 40 moodle 0 m
moodle/analytics:listinsights r 50 moodle 8 met
moodle/analytics:managemodels w 10 moodle 2 m
moodle/competency:templateview r 40 moodle 0 m
moodle/competency:userevidencemanage w 30 moodle 0 m
moodle/competency:userevidencemanageown w 30 moodle 0 u
moodle/competency:userevidenceview r 30 moodle 0 m
moodle/site:maintenanceaccess w 10 moodle 0
moodle/site:messageanyuser w 10 moodle 16 met
moodle/site:managecontextlocks w 70 moodle 0
moodle/course:togglecompletion w 70 moodle 0 u
moodle/analytics:listowninsights r 10 moodle 0 u
moodle/h5p:setdisplayoptions w 70 moodle 0 e
moodle/h5p:deploy w 70 moodle 4 me
moodle/h5p:updatelibraries w 70 moodle 4 m
moodle/course:recommendactivity w 10 moodle 0 m
moodle/contentbank:access r 50 moodle 0 mce
moodle/contentbank:upload w 50 moodle 16 mce
moodle/contentbank:deleteanycontent w 50 moodle 32 mc
moodle/contentbank:deleteowncontent w 50 moodle 0 u
moodle/contentbank:manageanycontent w 50 moodle 32 mc
moodle/contentbank:manageowncontent w 50 moodle 0 mce
moodle/contentbank:useeditor w 50 moodle 16 mce
moodle/contentbank:downloadcontent r 50 moodle 0 mce
moodle/contentbank:copyanycontent w 50 moodle 16 mc
moodle/contentbank:copycontent w 50 moodle 16 mce
moodle/contentbank:configurecustomfields w 50 moodle 16 m
moodle/contentbank:changelockedcustomfields w 50 moodle 16 m
moodle/course:downloadcoursecontent r 50 moodle 0 mets
moodle/course:configuredownloadcontent w 50 moodle 0 me
moodle/payment:manageaccounts w 50 moodle 42
moodle/payment:viewpayments r 50 moodle 8
moodle/contentbank:viewunlistedcontent r 50 moodle 0 mc
moodle/reportbuilder:view r 10 moodle 0 u
moodle/reportbuilder:viewall r 10 moodle 0
moodle/reportbuilder:edit w 10 moodle 0 m
moodle/reportbuilder:editall w 10 moodle 0
moodle/reportbuilder:scheduleviewas r 10 moodle 0
moodle/moodlenet:shareactivity r 50 moodle 0 me
moodle/course:configurecoursecommunication w 50 moodle 0 me
moodle/moodlenet:sharecourse r 50 moodle 0 me
moodle/course:editcoursewelcomemessage w 50 moodle 0 me
moodle/ai:fetchanyuserpolicystatus w 10 moodle 0 u
moodle/ai:acceptpolicy w 10 moodle 0 u
moodle/ai:fetchpolicy r 10 moodle 0 u
aiplacement/courseassist:summarise_text w 50 aiplacement_courseassist 0 mets
aiplacement/editor:generate_image w 50 aiplacement_editor 0 mets
aiplacement/editor:generate_text w 50 aiplacement_editor 0 mets
mod/assign:view r 70 mod_assign 0 metsg
mod/assign:submit w 70 mod_assign 0 s
mod/assign:grade w 70 mod_assign 4 met
mod/assign:exportownsubmission r 70 mod_assign 0 mets
mod/assign:addinstance w 50 mod_assign 4 me
mod/assign:editothersubmission w 70 mod_assign 41
mod/assign:grantextension w 70 mod_assign 0 met
mod/assign:revealidentities w 70 mod_assign 0 me
mod/assign:reviewgrades w 70 mod_assign 0 me
mod/assign:releasegrades w 70 mod_assign 0 me
mod/assign:managegrades w 70 mod_assign 0 me
mod/assign:manageallocations w 70 mod_assign 0 me
mod/assign:viewgrades r 70 mod_assign 0 met
mod/assign:viewblinddetails w 70 mod_assign 8 m
mod/assign:receivegradernotifications r 70 mod_assign 0 met
mod/assign:manageoverrides w 70 mod_assign 0 me
mod/assign:showhiddengrader r 70 mod_assign 0 met
mod/assign:viewownsubmissionsummary r 70 mod_assign 0 s
mod/bigbluebuttonbn:addinstance w 50 mod_bigbluebuttonbn 4 me
mod/bigbluebuttonbn:addinstancewithmeeting w 70 mod_bigbluebuttonbn 0 me
mod/bigbluebuttonbn:addinstancewithrecording w 70 mod_bigbluebuttonbn 0 me
mod/bigbluebuttonbn:join r 70 mod_bigbluebuttonbn 0 metsg
mod/bigbluebuttonbn:view r 70 mod_bigbluebuttonbn 0 mets
mod/bigbluebuttonbn:managerecordings w 70 mod_bigbluebuttonbn 0 me
mod/bigbluebuttonbn:viewallrecordingformats r 70 mod_bigbluebuttonbn 0 me
mod/bigbluebuttonbn:publishrecordings w 70 mod_bigbluebuttonbn 0 me
mod/bigbluebuttonbn:unpublishrecordings w 70 mod_bigbluebuttonbn 0 me
mod/bigbluebuttonbn:protectrecordings w 70 mod_bigbluebuttonbn 0 me
mod/bigbluebuttonbn:unprotectrecordings w 70 mod_bigbluebuttonbn 0 me
mod/bigbluebuttonbn:deleterecordings w 70 mod_bigbluebuttonbn 0 me
mod/bigbluebuttonbn:importrecordings w 70 mod_bigbluebuttonbn 0 me
mod/bigbluebuttonbn:seepresentation r 70 mod_bigbluebuttonbn 0 met
mod/book:addinstance w 50 mod_book 4 me
mod/book:read r 70 mod_book 0 metsgf
mod/book:viewhiddenchapters r 70 mod_book 0 met
mod/book:edit w 70 mod_book 4 me
mod/chat:addinstance w 50 mod_chat 4 me
mod/chat:chat w 70 mod_chat 16 mets
mod/chat:readlog r 70 mod_chat 0 mets
mod/chat:deletelog w 70 mod_chat 0 met
mod/chat:exportparticipatedsession r 70 mod_chat 8 met
mod/chat:exportsession r 70 mod_chat 8 met
mod/chat:view r 70 mod_chat 0 gu
mod/choice:addinstance w 50 mod_choice 4 me
mod/choice:choose w 70 mod_choice 0 ets
mod/choice:readresponses r 70 mod_choice 0 met
mod/choice:deleteresponses w 70 mod_choice 0 met
mod/choice:downloadresponses r 70 mod_choice 0 met
mod/choice:view r 70 mod_choice 0 gu
mod/data:addinstance w 50 mod_data 4 me
mod/data:viewentry r 70 mod_data 0 metsgf
mod/data:writeentry w 70 mod_data 16 mets
mod/data:comment w 70 mod_data 16 mets
mod/data:rate w 70 mod_data 0 met
mod/data:viewrating r 70 mod_data 0 met
mod/data:viewanyrating r 70 mod_data 8 met
mod/data:viewallratings r 70 mod_data 8 met
mod/data:approve w 70 mod_data 16 met
mod/data:manageentries w 70 mod_data 16 met
mod/data:managecomments w 70 mod_data 16 met
mod/data:managetemplates w 70 mod_data 20 me
mod/data:viewalluserpresets r 70 mod_data 0 met
mod/data:manageuserpresets w 70 mod_data 20 m
mod/data:exportentry r 70 mod_data 8 met
mod/data:exportownentry r 70 mod_data 0 mets
mod/data:exportallentries r 70 mod_data 8 met
mod/data:exportuserinfo r 70 mod_data 8 met
mod/data:view r 70 mod_data 0 metsg
mod/feedback:addinstance w 50 mod_feedback 4 me
mod/feedback:view r 70 mod_feedback 0 metsgf
mod/feedback:complete w 70 mod_feedback 16 sf
mod/feedback:viewanalysepage r 70 mod_feedback 8 mes
mod/feedback:deletesubmissions w 70 mod_feedback 0 me
mod/feedback:mapcourse w 70 mod_feedback 0 m
mod/feedback:edititems w 70 mod_feedback 20 me
mod/feedback:createprivatetemplate w 70 mod_feedback 16 me
mod/feedback:createpublictemplate w 70 mod_feedback 16 me
mod/feedback:deletetemplate w 70 mod_feedback 0 me
mod/feedback:viewreports r 70 mod_feedback 8 met
mod/feedback:receivemail r 70 mod_feedback 8 et
mod/folder:addinstance w 50 mod_folder 4 me
mod/folder:view r 70 mod_folder 0 gu
mod/folder:managefiles w 70 mod_folder 20 e
mod/forum:addinstance w 50 mod_forum 4 me
mod/forum:viewdiscussion r 70 mod_forum 0 metsgf
mod/forum:viewhiddentimedposts r 70 mod_forum 0 met
mod/forum:startdiscussion w 70 mod_forum 16 mets
mod/forum:replypost w 70 mod_forum 16 mets
mod/forum:addnews w 70 mod_forum 16 met
mod/forum:replynews w 70 mod_forum 16 met
mod/forum:viewrating r 70 mod_forum 0 mets
mod/forum:viewanyrating r 70 mod_forum 8 met
mod/forum:viewallratings r 70 mod_forum 8 met
mod/forum:rate w 70 mod_forum 0 met
mod/forum:postprivatereply w 70 mod_forum 0 met
mod/forum:readprivatereplies r 70 mod_forum 0 met
mod/forum:createattachment w 70 mod_forum 16 mets
mod/forum:deleteownpost w 70 mod_forum 0 mets
mod/forum:deleteanypost w 70 mod_forum 0 met
mod/forum:splitdiscussions w 70 mod_forum 0 met
mod/forum:movediscussions w 70 mod_forum 0 met
mod/forum:pindiscussions w 70 mod_forum 0 met
mod/forum:editanypost w 70 mod_forum 16 met
mod/forum:viewqandawithoutposting r 70 mod_forum 0 met
mod/forum:viewsubscribers r 70 mod_forum 0 met
mod/forum:managesubscriptions w 70 mod_forum 16 met
mod/forum:postwithoutthrottling w 70 mod_forum 16 met
mod/forum:exportdiscussion r 70 mod_forum 8 met
mod/forum:exportforum r 70 mod_forum 8 met
mod/forum:exportpost r 70 mod_forum 8 met
mod/forum:exportownpost r 70 mod_forum 8 mets
mod/forum:addquestion w 70 mod_forum 16 met
mod/forum:allowforcesubscribe r 70 mod_forum 0 etsf
mod/forum:canposttomygroups w 70 mod_forum 0 met
mod/forum:canoverridediscussionlock w 70 mod_forum 0 met
mod/forum:canoverridecutoff w 70 mod_forum 0 met
mod/forum:cantogglefavourite w 70 mod_forum 0 u
mod/forum:grade w 70 mod_forum 0 met
mod/forum:canmailnow w 70 mod_forum 16 mets
mod/glossary:addinstance w 50 mod_glossary 4 me
mod/glossary:view r 70 mod_glossary 0 metsgf
mod/glossary:write w 70 mod_glossary 16 mets
mod/glossary:manageentries w 70 mod_glossary 16 met
mod/glossary:managecategories w 70 mod_glossary 16 met
mod/glossary:comment w 70 mod_glossary 16 mets
mod/glossary:managecomments w 70 mod_glossary 16 met
mod/glossary:import w 70 mod_glossary 16 met
mod/glossary:export r 70 mod_glossary 0 met
mod/glossary:approve w 70 mod_glossary 16 met
mod/glossary:rate w 70 mod_glossary 0 met
mod/glossary:viewrating r 70 mod_glossary 0 met
mod/glossary:viewanyrating r 70 mod_glossary 8 met
mod/glossary:viewallratings r 70 mod_glossary 8 met
mod/glossary:exportentry r 70 mod_glossary 8 met
mod/glossary:exportownentry r 70 mod_glossary 0 mets
mod/h5pactivity:view r 70 mod_h5pactivity 0 metsg
mod/h5pactivity:addinstance w 50 mod_h5pactivity 0 me
mod/h5pactivity:submit w 70 mod_h5pactivity 0 s
mod/h5pactivity:reviewattempts r 70 mod_h5pactivity 0 met
mod/imscp:view r 70 mod_imscp 0 gu
mod/imscp:addinstance w 50 mod_imscp 4 me
mod/label:addinstance w 50 mod_label 4 me
mod/label:view r 70 mod_label 0 gu
mod/lesson:addinstance w 50 mod_lesson 4 me
mod/lesson:edit w 70 mod_lesson 4 me
mod/lesson:grade w 70 mod_lesson 20 met
mod/lesson:viewreports r 70 mod_lesson 8 met
mod/lesson:manage w 70 mod_lesson 0 met
mod/lesson:manageoverrides w 70 mod_lesson 0 me
mod/lesson:view r 70 mod_lesson 0 gu
mod/lti:view r 70 mod_lti 0 mets
mod/lti:addinstance w 50 mod_lti 4 me
mod/lti:manage w 70 mod_lti 8 met
mod/lti:admin w 70 mod_lti 8
mod/lti:addcoursetool w 50 mod_lti 0 me
mod/lti:addpreconfiguredinstance w 50 mod_lti 0 me
mod/lti:requesttooladd w 50 mod_lti 0 me
mod/page:view r 70 mod_page 0 gu
mod/page:addinstance w 50 mod_page 4 me
mod/quiz:view r 70 mod_quiz 0 metsg
mod/quiz:addinstance w 50 mod_quiz 4 me
mod/quiz:attempt w 70 mod_quiz 16 s
mod/quiz:reviewmyattempts r 70 mod_quiz 0 s
mod/quiz:manage w 70 mod_quiz 16 me
mod/quiz:manageoverrides w 70 mod_quiz 0 me
mod/quiz:viewoverrides r 70 mod_quiz 0 met
mod/quiz:preview w 70 mod_quiz 0 met
mod/quiz:grade w 70 mod_quiz 20 met
mod/quiz:regrade w 70 mod_quiz 16 met
mod/quiz:viewreports r 70 mod_quiz 8 met
mod/quiz:deleteattempts w 70 mod_quiz 32 me
mod/quiz:reopenattempts w 70 mod_quiz 0 me
mod/quiz:ignoretimelimits r 70 mod_quiz 0
mod/quiz:emailconfirmsubmission r 70 mod_quiz 0
mod/quiz:emailnotifysubmission r 70 mod_quiz 0
mod/quiz:emailwarnoverdue r 70 mod_quiz 0
mod/quiz:emailnotifyattemptgraded r 70 mod_quiz 0
mod/resource:view r 70 mod_resource 0 gu
mod/resource:addinstance w 50 mod_resource 4 me
mod/scorm:addinstance w 50 mod_scorm 4 me
mod/scorm:viewreport r 70 mod_scorm 0 met
mod/scorm:skipview r 70 mod_scorm 0 s
mod/scorm:savetrack w 70 mod_scorm 0 mets
mod/scorm:viewscores r 70 mod_scorm 0 mets
mod/scorm:deleteresponses w 70 mod_scorm 0 met
mod/scorm:deleteownresponses w 70 mod_scorm 0
mod/subsection:addinstance w 50 mod_subsection 4 me
mod/survey:addinstance w 50 mod_survey 4 me
mod/survey:participate r 70 mod_survey 0 mets
mod/survey:readresponses r 70 mod_survey 0 met
mod/survey:download r 70 mod_survey 0 met
mod/url:view r 70 mod_url 0 gu
mod/url:addinstance w 50 mod_url 4 me
mod/wiki:addinstance w 50 mod_wiki 4 me
mod/wiki:viewpage r 70 mod_wiki 0 metsgf
mod/wiki:editpage w 70 mod_wiki 16 mets
mod/wiki:createpage w 70 mod_wiki 16 mets
mod/wiki:viewcomment r 70 mod_wiki 0 mets
mod/wiki:editcomment w 70 mod_wiki 16 mets
mod/wiki:managecomment w 70 mod_wiki 0 met
mod/wiki:managefiles w 70 mod_wiki 0 met
mod/wiki:overridelock w 70 mod_wiki 0 met
mod/wiki:managewiki w 70 mod_wiki 0 met
mod/workshop:view r 70 mod_workshop 0 metsg
mod/workshop:addinstance w 50 mod_workshop 4 me
mod/workshop:switchphase w 70 mod_workshop 0 met
mod/workshop:editdimensions w 70 mod_workshop 4 me
mod/workshop:submit w 70 mod_workshop 0 s
mod/workshop:peerassess w 70 mod_workshop 0 s
mod/workshop:manageexamples w 70 mod_workshop 0 met
mod/workshop:allocate w 70 mod_workshop 0 met
mod/workshop:publishsubmissions w 70 mod_workshop 0 met
mod/workshop:viewauthornames r 70 mod_workshop 0 mets
mod/workshop:viewreviewernames r 70 mod_workshop 0 met
mod/workshop:viewallsubmissions r 70 mod_workshop 0 met
mod/workshop:viewpublishedsubmissions r 70 mod_workshop 0 mets
mod/workshop:viewauthorpublished r 70 mod_workshop 0 mets
mod/workshop:viewallassessments r 70 mod_workshop 0 met
mod/workshop:overridegrades w 70 mod_workshop 0 met
mod/workshop:ignoredeadlines w 70 mod_workshop 0 met
mod/workshop:deletesubmissions w 70 mod_workshop 0 met
mod/workshop:exportsubmissions r 70 mod_workshop 0 mets
auth/oauth2:managelinkedlogins w 30 auth_oauth2 0 u
communication/matrix:moderator r 50 communication_matrix 0 met
enrol/category:synchronised w 10 enrol_category 0
enrol/category:config w 50 enrol_category 0 me
enrol/cohort:config w 50 enrol_cohort 0 me
enrol/cohort:unenrol w 50 enrol_cohort 0 m
enrol/database:unenrol w 50 enrol_database 0 m
enrol/database:config w 50 enrol_database 0 me
enrol/fee:config w 50 enrol_fee 0 m
enrol/fee:manage w 50 enrol_fee 0 me
enrol/fee:unenrol w 50 enrol_fee 0 m
enrol/fee:unenrolself w 50 enrol_fee 0
enrol/flatfile:manage w 50 enrol_flatfile 0
enrol/flatfile:unenrol w 50 enrol_flatfile 0
enrol/guest:config w 50 enrol_guest 0 me
enrol/imsenterprise:config w 50 enrol_imsenterprise 0 me
enrol/ldap:manage w 50 enrol_ldap 0 m
enrol/lti:config w 50 enrol_lti 0 me
enrol/lti:unenrol w 50 enrol_lti 0 me
enrol/manual:config w 50 enrol_manual 0 m
enrol/manual:enrol w 50 enrol_manual 0 me
enrol/manual:manage w 50 enrol_manual 0 me
enrol/manual:unenrol w 50 enrol_manual 0 me
enrol/manual:unenrolself w 50 enrol_manual 0
enrol/meta:config w 50 enrol_meta 0 me
enrol/meta:selectaslinked r 50 enrol_meta 0 m
enrol/meta:unenrol w 50 enrol_meta 0 m
enrol/mnet:config w 50 enrol_mnet 0 me
enrol/paypal:config w 50 enrol_paypal 0 m
enrol/paypal:manage w 50 enrol_paypal 0 me
enrol/paypal:unenrol w 50 enrol_paypal 0 m
enrol/paypal:unenrolself w 50 enrol_paypal 0
enrol/self:config w 50 enrol_self 0 me
enrol/self:manage w 50 enrol_self 0 me
enrol/self:holdkey w 50 enrol_self 0
enrol/self:unenrolself w 50 enrol_self 0 s
enrol/self:unenrol w 50 enrol_self 0 me
enrol/self:enrolself w 50 enrol_self 0 u
message/airnotifier:managedevice w 10 message_airnotifier 0 u
block/accessreview:addinstance w 80 block_accessreview 0 me
block/accessreview:view r 80 block_accessreview 0 me
block/activity_modules:addinstance w 80 block_activity_modules 20 me
block/activity_results:addinstance w 80 block_activity_results 20 me
block/admin_bookmarks:myaddinstance w 10 block_admin_bookmarks 0 u
block/admin_bookmarks:addinstance w 80 block_admin_bookmarks 20 me
block/badges:addinstance r 80 block_badges 0 me
block/badges:myaddinstance r 10 block_badges 8 u
block/blog_menu:addinstance w 80 block_blog_menu 20 me
block/blog_recent:addinstance w 80 block_blog_recent 20 me
block/blog_tags:addinstance w 80 block_blog_tags 20 me
block/calendar_month:myaddinstance w 10 block_calendar_month 0 u
block/calendar_month:addinstance w 80 block_calendar_month 20 me
block/calendar_upcoming:myaddinstance w 10 block_calendar_upcoming 0 u
block/calendar_upcoming:addinstance w 80 block_calendar_upcoming 20 me
block/comments:myaddinstance w 10 block_comments 0 u
block/comments:addinstance w 80 block_comments 20 me
block/completionstatus:addinstance w 80 block_completionstatus 20 me
block/course_list:myaddinstance w 10 block_course_list 0 u
block/course_list:addinstance w 80 block_course_list 20 me
block/course_summary:addinstance w 80 block_course_summary 20 me
block/feedback:addinstance w 80 block_feedback 20 me
block/globalsearch:myaddinstance w 10 block_globalsearch 0 u
block/globalsearch:addinstance w 80 block_globalsearch 0 me
block/glossary_random:myaddinstance w 10 block_glossary_random 0 u
block/glossary_random:addinstance w 80 block_glossary_random 20 me
block/html:myaddinstance w 10 block_html 0 u
block/html:addinstance w 80 block_html 20 me
block/login:addinstance w 80 block_login 20 me
block/lp:addinstance w 10 block_lp 0 me
block/lp:myaddinstance w 10 block_lp 0 u
block/mentees:myaddinstance w 10 block_mentees 0 u
block/mentees:addinstance w 80 block_mentees 20 me
block/mnet_hosts:myaddinstance w 10 block_mnet_hosts 0 u
block/mnet_hosts:addinstance w 80 block_mnet_hosts 20 me
block/myoverview:myaddinstance w 10 block_myoverview 0 u
block/myprofile:myaddinstance w 10 block_myprofile 0 u
block/myprofile:addinstance w 80 block_myprofile 20 me
block/navigation:myaddinstance w 10 block_navigation 0 u
block/navigation:addinstance w 80 block_navigation 20 me
block/news_items:myaddinstance w 10 block_news_items 0 u
block/news_items:addinstance w 80 block_news_items 20 me
block/online_users:myaddinstance w 10 block_online_users 0 u
block/online_users:addinstance w 80 block_online_users 20 me
block/online_users:viewlist r 80 block_online_users 0 mets-gu
block/private_files:myaddinstance w 10 block_private_files 0 u
block/private_files:addinstance w 80 block_private_files 20 me
block/recent_activity:addinstance w 80 block_recent_activity 20 me
block/recent_activity:viewaddupdatemodule r 50 block_recent_activity 0 u
block/recent_activity:viewdeletemodule r 50 block_recent_activity 0 u
block/recentlyaccessedcourses:myaddinstance w 10 block_recentlyaccessedcourses 0 u
block/recentlyaccesseditems:myaddinstance w 10 block_recentlyaccesseditems 0 u
block/rss_client:myaddinstance w 10 block_rss_client 0 u
block/rss_client:addinstance w 80 block_rss_client 20 me
block/rss_client:manageownfeeds w 80 block_rss_client 0 met
block/rss_client:manageanyfeeds w 80 block_rss_client 16 m
block/search_forums:addinstance w 80 block_search_forums 20 me
block/section_links:addinstance w 80 block_section_links 20 me
block/selfcompletion:addinstance w 80 block_selfcompletion 20 me
block/settings:myaddinstance w 10 block_settings 0 u
block/settings:addinstance w 80 block_settings 20 me
block/site_main_menu:addinstance w 80 block_site_main_menu 20 me
block/social_activities:addinstance w 80 block_social_activities 20 me
block/starredcourses:myaddinstance w 10 block_starredcourses 0 u
block/tag_flickr:addinstance w 80 block_tag_flickr 20 me
block/tag_youtube:addinstance w 80 block_tag_youtube 20 me
block/tags:myaddinstance w 10 block_tags 0 u
block/tags:addinstance w 80 block_tags 20 me
block/timeline:myaddinstance w 10 block_timeline 0 u
report/completion:view r 50 report_completion 8 met
report/courseoverview:view r 10 report_courseoverview 8 met
report/log:view r 50 report_log 8 met
report/log:viewtoday r 50 report_log 8 met
report/loglive:view r 50 report_loglive 8 met
report/outline:view r 50 report_outline 8 met
report/outline:viewuserreport r 50 report_outline 8 met
report/participation:view r 50 report_participation 8 met
report/performance:view r 10 report_performance 2 m
report/progress:view r 50 report_progress 8 met
report/questioninstances:view r 10 report_questioninstances 0
report/security:view r 10 report_security 2 m
report/stats:view r 50 report_stats 8 met
report/status:view r 10 report_status 2 m
report/usersessions:manageownsessions w 30 report_usersessions 0 m!gu
gradeexport/ods:view r 50 gradeexport_ods 8 met
gradeexport/ods:publish r 50 gradeexport_ods 8 m
gradeexport/txt:view r 50 gradeexport_txt 8 met
gradeexport/txt:publish r 50 gradeexport_txt 8 m
gradeexport/xls:view r 50 gradeexport_xls 8 met
gradeexport/xls:publish r 50 gradeexport_xls 8 m
gradeexport/xml:view r 50 gradeexport_xml 8 met
gradeexport/xml:publish r 50 gradeexport_xml 8 m
gradeimport/csv:view w 50 gradeimport_csv 0 me
gradeimport/direct:view w 50 gradeimport_direct 0 me
gradeimport/xml:view w 50 gradeimport_xml 0 me
gradeimport/xml:publish w 50 gradeimport_xml 0 m
gradereport/grader:view r 50 gradereport_grader 8 met
gradereport/history:view r 50 gradereport_history 8 met
gradereport/outcomes:view r 50 gradereport_outcomes 8 met
gradereport/overview:view r 50 gradereport_overview 8 u
gradereport/singleview:view r 50 gradereport_singleview 8 me
gradereport/summary:view r 50 gradereport_summary 8 met
gradereport/user:view r 50 gradereport_user 8 mets
webservice/rest:use r 50 webservice_rest 0
webservice/soap:use r 50 webservice_soap 0
repository/areafiles:view r 70 repository_areafiles 0 u
repository/contentbank:view r 70 repository_contentbank 0 mce
repository/contentbank:accesscoursecontent r 50 repository_contentbank 0 mce
repository/contentbank:accesscoursecategorycontent r 40 repository_contentbank 0 mc
repository/contentbank:accessgeneralcontent r 40 repository_contentbank 0 u
repository/coursefiles:view r 70 repository_coursefiles 0 mcet
repository/dropbox:view r 70 repository_dropbox 0 u
repository/equella:view r 70 repository_equella 0 u
repository/filesystem:view r 70 repository_filesystem 0 mcet
repository/flickr:view r 70 repository_flickr 0 u
repository/flickr_public:view r 70 repository_flickr_public 0 u
repository/googledocs:view r 70 repository_googledocs 0 u
repository/local:view r 70 repository_local 0 mcet
repository/merlot:view r 70 repository_merlot 0 u
repository/nextcloud:view r 70 repository_nextcloud 0 u
repository/onedrive:view r 70 repository_onedrive 0 u
repository/recent:view r 70 repository_recent 0 u
repository/s3:view r 70 repository_s3 0 u
repository/upload:view r 70 repository_upload 0 u
repository/url:view r 70 repository_url 0 u
repository/user:view r 70 repository_user 0 u
repository/webdav:view r 70 repository_webdav 0 mcet
repository/wikimedia:view r 70 repository_wikimedia 0 u
repository/youtube:view r 70 repository_youtube 0 u
moodle/question:commentmine w 50 qbank_comment 0 me
moodle/question:commentall w 50 qbank_comment 0 me
qbank/customfields:changelockedcustomfields w 50 qbank_customfields 16 m
qbank/customfields:configurecustomfields w 10 qbank_customfields 16
qbank/customfields:viewhiddencustomfields r 50 qbank_customfields 0 me
tool/brickfield:viewcoursetools r 50 tool_brickfield 8 met
tool/brickfield:viewsystemtools r 10 tool_brickfield 2 m
tool/customlang:view r 10 tool_customlang 2 m
tool/customlang:edit w 10 tool_customlang 6 m
tool/customlang:export r 10 tool_customlang 2 m
tool/dataprivacy:managedatarequests w 10 tool_dataprivacy 60
tool/dataprivacy:requestdeleteforotheruser w 10 tool_dataprivacy 60
tool/dataprivacy:managedataregistry w 10 tool_dataprivacy 60
tool/dataprivacy:makedatarequestsforchildren w 30 tool_dataprivacy 24
tool/dataprivacy:makedatadeletionrequestsforchildren w 30 tool_dataprivacy 24
tool/dataprivacy:downloadownrequest r 30 tool_dataprivacy 0 u
tool/dataprivacy:downloadallrequests r 30 tool_dataprivacy 8
tool/dataprivacy:requestdelete w 30 tool_dataprivacy 32 u
tool/lpmigrate:frameworksmigrate w 10 tool_lpmigrate 0 m
tool/mfa:mfaaccess w 30 tool_mfa 0 u
tool/monitor:subscribe r 50 tool_monitor 8 met
tool/monitor:managerules w 50 tool_monitor 4 met
tool/monitor:managetool w 10 tool_monitor 4 m
tool/policy:accept w 10 tool_policy 0 u
tool/policy:acceptbehalf w 30 tool_policy 8
tool/policy:managedocs w 10 tool_policy 0 m
tool/policy:viewacceptances r 10 tool_policy 0 m
tool/recyclebin:deleteitems w 50 tool_recyclebin 32 me
tool/recyclebin:restoreitems w 50 tool_recyclebin 0 me
tool/recyclebin:viewitems r 50 tool_recyclebin 0 met
tool/uploadcourse:use w 40 tool_uploadcourse 16 m
tool/uploaduser:uploaduserpictures w 10 tool_uploaduser 16 m
tool/usertours:managetours w 10 tool_usertours 4 m
contenttype/h5p:access r 50 contenttype_h5p 0 mce
contenttype/h5p:upload w 50 contenttype_h5p 16 mce
contenttype/h5p:useeditor w 50 contenttype_h5p 16 mce
booktool/exportimscp:export r 70 booktool_exportimscp 0
booktool/importhtml:import w 70 booktool_importhtml 4 me
booktool/print:print r 70 booktool_print 0 metsgf
forumreport/summary:view r 70 forumreport_summary 0 met
forumreport/summary:viewall r 70 forumreport_summary 8 met
quiz/grading:viewstudentnames r 70 quiz_grading 0 met
quiz/grading:viewidnumber r 70 quiz_grading 0 met
quiz/statistics:view r 70 quiz_statistics 0 met
quizaccess/seb:managetemplates w 10 quizaccess_seb 0 m
quizaccess/seb:bypassseb r 70 quizaccess_seb 0 me
quizaccess/seb:manage_seb_requiresafeexambrowser w 70 quizaccess_seb 0 me
quizaccess/seb:manage_seb_configuremanually r 70 quizaccess_seb 0 me
quizaccess/seb:manage_seb_usesebclientconfig r 70 quizaccess_seb 0 me
quizaccess/seb:manage_seb_templateid r 70 quizaccess_seb 0 me
quizaccess/seb:manage_filemanager_sebconfigfile w 70 quizaccess_seb 0 me
quizaccess/seb:manage_seb_showsebdownloadlink w 70 quizaccess_seb 0 me
quizaccess/seb:manage_seb_allowedbrowserexamkeys w 70 quizaccess_seb 0 me
quizaccess/seb:manage_seb_linkquitseb w 70 quizaccess_seb 0 me
quizaccess/seb:manage_seb_userconfirmquit w 70 quizaccess_seb 0 me
quizaccess/seb:manage_seb_allowuserquitseb w 70 quizaccess_seb 0 me
quizaccess/seb:manage_seb_quitpassword w 70 quizaccess_seb 0 me
quizaccess/seb:manage_seb_allowreloadinexam w 70 quizaccess_seb 0 me
quizaccess/seb:manage_seb_showsebtaskbar w 70 quizaccess_seb 0 me
quizaccess/seb:manage_seb_showreloadbutton w 70 quizaccess_seb 0 me
quizaccess/seb:manage_seb_showtime w 70 quizaccess_seb 0 me
quizaccess/seb:manage_seb_showkeyboardlayout w 70 quizaccess_seb 0 me
quizaccess/seb:manage_seb_showwificontrol w 70 quizaccess_seb 0 me
quizaccess/seb:manage_seb_enableaudiocontrol w 70 quizaccess_seb 0 me
quizaccess/seb:manage_seb_muteonstartup w 70 quizaccess_seb 0 me
quizaccess/seb:manage_seb_allowcapturecamera w 70 quizaccess_seb 0 me
quizaccess/seb:manage_seb_allowcapturemicrophone w 70 quizaccess_seb 0 me
quizaccess/seb:manage_seb_allowspellchecking w 70 quizaccess_seb 0 me
quizaccess/seb:manage_seb_activateurlfiltering w 70 quizaccess_seb 0 me
quizaccess/seb:manage_seb_filterembeddedcontent w 70 quizaccess_seb 0 me
quizaccess/seb:manage_seb_expressionsallowed w 70 quizaccess_seb 0 me
quizaccess/seb:manage_seb_regexallowed w 70 quizaccess_seb 0 me
quizaccess/seb:manage_seb_expressionsblocked w 70 quizaccess_seb 0 me
quizaccess/seb:manage_seb_regexblocked w 70 quizaccess_seb 0 me
atto/h5p:addembed w 70 atto_h5p 0 e
atto/recordrtc:recordaudio w 70 atto_recordrtc 0 u
atto/recordrtc:recordvideo w 70 atto_recordrtc 0 u
tiny/h5p:addembed w 70 tiny_h5p 0 e
tiny/premium:accesspremium r 30 tiny_premium 0 u
tiny/recordrtc:recordaudio w 70 tiny_recordrtc 0 u
tiny/recordrtc:recordvideo w 70 tiny_recordrtc 0 u
tiny/recordrtc:recordscreen w 70 tiny_recordrtc 0 u
factor/capability:cannotpassfactor r 10 factor_capability 0
`;
