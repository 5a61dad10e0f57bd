/**
 * Properties that stay replaceable for the explorer alone, after everything
 * else is frozen: a locked accessor reads a slot that only code in the same
 * bundle can set.
 *
 * @module
 */

interface Slot {
  original: PropertyDescriptor;
  value: unknown;
}

const slots = new Map<object, Map<PropertyKey, Slot>>();

/** Makes `object[key]` a slot. It reads as before until {@linkcode setSlot}. */
export function makeSlot(object: object, key: PropertyKey): void {
  if (slots.get(object)?.has(key)) return;
  // Methods of instances often stand on the prototype; the slot is their own.
  const original: PropertyDescriptor =
    Reflect.getOwnPropertyDescriptor(object, key) ?? { enumerable: false };
  const slot: Slot = { original, value: Reflect.get(object, key) };
  Reflect.defineProperty(object, key, {
    get: () => slot.value,
    enumerable: original.enumerable ?? false,
    configurable: false,
  });
  const keys = slots.get(object) ?? new Map<PropertyKey, Slot>();
  keys.set(key, slot);
  slots.set(object, keys);
}

/** Puts a value into a slot; tells its old value, or nothing if it is no slot. */
export function setSlot(
  object: object,
  key: PropertyKey,
  value: unknown,
): { old: unknown } | undefined {
  const slot = slots.get(object)?.get(key);
  if (slot === undefined) return undefined;
  const { value: old } = slot;
  slot.value = value;
  return { old };
}

/** What the explorer replaces while it runs a model. */
export function makeExplorerSlots(): void {
  for (const key of Reflect.ownKeys(Atomics)) {
    if (typeof key === "string") makeSlot(Atomics, key);
  }
  for (const key of Reflect.ownKeys(globalThis)) {
    if (typeof key !== "string" || !/^(.+\dC?.*Array|DataView)$/.test(key)) {
      continue;
    }
    makeSlot(globalThis, key);
  }
  makeSlot(Date, "now");
  makeSlot(performance, "now");
  makeSlot(Math, "random");
}
