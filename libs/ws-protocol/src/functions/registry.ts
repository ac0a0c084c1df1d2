import { cleanParameters } from '../describe/clean-parameters';
import { cleanReturnInTurns, type WsValue } from '../describe/clean-return';
import { WsRegistrationError } from '../exceptions/ws-exception';
import { WsExceptions } from '../exceptions/ws-exceptions';
import type { RawParameter, RawParameters } from '../parameters/raw-parameters';
import { undescribedParts } from './check-description';
import type { FunctionDefinition, ParametersOf, ReturnOf } from './definition';

/** Does the work of one function. Refusals are thrown as `WsException`. */
export type FunctionHandler<F extends FunctionDefinition, Context> = (
  parameters: ParametersOf<F>,
  context: Context,
) => ReturnOf<F> | Promise<ReturnOf<F>>;

/** A handler whose function is known only at run time. */
export type AnyHandler<Context> = (parameters: Readonly<Record<string, unknown>>, context: Context) => unknown;

export interface RegistryOptions {
  /** What a function returns beyond its description is an error; meant for development. */
  readonly strictReturns?: boolean;
  /** `check` also refuses functions with a value about which nothing is said in words. */
  readonly documented?: boolean;
}

/** The functions that a server offers. Every function has exactly one definition and one handler: a second of either, or a
 *  handler for what is not defined, is refused at once; a definition without handler by `check`. All refusals are
 *  `WsRegistrationError`. */
export class FunctionRegistry<Context = undefined> {
  private readonly defined = new Map<string, FunctionDefinition>();
  private readonly handlers = new Map<string, AnyHandler<Context>>();

  constructor(private readonly options: RegistryOptions = {}) {}

  /** Adds a function without its handler. */
  define(definition: FunctionDefinition): this {
    if (this.defined.has(definition.name)) throw new WsRegistrationError(`${definition.name} is defined twice`);
    this.defined.set(definition.name, definition);
    return this;
  }

  /** Adds the handler of a function that was defined before. */
  handle<F extends FunctionDefinition>(definition: F, handler: FunctionHandler<F, Context>): this {
    const { name } = definition;
    if (this.defined.get(name) !== definition)
      throw new WsRegistrationError(
        `a handler is given for ${name}, but that definition was not registered: define it first`,
      );
    if (this.handlers.has(name)) throw new WsRegistrationError(`${name} has two handlers`);
    // The handler's parameters are what cleanParameters makes of this very definition.
    this.handlers.set(name, handler as unknown as AnyHandler<Context>);
    return this;
  }

  /** Adds a function and its handler. */
  register<F extends FunctionDefinition>(definition: F, handler: FunctionHandler<F, Context>): this {
    return this.define(definition).handle(definition, handler);
  }

  /** To be called at start-up, when all is registered. Names every function that has no handler, and, if asked for, every
   *  value that is not described in words. */
  check(): void {
    const without = [...this.defined.keys()].filter((name) => !this.handlers.has(name));
    if (without.length) throw new WsRegistrationError(`no handler is registered for ${without.join(', ')}`);
    const silent = this.options.documented ? this.definitions().flatMap(undescribedParts) : [];
    if (silent.length) throw new WsRegistrationError(`there is no description in words of ${silent.join(', ')}`);
  }

  has(name: string): boolean {
    return this.defined.has(name);
  }

  /** All definitions in the order of their names. */
  definitions(): FunctionDefinition[] {
    return [...this.defined.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** The definition of a function. Throws `WsException` invalidrecord as Moodle does for a function it does not know. */
  get(name: string): FunctionDefinition {
    const definition = this.defined.get(name);
    if (!definition) throw WsExceptions.unknownFunction();
    return definition;
  }

  /** Runs a function: parameters are cleaned, the handler called, what it returns is held against the description.
   *  Throws `WsException` (invalidrecord, invalidparameter, invalidresponse) and whatever the handler throws. */
  async call(
    name: string,
    raw: RawParameters,
    context: Context,
  ): Promise<{ readonly definition: FunctionDefinition; readonly value: WsValue }> {
    const definition = this.get(name);
    const handler = this.handlers.get(name);
    if (!handler) throw new WsRegistrationError(`no handler is registered for ${name}`);
    const parameters = cleanParameters(definition.parameters, withAliases(definition, raw));
    const returned = await handler(parameters, context);
    const value = definition.returns
      ? await cleanReturnInTurns(definition.returns, returned, { strict: this.options.strictReturns })
      : null;
    return { definition, value };
  }
}

function withAliases(definition: FunctionDefinition, raw: RawParameters): RawParameters {
  const aliases = Object.entries(definition.aliases ?? {}).filter(([alias, key]) => raw.has(alias) && !raw.has(key));
  if (!aliases.length) return raw;
  const renamed = new Map<string, RawParameter>(raw);
  for (const [alias, key] of aliases) {
    if (renamed.has(key)) continue;
    renamed.set(key, renamed.get(alias)!);
    renamed.delete(alias);
  }
  return renamed;
}
