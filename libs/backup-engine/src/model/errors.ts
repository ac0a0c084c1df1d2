import { CoursekeepError } from '@coursekeep/errors';

/** What the model refuses: an option, a setting, a mode or a status that cannot be. */
export class BackupModelError extends CoursekeepError {}

/** A status that may not follow the present one. */
export class TransitionRefused extends BackupModelError {
  constructor(from: string, to: string, message: string) {
    super('transition-refused', message);
    this.from = from;
    this.to = to;
  }

  readonly from: string;
  readonly to: string;
}

/** A mode that does not exist, or not in the site's version of Moodle. */
export class UnknownMode extends BackupModelError {
  constructor(message: string) {
    super('unknown-mode', message);
  }
}

/** An option of the web service that does not exist, is named in a wrong form or has a value other than 0 and 1. */
export class BadOption extends BackupModelError {
  constructor(
    code: 'unknown-option' | 'bad-option-value' | 'bad-options',
    /** The option's name as it was given; empty where the whole list is malformed. */
    readonly option: string,
    message: string,
  ) {
    super(code, message);
  }
}

/** A setting that this course, mode and version do not have. */
export class UnknownSetting extends BackupModelError {
  constructor(
    readonly setting: string,
    message: string,
  ) {
    super('unknown-setting', message);
  }
}

/** A value that a setting cannot take. */
export class BadSettingValue extends BackupModelError {
  constructor(
    readonly setting: string,
    message: string,
  ) {
    super('bad-setting-value', message);
  }
}

/** A setting that the caller may not change, because of the site's configuration or missing capabilities. */
export class SettingLocked extends BackupModelError {
  constructor(
    readonly setting: string,
    message: string,
  ) {
    super('setting-locked', message);
  }
}

/** A file that should hold settings and does not. */
export class BadSettingsFile extends BackupModelError {
  constructor(message: string) {
    super('bad-settings-file', message);
  }
}
