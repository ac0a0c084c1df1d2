import { assign } from './assignments';
import { evaluate } from './expressions';
import type { Frame, Interpreter } from './interpreter';
import { LimitReached, LIMITS } from './limits';
import { child, children, nameOf, type PhpNode } from './parse';
import { looselyEqual } from './operators';
import { choice, PhpArray, PhpObject, Unknown, type Key, type Value } from './values';
import type { Formula } from './formula';

/** Follows the statements of a body. */
export function runBody(it: Interpreter, body: PhpNode, frame: Frame): void {
  for (const statement of body.kind === 'block' ? children(body, 'children') : [body]) {
    if (it.live === false) return;
    it.budget.step();
    it.budget.nested(() => run(it, statement, frame));
  }
}

function run(it: Interpreter, node: PhpNode, frame: Frame): void {
  const known = statements[node.kind];
  if (known) known(it, node, frame);
  // A statement of a kind nobody writes in a declaration: what it sets is not known.
  else forget(it, node, frame);
}

type Statement = (it: Interpreter, node: PhpNode, frame: Frame) => void;

const nothing: Statement = () => undefined;

const statements: Readonly<Record<string, Statement>> = {
  expressionstatement: (it, node, frame) => void evaluateChild(it, node, 'expression', frame),
  block: runBody,
  if: (it, node, frame) => {
    const test = it.truth(evaluateChild(it, node, 'test', frame));
    const [body, alternate] = [child(node, 'body'), child(node, 'alternate')];
    branch(
      it,
      frame,
      test,
      () => body && runBody(it, body, frame),
      () => alternate && runBody(it, alternate, frame),
    );
  },
  return: (it, node, frame) => {
    const value = evaluateChild(it, node, 'expr', frame);
    frame.returns.push({ when: it.live, value });
    it.live = false;
  },
  foreach,
  for: (it, node, frame) => {
    for (const one of children(node, 'init')) evaluate(it, one, frame);
    loop(
      it,
      node,
      frame,
      () =>
        children(node, 'test')
          .map((test) => evaluate(it, test, frame))
          .at(-1) ?? true,
      () => {
        for (const one of children(node, 'increment')) evaluate(it, one, frame);
      },
    );
  },
  while: (it, node, frame) => loop(it, node, frame, () => evaluateChild(it, node, 'test', frame)),
  do: (it, node, frame) => {
    round(it, node, frame);
    loop(it, node, frame, () => evaluateChild(it, node, 'test', frame));
  },
  break: (it, _, frame) => {
    const around = frame.loops.at(-1);
    if (around) around.broken = it.formulas.or(around.broken, it.live);
    it.live = false;
  },
  continue: (it, _, frame) => {
    const around = frame.loops.at(-1);
    if (around) around.skipped = it.formulas.or(around.skipped, it.live);
    it.live = false;
  },
  switch: (it, node, frame) => choose(it, node, frame),
  try: (it, node, frame) => {
    for (const part of [child(node, 'body'), child(node, 'always')]) if (part) runBody(it, part, frame);
  },
  throw: (it) => void (it.live = false),
  global: (it, node, frame) => {
    for (const one of children(node, 'items')) {
      const name = nameOf(one);
      frame.variables.set(name, it.host.global(name) ?? new Unknown(it.place(node, frame), `the global $${name}`));
    }
  },
  static: (it, node, frame) => {
    for (const one of children(node, 'variables')) {
      const variable = child(one, 'variable');
      const value = child(one, 'defaultValue');
      if (variable) assign(it, variable, value ? evaluate(it, value, frame) : null, frame);
    }
  },
  unset: (it, node, frame) => {
    for (const one of children(node, 'variables')) assign(it, one, undefined, frame);
  },
  echo: nothing,
  inline: nothing,
  noop: nothing,
  function: nothing,
  class: nothing,
  usegroup: nothing,
};

function evaluateChild(it: Interpreter, node: PhpNode, name: string, frame: Frame): Value {
  const part = child(node, name);
  return part ? evaluate(it, part, frame) : null;
}

/** Follows both branches as far as both may be taken; afterwards what they set is one or the other. */
export function branch(it: Interpreter, frame: Frame, test: Formula, yes: () => unknown, no: () => unknown): void {
  const { formulas } = it;
  const entered = it.live;
  const then = formulas.and(entered, test);
  const otherwise = formulas.and(entered, formulas.not(test));
  if (otherwise === false) return void yes();
  if (then === false) return void no();
  const before = new Map(frame.variables);
  it.live = then;
  yes();
  const afterThen = it.live;
  const inThen = new Map(frame.variables);
  restore(frame.variables, before);
  it.live = otherwise;
  no();
  const afterElse = it.live;
  merge(frame.variables, inThen, test);
  it.live = formulas.or(afterThen, afterElse);
}

function restore(variables: Map<string, Value>, to: ReadonlyMap<string, Value>): void {
  variables.clear();
  for (const [name, value] of to) variables.set(name, value);
}

function merge(variables: Map<string, Value>, then: ReadonlyMap<string, Value>, when: Formula): void {
  for (const name of new Set([...variables.keys(), ...then.keys()])) {
    const [a, b] = [then.get(name) ?? null, variables.get(name) ?? null];
    if (a !== b) variables.set(name, choice(when, a, b));
  }
}

