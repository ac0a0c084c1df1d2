import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packEntries } from '../../archive/testing/rewrite-backup';
import { smallBackup } from '../../backup-reader/testing/small-backup';
import { SmallSite } from '../../moodle-site/testing/small-site';

/** People of the world, by what they may do. */
export const PEOPLE = { admin: 2, manager: 10, teacher: 11, contentManager: 12 } as const;

/** The categories: the manager's own, one beside it, one that is hidden. */
export const CATEGORIES = { own: 3, other: 4, hidden: 5 } as const;

const RESTORE = 'moodle/restore:restorecourse';
const CREATE = 'moodle/course:create';
const USERINFO = 'moodle/restore:userinfo';
const CREATEUSER = 'moodle/restore:createuser';

/** How the stand-in for Moodle's command ends: well, killed in the middle, never, or never and deaf to SIGTERM. */
export type CommandMode = 'normal' | 'crash' | 'hang' | 'deaf';

/** A stand-in for Moodle's restore command, which writes into a SQLite database. */
export class StandIn {
  constructor(
    private readonly folder: string,
    private readonly database: string,
  ) {}

  /** Puts it into its folder. */
  place(): this {
    mkdirSync(join(this.folder, 'admin/cli'), { recursive: true });
    const code = `require(${JSON.stringify(join(__dirname, 'stand-in.cjs'))}).restoreBackup(${JSON.stringify(this.folder)}, process.argv.slice(2));\n`;
    writeFileSync(join(this.folder, 'admin/cli/restore_backup.php'), code);
    this.behave('normal');
    return this;
  }

  /** The setting COURSEKEEP_MOODLE_CLI that leads to it. */
  get setting(): string {
    return `"${process.execPath}" "${this.folder}"`;
  }

  behave(mode: CommandMode): void {
    writeFileSync(join(this.folder, 'plan.json'), JSON.stringify({ mode, database: this.database }));
  }

  /** How it was called last; null where it was not. */
  get called(): { words: string[]; env: Record<string, string> } | null {
    const file = join(this.folder, 'called.json');
    return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
  }

  /** The process that hangs. */
  get hanging(): number | null {
    const file = join(this.folder, 'hanging');
    return existsSync(file) ? Number(readFileSync(file, 'utf8')) : null;
  }
}

/** A scratch site with a stand-in for Moodle's restore command. */
export class RestoreWorld {
  readonly site = SmallSite.create();
  readonly workFolder = join(this.site.folder, 'work');
  private readonly standIn = new StandIn(
    join(this.site.folder, "Moodle's code"),
    join(this.site.folder, 'site.sqlite'),
  );

  static create(): RestoreWorld {
    const world = new RestoreWorld();
    mkdirSync(world.workFolder);
    world.standIn.place();
    world.fill();
    return world;
  }

  get setting(): string {
    return this.standIn.setting;
  }

  get called(): StandIn['called'] {
    return this.standIn.called;
  }

  get hanging(): number | null {
    return this.standIn.hanging;
  }

  behave(mode: CommandMode): void {
    this.standIn.behave(mode);
  }

  /** Packs a backup: the small one, changed. */
  async backup(change: Record<string, string> = {}, name = 'given.mbz'): Promise<string> {
    const file = join(this.site.folder, name);
    const files = { ...smallBackup(), ...change };
    await packEntries(new Map(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)])), file);
    return file;
  }

  remove(): void {
    this.site.remove();
  }

  private fill(): void {
    const { site } = this;
    for (const [id, name, visible] of [
      [CATEGORIES.own, 'Own', 1],
      [CATEGORIES.other, 'Other', 1],
      [CATEGORIES.hidden, 'Hidden', 0],
    ] as const) {
      site.insert('course_categories', { id, name, visible, path: `/${id}` });
      site.insert('context', { id: 100 + id, contextlevel: 40, instanceid: id, path: `/1/${100 + id}` });
    }
    for (const name of ['page', 'forum']) site.insert('modules', { name });
    for (const name of [RESTORE, CREATE, USERINFO, CREATEUSER]) site.insert('capabilities', { name, captype: 'write' });
    site.insert('capabilities', { name: 'moodle/category:viewhiddencategories', captype: 'read' });
    this.person(PEOPLE.manager, 'manager', 103, [RESTORE, CREATE, USERINFO, CREATEUSER]);
    this.person(PEOPLE.contentManager, 'contentmanager', 103, [RESTORE, CREATE]);
    this.person(PEOPLE.teacher, 'teacher', 103, [RESTORE]);
  }

  /** A user with a role of her own in one context. */
  private person(id: number, username: string, contextid: number, allowed: readonly string[]): void {
    const { site } = this;
    site.insert('user', { id, username, email: `${username}@example.org`, confirmed: 1, mnethostid: 1 });
    site.insert('role_assignments', { roleid: id, userid: id, contextid });
    for (const capability of allowed)
      site.insert('role_capabilities', { roleid: id, contextid: 1, capability, permission: 1 });
  }
}
