// What Moodle's restore command does, as seen from outside: its options, words and exit codes, its rows on the way (two
// controllers, a course, sections, activities), and what it leaves behind when it is killed. `plan.json` beside the folder
// `admin` says which site, and whether it hangs or crashes in the middle.
const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { gunzipSync } = require('node:zlib');
const Database = require('better-sqlite3');

/** @param {string} folder the stand-in's Moodle folder @param {readonly string[]} words the arguments */
exports.restoreBackup = function restoreBackup(folder, words) {
  const plan = JSON.parse(readFileSync(join(folder, 'plan.json'), 'utf8'));
  writeFileSync(join(folder, 'called.json'), JSON.stringify({ words, env: process.env }));
  const given = Object.fromEntries(words.map((word) => /^--([a-z]+)(?:=(.*))?$/s.exec(word)?.slice(1) ?? [word, '']));
  const unknown = words.filter((word) => !/^--(file|categoryid|courseid|showdebugging|help)(=|$)/.test(word));
  if (unknown.length > 0)
    return end(1, '', `Unrecognised options:\n  ${unknown.join('\n  ')}\nPlease use --help option.\n`);
  if (!given.file || !given.categoryid || given.help !== undefined)
    return end(0, 'Restore backup into provided category or course.\n');
  if (!existsSync(given.file)) return end(1, '!!! Sorry, the requested file could not be found !!!\n');
  const database = new Database(plan.database);
  if (!database.prepare('SELECT 1 FROM mdl_course_categories WHERE id = ?').get(Number(given.categoryid)))
    return end(1, '!!! Incorrect category ID! !!!\n');
  say(`== Extracting backup file to: ${join(folder, 'temp/backup', '0123456789abcdef0123456789abcdef')} ==`);
  let files;
  try {
    files = unpacked(readFileSync(given.file));
  } catch {
    return end(1, '!!! Error processing archive file !!!\n');
  }
  say('== Preprocessing backup file ==');
  const course = files.get('course/course.xml');
  if (!course) return end(1, '!!! Exception - Call to a member function destroy() on null !!!\n');
  insert(database, 'backup_controllers', { operation: 'restore', type: 'course', itemid: 1, status: 600, userid: 2 });
  const id = makeCourse(database, course, Number(given.categoryid));
  const row = insert(database, 'backup_controllers', {
    operation: 'restore',
    type: 'course',
    itemid: id,
    status: 800,
    userid: 2,
  });
  const [sections, modules] = parts(files.get('moodle_backup.xml') ?? '');
  sections.forEach((_, at) => insert(database, 'course_sections', { course: id, section: at }));
  for (const [at, modname] of modules.entries()) {
    if (plan.mode !== 'normal' && at >= 1) break;
    const known = database.prepare('SELECT id FROM mdl_modules WHERE name = ?').get(modname);
    if (known) insert(database, 'course_modules', { course: id, module: known.id, instance: at + 1, section: 1 });
  }
  if (plan.mode === 'crash') process.kill(process.pid, 'SIGKILL');
  if (plan.mode === 'deaf') process.on('SIGTERM', () => undefined);
  if (plan.mode === 'deaf' || plan.mode === 'hang') {
    writeFileSync(join(folder, 'hanging'), String(process.pid));
    return void setInterval(() => undefined, 60_000);
  }
  database.prepare('UPDATE mdl_backup_controllers SET status = 1000 WHERE id = ?').run(row);
  return end(0, `== Restored course ID: ${id} ==\n`);
};

const say = (line) => process.stdout.write(`${line}\n`);

function end(code, out, err = '') {
  process.stdout.write(out);
  process.stderr.write(err);
  process.exitCode = code;
}

/** Where names are taken, Moodle numbers them. */
function makeCourse(database, xml, category) {
  const field = (name) => unescaped(new RegExp(`<${name}>([^]*?)</${name}>`).exec(xml)?.[1] ?? '');
  const taken = (name) => database.prepare('SELECT 1 FROM mdl_course WHERE shortname = ?').get(name);
  let [shortname, fullname] = [field('shortname'), field('fullname')];
  for (let number = 1; taken(shortname); number += 1) {
    shortname = `${field('shortname')}_${number}`;
    fullname = `${field('fullname')} copy ${number}`;
  }
  const id = insert(database, 'course', { category, fullname, shortname, visible: Number(field('visible') || 1) });
  const parent = database
    .prepare('SELECT path FROM mdl_context WHERE contextlevel = 40 AND instanceid = ?')
    .get(category);
  const context = insert(database, 'context', { contextlevel: 50, instanceid: id });
  database.prepare('UPDATE mdl_context SET path = ? WHERE id = ?').run(`${parent.path}/${context}`, context);
  return id;
}

/** Columns that must have a value and are not given are empty. */
function insert(database, table, row) {
  const needed = database
    .pragma(`table_info(mdl_${table})`)
    .filter((one) => one.notnull && !one.pk && one.dflt_value === null);
  const whole = {
    ...Object.fromEntries(needed.map(({ name, type }) => [name, /INT|DEC/i.test(type) ? 0 : ''])),
    ...row,
  };
  const names = Object.keys(whole);
  const sql = `INSERT INTO mdl_${table} (${names.map((name) => `"${name}"`).join()}) VALUES (${names.map(() => '?').join()})`;
  return Number(database.prepare(sql).run(Object.values(whole)).lastInsertRowid);
}

function parts(xml) {
  const all = (pattern) => [...xml.matchAll(pattern)].map(([, value]) => value);
  return [all(/<section>\s*<sectionid>(\d+)/g), all(/<modulename>([^<]*)</g)];
}

const unescaped = (text) =>
  text.replace(/&(lt|gt|quot|amp);/g, (_, name) => ({ lt: '<', gt: '>', quot: '"', amp: '&' })[name]);

/** The files of a gzipped tar, as texts. */
function unpacked(bytes) {
  const tar = gunzipSync(bytes);
  const files = new Map();
  for (let at = 0; at + 512 <= tar.length && tar[at] !== 0;) {
    const text = (from, length) => tar.toString('utf8', at + from, at + from + length).replace(/\0[^]*$/, '');
    const size = parseInt(text(124, 12), 8);
    files.set(
      [text(345, 155), text(0, 100)].filter(Boolean).join('/'),
      tar.toString('utf8', at + 512, at + 512 + size),
    );
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return files;
}
