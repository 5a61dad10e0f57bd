import { defineSlot, propertyOf, setSlot } from "./slots.ts";

/** Stands in for an object where the tests assign to one of its properties. */
export function trusted(object: object): object {
  return new Proxy(object, {
    set: (_, key, value) =>
      setSlot(object, key, value) !== undefined ||
      Reflect.set(object, key, value),
  });
}

/** Stands in for `Object.assign()` in the tests. */
export function trustedAssign<T extends object>(
  target: T,
  ...sources: (object | null | undefined)[]
): T {
  for (const source of sources) {
    for (const [key, value] of Object.entries(source ?? {})) {
      Reflect.set(trusted(target), key, value);
    }
  }
  return target;
}

/** Stands in for `Object.defineProperty()` in the tests. */
export function trustedDefine<T extends object>(
  object: T,
  key: PropertyKey,
  property: PropertyDescriptor & ThisType<unknown>,
): T {
  return defineSlot(object, key, property)
    ? object
    : Object.defineProperty(object, key, property);
}

/** Stands in for `Object.getOwnPropertyDescriptor()` in the tests. */
export function trustedProperty(
  object: object,
  key: PropertyKey,
): PropertyDescriptor | undefined {
  return propertyOf(object, key) ??
    Object.getOwnPropertyDescriptor(object, key);
}
