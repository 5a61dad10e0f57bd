/**
 * What a browser has not and the tests, or a learner's code, ask for: as much of
 * `Deno` as they need, and `SharedArrayBuffer` where a page is not isolated.
 *
 * @module
 */

import { inspect, type InspectOptions } from "./inspect.ts";
import { toldPlaces } from "./space.ts";

/** A test that was registered with `Deno.test()`. */
export interface RegisteredTest {
  name: string;
  /** Milliseconds that it may take. */
  timeout: number;
  ignore: boolean;
  fn: () => Promise<void>;
}

/** The tests that were registered, in order. */
const registered: RegisteredTest[] = [];

/** Classes of errors that code of the lessons throws. */
const ERRORS = [
  "AlreadyExists",
  "BadResource",
  "BrokenPipe",
  "ConnectionReset",
  "Interrupted",
  "InvalidData",
  "NotFound",
  "TimedOut",
];

const env = new Map<string, string>();

const parts = {
  build: { os: "browser" },
  env,
  errors: Object.fromEntries(ERRORS.map((name) => [
    name,
    class extends Error {
      override readonly name = name;
    },
  ])),
  inspect: (value: unknown, options?: InspectOptions) =>
    toldPlaces(inspect(value, options)),
  noColor: true,
  test(test: RegisteredTest) {
    if (areRunning) {
      throw new TypeError(
        "Nested Deno.test() calls are not supported. Use t.step() for nested tests.",
      );
    }
    registered.push(test);
  },
};

let areRunning = false;

/** The tests of steps; no others are registered from now on. */
export function takeTests(): RegisteredTest[] {
  areRunning = true;
  // A module of the learner's may have some of its own.
  return registered.filter(({ name }) => /^(\d+\.){2}\d+ /.test(name));
}

const standIn = new Proxy(parts, {
  get(target, key) {
    if (key in target || typeof key === "symbol") {
      return Reflect.get(target, key);
    }
    throw new TypeError(
      `Cannot use Deno.${key} as this runs in a page: the terminal has it.`,
    );
  },
});

Object.defineProperty(globalThis, "Deno", {
  configurable: true,
  value: standIn,
});

// Deno's own workers have Node's globals, which ask the real `Deno` for more.
for (const name of ["process", "Buffer", "global"]) {
  Reflect.deleteProperty(globalThis, name);
}

if (typeof SharedArrayBuffer === "undefined") {
  Object.defineProperty(globalThis, "SharedArrayBuffer", {
    configurable: true,
    writable: true,
    value: sharedBuffer(),
  });
}

function sharedBuffer(): unknown {
  try {
    const memory = { initial: 1, maximum: 1, shared: true };
    return new WebAssembly.Memory(memory).buffer.constructor;
  } catch {
    // The explorer's threads are all in one worker: they need nothing shared.
    return class SharedArrayBuffer extends ArrayBuffer {};
  }
}
