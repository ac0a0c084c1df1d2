/** The table in which Moodle before 4.3 keeps the results of SCORM packages, as its documentation names the columns. */
export const OLD_TRACKS = [
  `CREATE TABLE mdl_scorm_scoes_track (id BIGINT PRIMARY KEY, userid BIGINT DEFAULT 0, scormid BIGINT DEFAULT 0,
    scoid BIGINT DEFAULT 0, attempt BIGINT DEFAULT 1, element VARCHAR(255) DEFAULT '', value TEXT,
    timemodified BIGINT DEFAULT 0)`,
];

/** Fills it with what the tables of today say. */
export const OLD_TRACKS_FILLED = [
  `INSERT INTO mdl_scorm_scoes_track (id, userid, scormid, scoid, attempt, element, value, timemodified)
    SELECT v.id, a.userid, a.scormid, v.scoid, a.attempt, e.element, v.value, v.timemodified
    FROM mdl_scorm_scoes_value v JOIN mdl_scorm_attempt a ON a.id = v.attemptid
    JOIN mdl_scorm_element e ON e.id = v.elementid`,
];

export const WITHOUT_NEW_TRACKS = [
  'DROP TABLE mdl_scorm_scoes_value',
  'DROP TABLE mdl_scorm_attempt',
  'DROP TABLE mdl_scorm_element',
];
