import { exempt, freezeDeep } from "./freeze.ts";
import { hiddenRoots } from "./hidden_roots.ts";
import { loadNode } from "./node.ts";
import { makeExplorerSlots, makeSlot, makeSlots } from "./slots.ts";

/** Language and platform that are used without being named. */
const ALWAYS =
  /^(Object|Function|Array|String|Number|Boolean|Symbol|BigInt|Promise|Proxy|Reflect|Map|Set|Weak.*|RegExp|Date|Math|JSON|Iterator|.*Error|.*Array|.*ArrayBuffer|DataView|Atomics|EventTarget|Event|.*Event|Abort.*|.*Stack|Deno)$/;

/**
 * Freezes the realm of the tests, before any of a submission's code runs. What
 * the tests do not use is only kept from being replaced: loading each class
 * of the platform would take longer than most tests.
 *
 * @param options Names of globals that the test file mentions, and of properties
 * that the tests replace for a while; whether the tests need Node's modules.
 * @param modules The modules from outside that the test file imports.
 */
export async function freezeRealm(
  options: {
    names: readonly string[];
    replaced: readonly string[];
    node: boolean;
  },
  modules: readonly object[],
): Promise<void> {
  const names = new Set(options.names);
  for (const name of loadNode(options.node)) names.delete(name);
  hideInternals();
  keepHooks();
  // Deno replaces this global when it is first called.
  queueMicrotask(() => {});
  resolveLazily(Deno, (key) => key !== "exitCode" && names.has(key));
  // Its methods may be replaced: nothing depends on what is printed.
  exempt(console);
  Object.defineProperty(Error, "prepareStackTrace", { value: undefined });
  makeExplorerSlots();
  const roots = await hiddenRoots(names);
  const kept = [
    ...roots.platform.flatMap((prototype) => makeSlots(prototype)),
    ...platformSlots(names),
    ...languageSlots(options.replaced),
  ];
  for (const value of kept) {
    if (typeof value === "function") freezeDeep(value);
  }
  for (const root of [...roots.language, ...roots.platform]) freezeDeep(root);
  for (const module of modules) freezeExports(module);
  freezeGlobals((name) => names.has(name) || ALWAYS.test(name));
  Object.preventExtensions(crypto);
  Object.preventExtensions(performance);
}

/**
 * The tests may replace what they use of the platform: globals, members of
 * `Deno`, and methods of their classes.
 *
 * @returns What they hold at first.
 */
function platformSlots(names: ReadonlySet<string>): unknown[] {
  const values = makeSlots(
    Deno,
    (key) => typeof key === "string" && key !== "test" && names.has(key),
  );
  for (const name of names) {
    const property = Reflect.getOwnPropertyDescriptor(globalThis, name);
    if (ALWAYS.test(name) || !property?.configurable) continue;
    if (typeof Reflect.get(globalThis, name) !== "function") continue;
    values.push(makeSlot(globalThis, name));
  }
  return [...values, AbortSignal].flatMap((value) => {
    if (typeof value !== "function") return [];
    const { prototype } = value;
    return [
      value,
      ...makeSlots(value),
      ...prototype ? makeSlots(prototype) : [],
    ];
  });
}

/** Of the language, what the tests replace by name. */
function languageSlots(replaced: readonly string[]): unknown[] {
  const arrays = Object.getPrototypeOf(Uint8Array.prototype);
  return [Map.prototype, Set.prototype, arrays, globalThis].flatMap((object) =>
    replaced.filter((key) => Object.hasOwn(object, key))
      .map((key) => makeSlot(object, key))
  );
}

/** `Deno[Deno.internal]` can close files, end tests and hook promises. */
function hideInternals(): void {
  const key = Reflect.get(Deno, "internal");
  const internal: unknown = Reflect.get(Deno, key);
  const kept: Record<string, unknown> = {};
  for (const name of ["flushTestSnapshots", "installTestIsolateExitHandler"]) {
    kept[name] = Reflect.get(internal as object, name);
  }
  Object.defineProperty(Deno, key, { value: Object.freeze(kept) });
}

/**
 * Hooks and sanitizers belong to the course's tests: a hook of a submission's
 * own could close what its code has left open, before Deno looks. A test it may
 * register; the grader knows it for none of the course's.
 */
function keepHooks(): void {
  // Not `Deno.test`: the bundle puts `gradedTest` in its place.
  const own: typeof Deno.test = Reflect.get(Deno, "test");
  const test = (...args: unknown[]) => Reflect.apply(own, undefined, args);
  const { ignore, only } = own;
  Object.defineProperty(Deno, "test", {
    value: Object.assign(test, {
      ignore: (...args: unknown[]) => Reflect.apply(ignore, undefined, args),
      only: (...args: unknown[]) => Reflect.apply(only, undefined, args),
    }),
  });
}

/** Turns accessors that load on first use into what they give. */
function resolveLazily(object: object, wanted: (key: string) => boolean): void {
  for (const key of Reflect.ownKeys(object)) {
    const property = Reflect.getOwnPropertyDescriptor(object, key);
    if (typeof key !== "string" || !property?.get || !property.configurable) {
      continue;
    }
    if (!wanted(key)) continue;
    Object.defineProperty(object, key, {
      value: Reflect.get(object, key),
      writable: false,
      enumerable: property.enumerable ?? false,
      configurable: true,
    });
  }
}

function freezeGlobals(used: (name: string) => boolean): void {
  for (const key of Reflect.ownKeys(globalThis)) {
    const property = Reflect.getOwnPropertyDescriptor(globalThis, key);
    // Symbols hold the state of the global event target.
    if (typeof key !== "string" || property === undefined) continue;
    if (used(key)) {
      const value: unknown = Reflect.get(globalThis, key);
      if (typeof value === "function") freezeDeep(value);
      else if (isNamespace(value)) freezeNamespace(value);
    }
    if (!property.configurable) continue;
    // A setter of a class that loads on first use would replace it.
    const lock = property.get === undefined
      ? { writable: false }
      : key.startsWith("on")
      ? {}
      : { set: undefined };
    Object.defineProperty(globalThis, key, { ...lock, configurable: false });
  }
  const prototype = Reflect.getPrototypeOf(globalThis);
  if (prototype !== null) freezeDeep(prototype);
}

/** `Math`, `Intl`, `Deno`: objects that hold functions and no state. */
function isNamespace(value: unknown): value is object {
  return value === Deno || typeof value === "object" && value !== null &&
      Reflect.getPrototypeOf(value) === Object.prototype &&
      value !== globalThis &&
      value !== console;
}

function freezeNamespace(namespace: object): void {
  for (const key of Reflect.ownKeys(namespace)) {
    const property = Reflect.getOwnPropertyDescriptor(namespace, key);
    const value: unknown = property?.value;
    if (isNamespace(value) && value !== namespace) freezeNamespace(value);
    else if (typeof value === "object" && value !== null) {
      const prototype = Reflect.getPrototypeOf(value);
      if (prototype !== null) freezeDeep(prototype);
    }
  }
  freezeDeep(namespace);
}

/** Node's classes give their instances what their prototypes have. */
function freezeExports(module: object): void {
  for (const value of Object.values(module)) {
    if (typeof value === "function") freezeDeep(value, "all");
  }
}
