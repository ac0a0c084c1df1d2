/** Why a setting cannot be changed. The states are Moodle's. */
export type SettingLock =
  | { readonly state: 'NOT_LOCKED' }
  | {
      readonly state: 'LOCKED_BY_HIERARCHY';
      /** The setting that locks this one. */
      readonly by: string;
      /** The locking setting decides the value too (`users` is off, so `logs` is off). Else the locking setting is itself
       *  locked, and this one keeps the value it was built with. */
      readonly forced: boolean;
      readonly why: string;
    }
  | { readonly state: 'LOCKED_BY_PERMISSION' | 'LOCKED_BY_CONFIG'; readonly why: string };

export type OwnLock = Extract<SettingLock, { state: 'LOCKED_BY_PERMISSION' | 'LOCKED_BY_CONFIG' }>;

export const NOT_LOCKED: SettingLock = { state: 'NOT_LOCKED' };
