import { ContextLevel } from '@coursekeep/moodle-site';
import type { SiteWriter } from '@coursekeep/embedded-site';
import type { Claims } from './claims';
import type { Contexts } from './contexts';
import type { Findings } from './findings';
import type { IdMap } from './id-map';
import { ImportError } from './import-error';

/** Recognises the people, roles and scales of a backup that the site has already, before ids are settled. */
export async function matchPeople(claims: Claims, ids: IdMap, writer: SiteWriter, findings: Findings): Promise<void> {
  for (const user of claims.users) {
    const [known] = await writer.read(
      'SELECT id, email FROM mdl_user WHERE username = ? AND mnethostid = 1 AND deleted = 0',
      [user.username],
    );
    if (known && String(known.email).toLowerCase() === user.email.toLowerCase()) {
      ids.match('user', user.id, Number(known.id));
      await matchContext(user.context, Number(known.id), ids, writer);
      findings.note(
        'existing-user',
        'Users who exist here (by username and address): their own profile stays as it is.',
        {
          document: 'users.xml',
          element: 'users/user',
          id: String(user.id),
        },
      );
    } else if (user.context !== null) claimContext(user.context, ids);
  }
  for (const role of claims.roles) {
    const [known] = await writer.read('SELECT id FROM mdl_role WHERE shortname = ?', [role.name]);
    if (known) ids.match('role', role.id, Number(known.id));
  }
  for (const scale of claims.scales) {
    if (scale.course !== 0) continue;
    const sql = 'SELECT id FROM mdl_scale WHERE courseid = 0 AND name = ? AND scale = ?';
    const [known] = await writer.read(sql, [scale.name, scale.scale]);
    if (known) ids.match('scale', scale.id, Number(known.id));
  }
}

function claimContext(context: number, ids: IdMap): void {
  if (ids.isClaimed('context', context)) throw ambiguous(context);
  ids.claim('context', context);
}

const ambiguous = (context: number) =>
  new ImportError('ambiguous', `A user of the backup has the context ${context}, which something else has too.`);

async function matchContext(context: number | null, user: number, ids: IdMap, writer: SiteWriter): Promise<void> {
  if (context === null) return;
  const sql = 'SELECT id FROM mdl_context WHERE contextlevel = 30 AND instanceid = ?';
  const [known] = await writer.read(sql, [user]);
  if (ids.isClaimed('context', context)) throw ambiguous(context);
  if (known) ids.match('context', context, Number(known.id));
}

/** Recognises what has a name of its own: tags, profile fields, competencies, external tools. */
export async function matchNames(claims: Claims, ids: IdMap, writer: SiteWriter): Promise<void> {
  const match = async (
    table: string,
    names: ReadonlyMap<number, string>,
    sql: string,
    key: (name: string) => string,
  ) => {
    for (const [id, name] of names) {
      const [known] = await writer.read(sql, [key(name)]);
      if (known) ids.match(table, id, Number(known.id));
    }
  };
  const same = (name: string) => name;
  await match('lti_types', claims.tools, 'SELECT id FROM mdl_lti_types WHERE clientid = ?', same);
  await match('tag', claims.tags, 'SELECT id FROM mdl_tag WHERE name = ? AND tagcollid = 1', (name) =>
    name.toLowerCase(),
  );
  await match('user_info_field', claims.profileFields, 'SELECT id FROM mdl_user_info_field WHERE shortname = ?', same);
  await match(
    'competency',
    claims.competencies,
    "SELECT id FROM mdl_competency WHERE idnumber = ? AND idnumber <> ''",
    same,
  );
}

/** The contexts of the people who are new here. */
export async function addUserContexts(claims: Claims, ids: IdMap, contexts: Contexts): Promise<void> {
  for (const user of claims.users) {
    if (ids.isMatched('user', user.id) || user.context === null) continue;
    await contexts.add(ContextLevel.user, ids.of('user', user.id) ?? user.id, user.context, contexts.system);
  }
}

/** A username that nobody has. */
export async function freeUsername(username: string, writer: SiteWriter): Promise<string> {
  for (let number = 1; ; number++) {
    const name = number === 1 ? username : `${username.slice(0, 90)}_${number}`;
    const taken = await writer.read('SELECT id FROM mdl_user WHERE username = ? AND mnethostid = 1', [name]);
    if (taken.length === 0) return name;
  }
}
