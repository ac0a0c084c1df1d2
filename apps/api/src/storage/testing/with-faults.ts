import type { BackupStorage, ByteRange } from '../backup-storage';

/** Called before each operation; what it throws is what the operation fails with. */
export type FaultPlan = (operation: 'put' | 'stat' | 'read' | 'remove' | 'list', key: string) => void;

/** A storage that fails where the plan says, and else does what the storage inside does. */
export function withFaults(storage: BackupStorage, plan: FaultPlan): BackupStorage {
  return {
    put: async (key, source) => (plan('put', key), storage.put(key, source)),
    stat: async (key) => (plan('stat', key), storage.stat(key)),
    read: async (key: string, range?: ByteRange) => (plan('read', key), storage.read(key, range)),
    remove: async (key) => (plan('remove', key), storage.remove(key)),
    list: () => (plan('list', ''), storage.list()),
    removeAbandoned: () => storage.removeAbandoned(),
    identify: () => storage.identify(),
    mark: (id) => storage.mark(id),
  };
}
