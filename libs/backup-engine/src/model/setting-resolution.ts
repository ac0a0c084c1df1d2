import type { Lock, RootSettingDefinition } from './setting-definitions';
import { NOT_LOCKED, type OwnLock, type SettingLock } from './setting-lock';
import type { SettingValue } from './setting-value';

/** A setting of one backup before anything was requested. */
export interface SettingNode {
  readonly name: string;
  readonly level: 'root' | 'section' | 'activity';
  /** `section_9` or `page_44`; absent at root level. */
  readonly part?: string;
  readonly type: RootSettingDefinition['type'];
  /** The value that it was built with: of Moodle's code, the site's configuration, or what permissions leave. */
  readonly base: SettingValue;
  readonly locks: readonly Lock[];
  /** The lock of the site's configuration or of missing permissions. */
  readonly own?: OwnLock;
}

export interface ResolvedSetting {
  readonly value: SettingValue;
  readonly lock: SettingLock;
}

/** The values and locks of all settings under these requests. The nodes are in an order in which whatever locks a setting
 *  stands before it, so one pass settles all, and the order of the requests cannot matter. */
export function resolveSettings(
  nodes: readonly SettingNode[],
  requests: ReadonlyMap<string, SettingValue>,
): ReadonlyMap<string, ResolvedSetting> {
  const resolved = new Map<string, ResolvedSetting>();
  for (const node of nodes) resolved.set(node.name, resolve(node, requests.get(node.name), resolved));
  return resolved;
}

function resolve(
  node: SettingNode,
  requested: SettingValue | undefined,
  before: ReadonlyMap<string, ResolvedSetting>,
): ResolvedSetting {
  const forced = node.locks.find((lock) => before.get(lock.by)?.value === lock.when);
  if (forced) return forcedSetting(node, forced);
  if (node.own) return { value: node.base, lock: node.own };
  const held = node.locks.find((lock) => isLocked(before.get(lock.by)));
  if (held) return { value: node.base, lock: heldLock(held.by) };
  return { value: requested ?? node.base, lock: NOT_LOCKED };
}

/** The locking setting decides the value; a missing permission still shows as such, as in Moodle. */
function forcedSetting(node: SettingNode, { by, when }: Lock): ResolvedSetting {
  const why = `"${by}" is ${when === 0 ? 'off' : 'on'}`;
  const hierarchy: SettingLock = { state: 'LOCKED_BY_HIERARCHY', by, forced: true, why };
  return { value: when, lock: node.own?.state === 'LOCKED_BY_PERMISSION' ? node.own : hierarchy };
}

/** A lock on the locking setting holds its dependents too; they keep the value they were built with, else a site that
 *  always includes users would also anonymise them. */
function heldLock(by: string): SettingLock {
  return { state: 'LOCKED_BY_HIERARCHY', by, forced: false, why: `"${by}", which decides it, is itself locked` };
}

function isLocked(setting: ResolvedSetting | undefined): boolean {
  return setting !== undefined && setting.lock.state !== 'NOT_LOCKED';
}
