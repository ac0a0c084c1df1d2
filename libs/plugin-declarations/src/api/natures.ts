import type { Value } from '../php/values';
import type { NestedElement } from './nested-element';
import type { Formula } from '../php/formula';
import type { Place } from '../php/place';

/** A value inside an element, with attributes of its own. */
export class FinalElement {
  constructor(
    readonly name: string,
    readonly attributes: readonly string[],
  ) {}
}

/** A step of a task that makes a document (or none, where `file` is null). */
export class Step {
  constructor(
    readonly name: Value,
    readonly file: Value,
  ) {}
}

/** The task of an activity or block: what it has been given. */
export class Task {
  readonly steps: { readonly step: Value; readonly when: Formula; readonly place: Place }[] = [];
  readonly settings: { readonly setting: Value; readonly when: Formula; readonly place: Place }[] = [];
  /** Those that are off while the activity's user data are. */
  readonly lockedByUserinfo = new Set<OwnSetting>();
}

/** A plugin's part at a plugin point. */
export class PluginPart {
  readonly elements: NestedElement[] = [];

  constructor(
    readonly type: string,
    readonly name: string,
    /** The element of the core, or of the activity, that is the point. */
    readonly point: string,
  ) {}
}

/** A setting that an activity adds. */
export class OwnSetting {
  constructor(
    readonly name: Value,
    readonly value: Value,
  ) {}
}
