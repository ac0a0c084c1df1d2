import type { Cleaned, Description, Returned, SingleDescription } from '../describe/description';
import { WsRegistrationError } from '../exceptions/ws-exception';
import { PROTOCOL_PARAMETERS } from '../parameters/call';
import { checkDescription } from './check-description';

/** One function of the web services, as data: what it is called, takes and gives. */
export interface FunctionDefinition<
  P extends SingleDescription = SingleDescription,
  R extends Description | null = Description | null,
> {
  /** Moodle's form: `component_action`, lower case. */
  readonly name: string;
  readonly description: string;
  readonly kind: 'read' | 'write';
  readonly parameters: P;
  /** null: the function returns nothing. */
  readonly returns: R;
  /** Capabilities that callers need, for the documentation. */
  readonly capabilities?: readonly string[];
  /** Further names under which a parameter is taken when its own is absent: `{ id: 'courseid' }`. */
  readonly aliases?: Readonly<Record<string, string>>;
  /** Error codes beside the general ones, with the case in which they arise, for the documentation. */
  readonly errors?: Readonly<Record<string, string>>;
}

/** The cleaned parameters that a function's handler receives. */
export type ParametersOf<F extends FunctionDefinition> = Cleaned<F['parameters']>;
/** What a function's handler gives back. */
export type ReturnOf<F extends FunctionDefinition> = F['returns'] extends Description ? Returned<F['returns']> : void;

/** Checks and freezes a definition. Throws `WsRegistrationError` where name, aliases, keys or defaults are not what callers could use. */
export function defineFunction<const P extends SingleDescription, const R extends Description | null>(
  definition: FunctionDefinition<P, R>,
): FunctionDefinition<P, R> {
  const { name, parameters, aliases = {} } = definition;
  if (!/^[a-z][a-z0-9]*(_[a-z0-9]+)+$/.test(name))
    throw new WsRegistrationError(
      `"${name}" is no name of a web-service function: write component_action in lower case`,
    );
  for (const [alias, key] of Object.entries(aliases)) {
    if (!Object.hasOwn(parameters.keys, key))
      throw new WsRegistrationError(`${name}: alias "${alias}" stands for "${key}", which is no parameter`);
    if (Object.hasOwn(parameters.keys, alias))
      throw new WsRegistrationError(`${name}: alias "${alias}" is a parameter itself`);
  }
  for (const reserved of PROTOCOL_PARAMETERS)
    if (Object.hasOwn(parameters.keys, reserved))
      throw new WsRegistrationError(`${name}: "${reserved}" belongs to the protocol and never reaches a function`);
  checkDescription(name, parameters, 'parameter');
  if (definition.returns) checkDescription(`${name}'s answer`, definition.returns, 'return');
  return Object.freeze(definition);
}
