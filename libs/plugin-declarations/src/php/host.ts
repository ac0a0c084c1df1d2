import type { Formula } from './formula';
import type { Interpreter } from './interpreter';
import type { Place } from './place';
import type { Known, PhpObject, Unknown, Value } from './values';

/** A call of something that is not the plugin's own code. */
export interface Call {
  readonly interpreter: Interpreter;
  readonly self: PhpObject | null;
  readonly values: readonly Value[];
  readonly place: Place;
}
export type Native = (call: Call) => Value;

/** What surrounds the plugin's code: the classes, functions and objects that it finds when it runs. */
export interface Host {
  /** Is this a class that plugins extend or make objects of? */
  hasClass(name: string): boolean;
  /** Makes the nature of a new object of such a class. */
  construct(className: string, call: Call): void;
  /** A method of such a class, or of one that it extends. */
  method(className: string, name: string): Native | null;
  function(name: string): Native | null;
  constant(name: string): Value | undefined;
  classConstant(className: string, name: string): Value | undefined;
  global(name: string): Value | undefined;
  /** A property that nobody of the plugin set. */
  property(of: PhpObject | Known, name: string, call: Call): Value | undefined;
  methodOfKnown(of: Known, name: string, call: Call): Value | undefined;
  /** A method was to be called of what is not known: what it would have done is lost. */
  lost(object: Unknown, name: string, values: readonly Value[]): void;
  /** When does it count as true? Undefined where that cannot be said. */
  truth(of: Known, interpreter: Interpreter): Formula | undefined;
  equals(of: Known, value: Value, interpreter: Interpreter): Formula | undefined;
  text(of: Known, before: Value, after: Value): Value | undefined;
}
