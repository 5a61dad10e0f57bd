/**
 * Freezes what a realm starts with, as Secure ECMAScript (SES) does: nothing
 * that a submission assigns can change what the tests call.
 *
 * @module
 */

/** Keys that code often assigns on an object although a prototype has them. */
const OVERRIDDEN: readonly PropertyKey[] = [
  "constructor",
  "message",
  "name",
  "toString",
  "valueOf",
  "toLocaleString",
  "hasOwnProperty",
];

const seen = new Set<object>();

/** Which of a prototype's properties its instances may still be given. */
export type Overridable = readonly PropertyKey[] | "all";

/**
 * Freezes an object, its prototypes, and what its properties lead to by way of
 * functions and prototypes. State that an instance keeps is left alone.
 */
export function freezeDeep(
  root: object,
  overridable: Overridable = OVERRIDDEN,
): void {
  const queue: object[] = [root];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    queue.push(...neighbours(next));
    allowOverride(next, overridable);
    if (overridable === "all" || next === Error) lock(next);
    else Object.freeze(next);
  }
}

/** Leaves an object as it is when freezing comes by. */
export function exempt(object: object): void {
  seen.add(object);
}

/**
 * Freezes an object but for the state that its maker gave it for good, and for
 * how long V8's stacks are: that must stay a writable property.
 */
function lock(object: object): void {
  for (const key of Reflect.ownKeys(object)) {
    const property = Reflect.getOwnPropertyDescriptor(object, key);
    if (property?.configurable !== true) continue;
    const writable = property.get || property.set || key === "stackTraceLimit"
      ? {}
      : { writable: false };
    Object.defineProperty(object, key, { ...writable, configurable: false });
  }
  Object.preventExtensions(object);
}

function neighbours(object: object): object[] {
  const found: object[] = [];
  const take = (value: unknown) => {
    if (typeof value === "function") found.push(value);
  };
  for (const key of Reflect.ownKeys(object)) {
    const property = Reflect.getOwnPropertyDescriptor(object, key);
    if (property === undefined) continue;
    take(property.get);
    take(property.set);
    take(property.value);
    const { value } = property;
    if (key === "prototype" && typeof value === "object" && value !== null) {
      found.push(value);
    }
  }
  const prototype = Reflect.getPrototypeOf(object);
  if (prototype !== null) found.push(prototype);
  return found;
}

/**
 * An object cannot be given a property that its prototype has read-only. Where
 * code does so often (`error.name = …`), an accessor that makes the property
 * the object's own stands in.
 */
function allowOverride(object: object, overridable: Overridable): void {
  const keys = overridable === "all" ? Reflect.ownKeys(object) : overridable;
  for (const key of keys) {
    const property = Reflect.getOwnPropertyDescriptor(object, key);
    if (property?.configurable !== true || !property.writable) continue;
    if (typeof object === "function" && object !== Function.prototype) continue;
    if (overridable !== "all" && key === "constructor" && !isFast(object)) {
      continue;
    }
    const { value, enumerable } = property;
    Reflect.defineProperty(object, key, {
      get: () => value,
      set(this: object, own: unknown) {
        if (this === object) {
          throw new TypeError(
            `Cannot assign to ${
              String(key)
            } of a built-in prototype as it is frozen while a submission is graded`,
          );
        }
        Reflect.defineProperty(this, key, {
          value: own,
          writable: true,
          enumerable: true,
          configurable: true,
        });
      },
      enumerable: enumerable ?? false,
      configurable: false,
    });
  }
}

/** The others' `constructor` is what V8 looks at to keep arrays fast. */
function isFast(object: object): boolean {
  return object === Object.prototype || object === Error.prototype ||
    Object.prototype.isPrototypeOf.call(Error.prototype, object);
}
