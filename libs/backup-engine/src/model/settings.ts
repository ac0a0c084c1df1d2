import { SettingLocked, UnknownSetting } from './errors';
import type { BackupMode } from './mode';
import { nearestName } from '@coursekeep/errors';
import type { OutlineActivity, OutlineSection } from './outline';
import { quoteValue } from './quote-value';
import { ROOT_SETTINGS, type RootSettingDefinition, type RootSettingName } from './setting-definitions';
import type { SettingLock } from './setting-lock';
import { resolveSettings, type ResolvedSetting, type SettingNode } from './setting-resolution';
import { settingValue, type SettingValue } from './setting-value';

/** One `<setting>` of `moodle_backup.xml`. */
export interface SettingRow {
  readonly level: 'root' | 'section' | 'activity';
  /** `section_9` or `page_44`; absent at root level. */
  readonly part?: string;
  readonly name: string;
  readonly value: SettingValue;
}

/** A request that does not hold because another setting decides. */
export interface OverruledSetting {
  readonly name: string;
  readonly requested: SettingValue;
  readonly value: SettingValue;
  readonly lock: Extract<SettingLock, { state: 'LOCKED_BY_HIERARCHY' }>;
}

/** A request for a setting that this backup does not have. */
export interface AbsentSetting {
  readonly name: string;
  readonly requested: SettingValue;
  /** The request asks for something else than what happens without the setting. */
  readonly matters: boolean;
}

/** The settings of one backup. Requests may come in any order: all are kept, and the locks are resolved over all of them
 *  together, so `users` = 0 wins over `logs` = 1 whichever was set first. */
export class BackupSettings {
  private readonly byName: ReadonlyMap<string, SettingNode>;
  private readonly requests = new Map<string, SettingValue>();
  private readonly elsewhere = new Map<string, AbsentSetting>();
  private resolved: ReadonlyMap<string, ResolvedSetting> | null = null;

  constructor(
    readonly mode: BackupMode,
    private readonly nodes: readonly SettingNode[],
    /** Settings of what cannot be backed up (no definition is known, or its rows are gone): accepted, without effect. */
    private readonly unsupported: ReadonlySet<string> = new Set(),
  ) {
    this.byName = new Map(nodes.map((node) => [node.name, node]));
  }

  /** Requests a value (0, 1, "0", "1", true, false; a text for `filename`). A setting that only another mode or version of
   *  Moodle has, or an activity of an unsupported kind, is remembered in `notHere()` and otherwise ignored. Throws UnknownSetting, BadSettingValue, and
   *  SettingLocked where configuration or permissions forbid the value. */
  set(name: string, value: unknown): void {
    const node = this.byName.get(name);
    if (!node) {
      this.ignoreOrRefuse(name, value);
      return;
    }
    const clean = settingValue(name, node.type, value);
    if (node.own && clean !== node.base) {
      throw new SettingLocked(name, `The setting "${name}" cannot be changed to ${clean}: ${node.own.why}.`);
    }
    this.requests.set(name, clean);
    this.resolved = null;
  }

  setAll(values: Readonly<Record<string, unknown>>): void {
    for (const [name, value] of Object.entries(values)) this.set(name, value);
  }

  has(name: string): boolean {
    return this.byName.has(name);
  }

  /** The value after all locks. Throws UnknownSetting. */
  value(name: string): SettingValue {
    return this.lookUp(name).value;
  }

  /** Throws UnknownSetting. */
  lock(name: string): SettingLock {
    return this.lookUp(name).lock;
  }

  /** Is a root setting on? False for one that this mode or version does not have. */
  isOn(name: RootSettingName): boolean {
    return this.byName.has(name) && this.value(name) === 1;
  }

  /** The archive's name, as `moodle_backup.xml` has it. */
  get filename(): string {
    return String(this.value('filename'));
  }

  /** Does the content of files go into the archive? */
  get includeFiles(): boolean {
    return this.mode.packsFiles && this.isOn('files');
  }

  /** Is the section or activity in the backup? */
  included(part: OutlineSection | OutlineActivity): boolean {
    return this.value(`${partName(part)}_included`) === 1;
  }

  /** Are users' data of the section or activity in the backup? */
  userinfo(part: OutlineSection | OutlineActivity): boolean {
    return this.value(`${partName(part)}_userinfo`) === 1;
  }

  /** The root settings, in Moodle's order. */
  root(): readonly SettingRow[] {
    return this.rowsOf((node) => node.level === 'root');
  }

  /** The settings of all sections and activities, also of those left out, in the order of the plan. */
  parts(): readonly SettingRow[] {
    return this.rowsOf((node) => node.level !== 'root');
  }

  /** Is a setting on that only activities of its kind have? */
  ownIsOn(part: OutlineActivity, name: string): boolean {
    return this.value(`${partName(part)}_${name}`) === 1;
  }

  /** What `<settings>` of `moodle_backup.xml` lists: the root settings and those of each included section and activity. */
  rows(): readonly SettingRow[] {
    return this.rowsOf((node) => node.level === 'root' || this.value(`${node.part}_included`) === 1);
  }

  /** Requests that do not hold because a setting above decides. Those that are not `forced` were refused by a lock of
   *  configuration or permissions further up. */
  overruled(): readonly OverruledSetting[] {
    return [...this.requests].flatMap(([name, requested]) => {
      const { value, lock } = this.lookUp(name);
      return value !== requested && lock.state === 'LOCKED_BY_HIERARCHY' ? [{ name, requested, value, lock }] : [];
    });
  }

  /** Requests for settings that this backup does not have, though the course or Moodle has: of another mode or version,
   *  or of an activity of an unsupported kind. */
  notHere(): readonly AbsentSetting[] {
    return [...this.elsewhere.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  private lookUp(name: string): ResolvedSetting {
    this.resolved ??= resolveSettings(this.nodes, this.requests);
    const found = this.resolved.get(name);
    if (found) return found;
    throw this.unknown(name);
  }

  private rowsOf(chosen: (node: SettingNode) => boolean): readonly SettingRow[] {
    return this.nodes.filter(chosen).map(({ level, part, name }) => {
      const value = this.value(name);
      return part === undefined ? { level, name, value } : { level, part, name, value };
    });
  }

  private ignoreOrRefuse(name: string, value: unknown): void {
    const everyRoot: readonly RootSettingDefinition[] = ROOT_SETTINGS;
    const definition = everyRoot.find((setting) => setting.name === name);
    if (!definition && !this.unsupported.has(name)) throw this.unknown(name);
    const requested = settingValue(name, definition?.type ?? 'flag', value);
    this.elsewhere.set(name, {
      name,
      requested,
      matters: definition !== undefined && requested !== definition.default,
    });
  }

  private unknown(name: string): UnknownSetting {
    const nearest = nearestName(name, this.byName.keys());
    const hint = nearest ? ` The nearest is "${nearest}".` : '';
    return new UnknownSetting(name, `This backup has no setting ${quoteValue(name)}.${hint}`);
  }
}

/** The name of a section or activity in settings and folders: `section_9`, `page_44`. */
export function partName(part: OutlineSection | OutlineActivity): string {
  return 'modname' in part ? `${part.modname}_${part.moduleId}` : `section_${part.id}`;
}
