/** What a caller sent under one name: a text, or texts by key. Never a plain object, so that no key can reach a prototype. */
export type RawParameter = string | RawParameters;
export type RawParameters = ReadonlyMap<string, RawParameter>;

/** Bounds on what one request may send; more is refused with invalidparameter. */
export interface ParameterLimits {
  /** Brackets in one name; PHP's own limit is 64. */
  readonly depth: number;
  /** Fields in one request; Moodle asks PHP for 5,000. */
  readonly fields: number;
}
export const DEFAULT_LIMITS: ParameterLimits = { depth: 64, fields: 5000 };
