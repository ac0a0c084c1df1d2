import type { ClassDeclaration } from '../php/code';
import type { Call, Native } from '../php/host';
import { PhpArray, PhpObject, Unknown, type Value } from '../php/values';

/** What a `ReflectionClass` of one of the plugin's classes is to the reader. */
class Reflection {
  constructor(readonly of: ClassDeclaration) {}
}

/** `new ReflectionClass(NAME or object)`. */
export const constructReflection: Native = ({ self, values: [of = null], interpreter }) => {
  const declared =
    of instanceof PhpObject ? of.declaration : typeof of === 'string' ? interpreter.code.class(of) : null;
  if (self && declared) self.nature = new Reflection(declared);
  return null;
};

export const reflectionMethods: Readonly<Record<string, Native>> = {
  getconstants: (call) => asked(call, ({ of }) => constantsOf(of, call)),
  getshortname: (call) => asked(call, ({ of }) => of.name),
};

function asked({ self, place }: Call, answer: (reflection: Reflection) => Value): Value {
  const nature = self?.nature;
  return nature instanceof Reflection ? answer(nature) : new Unknown(place, 'a class that is not known');
}

/** The constants of a class come before those of the classes that it extends. */
function constantsOf(of: ClassDeclaration, { interpreter }: Call): PhpArray {
  const constants = new Map<string, Value>();
  for (const one of interpreter.lineage(of)) {
    for (const [name, node] of one.constants) {
      if (!constants.has(name)) constants.set(name, interpreter.constantValue(node, one));
    }
  }
  return PhpArray.of(constants);
}
