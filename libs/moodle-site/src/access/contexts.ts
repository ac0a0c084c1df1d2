/** Moodle's context levels. */
export const ContextLevel = {
  system: 10,
  user: 30,
  category: 40,
  course: 50,
  module: 70,
  block: 80,
} as const;
export type ContextLevel = (typeof ContextLevel)[keyof typeof ContextLevel];

/** A row of `context`. `path` is `/1/3/17`, the ids from the system context down to this one. */
export interface Context {
  readonly id: number;
  readonly level: number;
  readonly instanceId: number;
  readonly path: string;
}
