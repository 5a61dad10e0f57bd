import { load, textOf } from "./load_module.ts";
import { factorySource } from "./module_source.ts";

type Exports = Record<string, unknown>;
type Factory = (use: (url: string) => Exports) => Exports;

/** How to make a module's exports anew, by its address. */
const factories = new Map<string, Factory>();
/** Modules that were asked for, so that a circle of imports has an end. */
const asked = new Set<string>();
/** Gives the modules of a worker that was just started, if one is played. */
let fresh: ((url: string) => Exports) | undefined;

/**
 * Lets models use a module of the learner's so that each thread can have its
 * own instance of it, as each worker has.
 *
 * A search runs threads again and again on one instance, which is fast: what
 * they do must not depend on what is left in it. To see that it does not, the
 * search runs some of the logs it found once more, each on an instance made
 * for this one run. Where the thread then does something else, it kept state
 * outside of the buffer, in a variable of the module or of a class; a table of
 * constants, or what is computed once and is always the same, does no harm.
 *
 * The instances are made without loading anything: the module's text is
 * wrapped in a function (see {@linkcode factorySource}), whose module is made
 * when the tests are loaded. Where the module cannot be wrapped, its threads
 * share the one instance.
 *
 * ```ts
 * import { Counter as Lesson } from "../../../lessons/7.4-locks/counter.ts";
 *
 * export const { Counter } = await ownInstances(
 *   { Counter: Lesson },
 *   import.meta.resolve("../../../lessons/7.4-locks/counter.ts"),
 * );
 * ```
 *
 * @param exports The classes and functions that models use.
 * @param url The module's address.
 * @returns Stand-ins for them, which behave as those of the thread's instance.
 */
export async function ownInstances<T extends Record<string, object>>(
  exports: T,
  url: string,
): Promise<T> {
  await loadFactory(url);
  if (!factories.has(url)) return exports;
  return Object.fromEntries(
    Object.entries(exports).map(([name, real]) => [
      name,
      standIn(real, () => fresh?.(url)[name] as object | undefined),
    ]),
  ) as T;
}

/** Whether there is a module of which instances can be made. */
export function canBeFresh(): boolean {
  return factories.size > 0;
}

/**
 * Calls `body` as the code of a worker that was just started.
 *
 * @param prepare Called before, when the classes are those of the worker.
 */
export function onFreshInstances<T>(prepare: () => void, body: () => T): T {
  const outer = fresh;
  const made = new Map<string, Exports>();
  const use = fresh = (url) => {
    let exports = made.get(url);
    if (exports === undefined) {
      made.set(url, exports = {});
      Object.assign(exports, factories.get(url)?.(use));
    }
    return exports;
  };
  try {
    prepare();
    return body();
  } finally {
    fresh = outer;
  }
}

async function loadFactory(url: string): Promise<void> {
  if (asked.has(url)) return;
  asked.add(url);
  try {
    const { code, uses } = factorySource(await textOf(url), url);
    for (const used of uses) await loadFactory(used);
    if (!uses.every((used) => factories.has(used))) return;
    factories.set(url, (await load(code)).default as Factory);
  } catch {
    // What the module is made of cannot be wrapped.
  }
}

/** A class or function that behaves as the thread's own, while there is one. */
function standIn(real: object, own: () => object | undefined): object {
  const now = () => own() ?? real;
  // The class itself may not stand behind: a proxy must not deny its prototype.
  return new Proxy(function () {}, {
    construct: (_, args) => Reflect.construct(now() as typeof Object, args),
    apply: (_, self, args) => Reflect.apply(now() as () => void, self, args),
    get: (_, key) => Reflect.get(now(), key),
  });
}
