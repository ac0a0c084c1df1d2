/** The fields of events in a course's and in an activity's calendar.xml. */
export const EVENT_FIELDS = `
  name description format courseid groupid userid repeatid modulename instance type eventtype
  timestart timeduration timesort visible uuid sequence timemodified priority location`;

/** The fields of grade items in gradebook.xml and in an activity's grades.xml. */
export const GRADE_ITEM_FIELDS = `
  categoryid itemname itemtype itemmodule iteminstance itemnumber iteminfo idnumber calculation
  gradetype grademax grademin scaleid outcomeid gradepass multfactor plusfactor aggregationcoef
  aggregationcoef2 weightoverride sortorder display decimals hidden locked locktime needsupdate
  timecreated timemodified`;

/** The fields of a grade in the same two documents. */
export const GRADE_FIELDS = `
  userid rawgrade rawgrademax rawgrademin rawscaleid usermodified finalgrade hidden locked
  locktime exported overridden excluded feedback feedbackformat information
  informationformat timecreated timemodified aggregationstatus aggregationweight`;

/** The fields of a grade as it once was, in both documents of the name grade_history.xml. */
export const GRADE_HISTORY_FIELDS = `
  action oldid source loggeduser itemid userid rawgrade rawgrademax rawgrademin rawscaleid
  usermodified finalgrade hidden locked locktime exported overridden excluded feedback
  feedbackformat information informationformat timemodified`;

/** The fields of a line of the log as it was before there were log stores. */
export const LOG_FIELDS = 'time userid ip module action url info';

/** The fields of an event in the log stores. */
export const LOG_STORE_FIELDS = `
  eventname component action target objecttable objectid crud edulevel contextid userid
  relateduserid anonymous other:base64 timecreated ip realuserid`;

/** The fields of a rating of a post, an entry or a record. */
export const RATING_FIELDS = 'component ratingarea scaleid value userid timecreated timemodified';

/** The fields of a custom field's value. */
export const CUSTOM_FIELD_FIELDS = 'shortname type value valueformat valuetrust';
