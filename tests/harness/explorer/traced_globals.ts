import { activeRun } from "./active_run.ts";
import type { OneStep } from "./model.ts";
import { Patches } from "./patches.ts";
import { TRACED_ATOMICS } from "./traced_atomics.ts";
import { traceDataView } from "./traced_data_view.ts";
import { isAsNew, traceArray } from "./traced_view.ts";
import { type Cells, WORD_TYPES } from "./word_type.ts";

const realDateNow = Date.now;
const realPerformanceNow = performance.now;
const realRandom = Math.random;

/** What Date.now() says where performance.now() says 0: it is another clock. */
const START = Date.UTC(2000, 0);

/**
 * Replaces what a thread can share or find out: Atomics, the constructors of
 * views, the clock and chance. Outside of a thread's run they all work as
 * before. Disposing puts everything back.
 */
export function traceGlobals(oneStep: readonly OneStep[]): Patches {
  const patches = new Patches();
  try {
    for (const [name, traced] of TRACED_ATOMICS) {
      patches.replace(Atomics, name, traced);
    }
    for (const { name, array } of WORD_TYPES.values()) {
      patches.replace(
        globalThis,
        `${name}Array`,
        tracing(array, traceArray, true),
      );
    }
    patches.replace(globalThis, "DataView", tracing(DataView, traceDataView));
    patches.replace(
      Date,
      "now",
      () =>
        activeRun === undefined
          ? realDateNow.call(Date)
          : START + activeRun.now(),
    );
    patches.replace(
      performance,
      "now",
      () =>
        activeRun === undefined
          ? realPerformanceNow.call(performance)
          : activeRun.now(),
    );
    patches.replace(
      Math,
      "random",
      () => activeRun === undefined ? realRandom() : activeRun.random(),
    );
    makeOneStep(patches, oneStep);
    return patches;
  } catch (error) {
    patches[Symbol.dispose]();
    throw error;
  }
}

/**
 * The constructor, whose views on the model's buffer are traced.
 *
 * @param again Whether equal views may be one object: threads are run from the
 * start again and again, and make the same ones each time.
 */
function tracing<View extends Cells | DataView>(
  constructor: abstract new (...args: never[]) => View,
  trace: (view: View) => View,
  again = false,
): object {
  let shared: SharedArrayBuffer | undefined;
  const made = new Map<number, View>();
  const traced: object = new Proxy(constructor, {
    construct(target, args, newTarget) {
      if (activeRun === undefined) {
        return Reflect.construct(target, args, newTarget);
      }
      const isOurs = args[0] === activeRun.shared;
      const key = again && isOurs && newTarget === traced
        ? keyOf(args[1], args[2])
        : undefined;
      if (key !== undefined && shared !== activeRun.shared) {
        shared = activeRun.shared;
        made.clear();
      }
      const known = key === undefined ? undefined : made.get(key);
      if (known !== undefined && isAsNew(known)) return known;
      const view: View = Reflect.construct(target, args, newTarget);
      if (view.buffer !== activeRun.shared) return view;
      const result = trace(view);
      if (key !== undefined) made.set(key, result);
      return result;
    },
  });
  return traced;
}

/** More bytes than any model has. */
const MANY = 2 ** 24;

/** A number for what a view's constructor is given, if that is plain. */
function keyOf(offset: unknown = 0, length: unknown = -1): number | undefined {
  return isSmall(offset) && (length === -1 || isSmall(length))
    ? offset * MANY + length + 1
    : undefined;
}

function isSmall(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 &&
    value < MANY;
}

/** Makes methods run as one step each. */
export function makeOneStep(
  patches: Patches,
  oneStep: readonly OneStep[],
): void {
  for (const { of, methods } of oneStep) {
    for (const method of methods) makeStep(patches, of.prototype, method);
  }
}

function makeStep(
  patches: Patches,
  prototype: object,
  method: string | symbol,
): void {
  const real: unknown = Reflect.get(prototype, method);
  if (typeof real !== "function") {
    throw new TypeError(
      `Cannot run ${
        String(method)
      } as one step as the class has no such method`,
    );
  }
  patches.replace(
    prototype,
    method,
    function (this: unknown, ...args: unknown[]) {
      const run = activeRun;
      run?.beginStep();
      try {
        return Reflect.apply(real, this, args);
      } finally {
        run?.endStep();
      }
    },
  );
}
