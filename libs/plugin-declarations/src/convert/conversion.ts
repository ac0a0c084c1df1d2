import type { SiteFacts } from '../api/site';
import type { Test } from '../api/tests';
import type { Formula, Formulas } from '../php/formula';
import type { Place } from '../php/place';

/** Something of a plugin that does not go into backups, and why. */
export interface NotRead {
  /** The element, `plugin_qtype_x_question` …; null where it is no element. */
  readonly element: string | null;
  readonly place: Place;
  readonly why: string;
}

/** What turning declarations into definitions needs. */
export class Conversion {
  readonly notRead: NotRead[] = [];

  constructor(
    readonly formulas: Formulas<Test>,
    readonly site: SiteFacts,
  ) {}

  /** Notes that an element is left out. */
  leaveOut(element: string | null, place: Place, why: string): void {
    const same = (one: NotRead) => one.element === element && one.why === why && one.place.line === place.line;
    if (!this.notRead.some(same)) this.notRead.push({ element, place, why });
  }

  /** Notes, where a condition cannot be known, that an element is left out because of it. */
  isKnown(element: string, when: Formula): boolean {
    const unknown = this.formulas.unknownIn(when);
    if (unknown) this.leaveOut(element, unknown.place, `it depends on ${unknown.what}`);
    return !unknown;
  }
}
