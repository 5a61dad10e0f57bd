import type { Model } from "../../tests/harness/explorer/mod.ts";
import {
  messageOf,
  unwrittenIn,
} from "../../tests/harness/explorer/finding.ts";

/** What each option must be, and a test of it; `explore()` checks the rest. */
const OPTIONS: Readonly<
  Record<keyof Model, [is: string, isIt: (value: unknown) => boolean]>
> = {
  name: ["a text", () => true],
  // As much as a model of four threads can look at, and far more.
  bytes: ["at most 1,048,576", (value) => !(Number(value) > 1_048_576)],
  threads: ["a list of functions", () => true],
  setup: ["a function", isFunction],
  invariant: ["a function", isFunction],
  final: ["a function", isFunction],
  plain: ['"check" or "interleave"', isOneOf("check", "interleave")],
  spinning: ['"fail" or "allow"', isOneOf("fail", "allow")],
  preemptions: ["a whole number, or Infinity", isCount(0)],
  spuriousWakeups: ["a whole number", isCount(0)],
  words: ["an object with names by words' numbers", isObject],
  oneStep: [
    "a list of { of, methods }",
    (value) => Array.isArray(value) && value.every(isOneStep),
  ],
  maxStates: ["a whole number from 1 on", isCount(1)],
  maxOperations: ["a whole number from 1 on", isCount(1)],
};

/**
 * A learner's own model, which no type checker may have seen. What would be left
 * out in silence is an error: a model that asks nothing holds.
 *
 * @throws {TypeError} If an option makes no sense, in a message that begins with
 * `Cannot use model`.
 */
export function ownModel(model: Model): Model {
  for (const [key, value] of Object.entries(model)) {
    const option = Object.hasOwn(OPTIONS, key)
      ? OPTIONS[key as keyof Model]
      : undefined;
    if (option === undefined) {
      throw refused(
        model,
        `there is no option '${key}', but ${Object.keys(OPTIONS).join(", ")}`,
      );
    }
    const [is, isIt] = option;
    if (value !== undefined && !isIt(value)) {
      throw refused(model, `'${key}' must be ${is}: received ${shown(value)}`);
    }
  }
  const { setup, invariant, final } = model;
  return {
    ...model,
    ...setup && {
      setup(shared) {
        try {
          setup(shared);
        } catch (error) {
          if (unwrittenIn(error) !== undefined) throw error;
          throw refused(model, `its setup() threw: ${messageOf(error)}`);
        }
      },
    },
    ...invariant &&
      { invariant: (words) => mustThrow("invariant", invariant(words)) },
    ...final && {
      final: (words, logs) => mustThrow("final", final(words, logs)),
    },
  };
}

/** Who says `false` means that something is wrong, and nobody would hear it. */
function mustThrow(name: string, result: unknown): void {
  if (result !== false) return;
  throw new TypeError(
    `${name}() returned false, which says nothing: throw an Error when what must hold does not`,
  );
}

function refused({ name }: Model, why: string): TypeError {
  return new TypeError(`Cannot use model ${name} as ${why}`);
}

function shown(value: unknown): string {
  return typeof value === "number" ? `${value}` : JSON.stringify(value) ??
    typeof value;
}

function isFunction(value: unknown): boolean {
  return typeof value === "function";
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function isOneStep(value: unknown): boolean {
  return isObject(value) && "of" in value && isFunction(value.of) &&
    "methods" in value && Array.isArray(value.methods);
}

function isOneOf(...words: readonly unknown[]): (value: unknown) => boolean {
  return (value) => words.includes(value);
}

function isCount(least: number): (value: unknown) => boolean {
  return (value) =>
    typeof value === "number" && value >= least &&
    (Number.isInteger(value) || value === Infinity);
}
