import {
  ContextLevel,
  type CourseSummary,
  type Site,
  type SiteUser,
  type SnapshotReader,
} from '@coursekeep/moodle-site';

/** What a fake site says; the rest of a site is not there. */
export interface FakeSite {
  readonly release?: string;
  readonly courses?: readonly Partial<CourseSummary>[];
  readonly users?: readonly Partial<SiteUser>[];
  /** Capabilities by user id. */
  readonly capabilities?: Readonly<Record<number, readonly string[]>>;
  /** Rows of `config`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** What config.php sets. */
  readonly configFile?: Readonly<Record<string, string>>;
  /** Rows of `config_plugins` of `backup`. */
  readonly backupSettings?: Readonly<Record<string, string>>;
}

/** A site without a database, for tests of what decides before anything is read. `snapshots` counts those opened. */
export function fakeSite(says: FakeSite): Site & { readonly snapshots: { opened: number; open: number } } {
  const snapshots = { opened: 0, open: 0 };
  const reader = {
    all: () => Promise.resolve(Object.entries(says.backupSettings ?? {}).map(([name, value]) => ({ name, value }))),
  } as unknown as SnapshotReader;
  const find = <T extends { id: number }>(all: readonly Partial<T>[], id: number) =>
    Promise.resolve((all.find((one) => one.id === id) ?? null) as T | null);
  return {
    snapshots,
    release: says.release ?? '4.5.5+ (Build: 20250613)',
    version: '2024100705.01',
    config: { settings: says.configFile ?? {} },
    database: {
      snapshot: async <T>(work: (reader: SnapshotReader) => Promise<T>) => {
        snapshots.opened += 1;
        snapshots.open += 1;
        return await work(reader).finally(() => (snapshots.open -= 1));
      },
    },
    access: {
      course: (id: number) => find<CourseSummary>(says.courses ?? [], id),
      userById: (id: number) => find<SiteUser>(says.users ?? [], id),
      context: (level: number, instanceId: number) =>
        Promise.resolve(level === ContextLevel.course ? { id: 100 + instanceId, level, instanceId, path: '/1' } : null),
      hasCapability: (userId: number, capability: string) =>
        Promise.resolve(says.capabilities?.[userId]?.includes(capability) ?? false),
    },
    setting: (plugin: string | null, name: string) => Promise.resolve(plugin ? null : (says.settings?.[name] ?? null)),
  } as unknown as Site & { readonly snapshots: { opened: number; open: number } };
}
