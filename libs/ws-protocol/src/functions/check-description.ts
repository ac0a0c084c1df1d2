import { cleanValue } from '../describe/clean-parameters';
import { cleanReturn } from '../describe/clean-return';
import type { Description } from '../describe/description';
import type { FunctionDefinition } from './definition';
import { WsException, WsRegistrationError } from '../exceptions/ws-exception';

/** Refuses, with `WsRegistrationError`, what no request could meet or no answer could carry: keys that PHP's parameter names cannot
 *  spell, defaults that their own type refuses, a key that is optional and has a default. `place` leads the message. */
export function checkDescription(place: string, description: Description, use: 'parameter' | 'return'): void {
  const { default: preset, optional } = description.options;
  if (preset !== undefined && optional)
    throw new WsRegistrationError(`${place} is optional and has a default: choose one`);
  if (preset !== undefined) checkDefault(place, description, use);
  if (description.kind === 'list') checkDescription(`${place}[]`, description.of, use);
  if (description.kind !== 'single') return;
  for (const [key, inner] of Object.entries(description.keys)) {
    if (!/^[A-Za-z][A-Za-z0-9_-]*$/.test(key))
      throw new WsRegistrationError(`${place} has the key "${key}": use letters, digits, _ and -`);
    checkDescription(`${place}.${key}`, inner, use);
  }
}

/** The parts of a function about which its definition says nothing in words: itself, and every single value. */
export function undescribedParts({ name, description, parameters, returns }: FunctionDefinition): string[] {
  const silent = (place: string, part: Description): string[] => {
    if (part.kind === 'value') return part.options.description ? [] : [place];
    if (part.kind === 'list')
      return part.of.kind === 'value' && part.options.description ? [] : silent(`${place}[]`, part.of);
    return Object.entries(part.keys).flatMap(([key, inner]) => silent(`${place}.${key}`, inner));
  };
  const answer = returns ? silent(`${name}'s answer`, returns) : [];
  return [...(description ? [] : [name]), ...silent(name, parameters), ...answer];
}

function checkDefault(place: string, description: Description, use: 'parameter' | 'return'): void {
  const preset = description.options.default;
  try {
    if (use === 'parameter') cleanValue(description, preset);
    else cleanReturn(description, preset);
  } catch (error) {
    if (!(error instanceof WsException)) throw error;
    throw new WsRegistrationError(`${place} has a default that it would refuse itself: ${error.debuginfo}`);
  }
}