function foreach(it: Interpreter, node: PhpNode, frame: Frame): void {
  it.each(evaluateChild(it, node, 'source', frame), (source) => {
    const items = itemsOf(source);
    if (!items) {
      const what =
        source instanceof Unknown ? source : new Unknown(it.place(node, frame), 'a loop over what is no list here');
      unknownLoop(it, node, frame, what);
      return null;
    }
    const left = { broken: false as Formula, skipped: false as Formula };
    frame.loops.push(left);
    for (const [key, value] of items) {
      if (it.live === false) break;
      it.budget.step();
      assignItem(it, node, frame, key, value);
      left.skipped = false;
      round(it, node, frame);
      it.live = it.formulas.or(it.live, left.skipped);
    }
    frame.loops.pop();
    it.live = it.formulas.or(it.live, left.broken);
    return null;
  });
}

function itemsOf(source: Value): Iterable<readonly [Key, Value]> | null {
  if (source instanceof PhpArray) return source.entries;
  if (source instanceof PhpObject && source.nature === null) return source.properties;
  return source === null || source === false ? [] : null;
}

function assignItem(it: Interpreter, node: PhpNode, frame: Frame, key: Value, value: Value): void {
  const [forKey, forValue] = [child(node, 'key'), child(node, 'value')];
  if (forKey) assign(it, forKey, key, frame);
  if (forValue) assign(it, forValue, value, frame);
}

function round(it: Interpreter, node: PhpNode, frame: Frame): void {
  const body = child(node, 'body');
  if (body) runBody(it, body, frame);
}

/** A loop of which nobody can tell how often it runs: its body is followed once, as what may or may not be. */
function unknownLoop(it: Interpreter, node: PhpNode, frame: Frame, what: Unknown): void {
  const left = { broken: false as Formula, skipped: false as Formula };
  frame.loops.push(left);
  branch(
    it,
    frame,
    it.unknown(what),
    () => {
      assignItem(it, node, frame, what, what);
      round(it, node, frame);
      it.live = it.formulas.or(it.live, it.formulas.or(left.skipped, left.broken));
    },
    () => undefined,
  );
  frame.loops.pop();
}

function loop(
  it: Interpreter,
  node: PhpNode,
  frame: Frame,
  test: () => Value,
  after: () => void = () => undefined,
): void {
  const left = { broken: false as Formula, skipped: false as Formula };
  frame.loops.push(left);
  for (let rounds = 0; it.live !== false; rounds++) {
    it.budget.step();
    if (rounds > LIMITS.rounds) throw new LimitReached(`A loop runs more than ${LIMITS.rounds} times.`);
    const holds = it.truth(test());
    if (holds === false) break;
    if (holds !== true) {
      unknownLoop(it, node, frame, new Unknown(it.place(node, frame), 'a loop whose end is not known'));
      break;
    }
    left.skipped = false;
    round(it, node, frame);
    it.live = it.formulas.or(it.live, left.skipped);
    after();
  }
  frame.loops.pop();
  it.live = it.formulas.or(it.live, left.broken);
}

/** A switch: each case falls through to the next until a break. */
function choose(it: Interpreter, node: PhpNode, frame: Frame): void {
  const { formulas } = it;
  const subject = evaluateChild(it, node, 'test', frame);
  const body = child(node, 'body');
  const cases = body ? children(body, 'children') : [];
  const entered = it.live;
  let unmatched: Formula = true;
  const starts = cases.map((one) => {
    const test = child(one, 'test');
    if (!test) return null;
    const match = it.truth(looselyEqual(it, subject, evaluate(it, test, frame), it.place(one, frame)));
    const starts = formulas.and(unmatched, match);
    unmatched = formulas.and(unmatched, formulas.not(match));
    return starts;
  });
  const left = { broken: false as Formula, skipped: false as Formula };
  frame.loops.push(left);
  let falling: Formula = false;
  cases.forEach((one, at) => {
    const reached = formulas.or(falling, formulas.and(entered, starts[at] ?? unmatched));
    const inner = child(one, 'body');
    falling = reached;
    if (reached === false || !inner) return;
    it.live = entered;
    const follow = () => {
      runBody(it, inner, frame);
      falling = it.live;
    };
    branch(it, frame, reached, follow, () => undefined);
  });
  frame.loops.pop();
  const unreached = starts.includes(null) ? false : formulas.and(entered, unmatched);
  it.live = formulas.or(formulas.or(falling, unreached), formulas.or(left.broken, left.skipped));
}

/** Takes all that a statement may set as not known. */
function forget(it: Interpreter, node: PhpNode, frame: Frame): void {
  const what = new Unknown(it.place(node, frame), `a "${node.kind}" statement`);
  const targets = (one: PhpNode): PhpNode[] => [
    ...(one.kind === 'assign' ? [child(one, 'left')] : []).flatMap((target) => target ?? []),
    ...Object.keys(one)
      .filter((name) => name !== 'loc')
      .flatMap((name) => [...children(one, name), ...[child(one, name)].flatMap((part) => part ?? [])])
      .flatMap(targets),
  ];
  for (const target of targets(node)) assign(it, target, what, frame);
}
