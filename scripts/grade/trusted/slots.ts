/**
 * Properties that stay replaceable for the tests alone, after everything else
 * is frozen: a locked accessor reads a slot that only code in the same bundle
 * can set.
 *
 * @module
 */

interface Slot {
  value?: unknown;
  /** In place of a value. */
  get?(): unknown;
}

const slots = new Map<object, Map<PropertyKey, Slot>>();

/**
 * Makes `object[key]` a slot. It reads as before until {@linkcode setSlot}. What
 * has the object for its prototype may be given a property of its own.
 *
 * @returns What it holds.
 */
export function makeSlot(object: object, key: PropertyKey): unknown {
  const made = slots.get(object)?.get(key);
  if (made !== undefined) return made.value;
  // Methods of instances often stand on the prototype; the slot is their own.
  const original = Reflect.getOwnPropertyDescriptor(object, key);
  const slot: Slot = original?.get && object !== globalThis
    ? { get: original.get }
    : { value: Reflect.get(object, key) };
  Reflect.defineProperty(object, key, {
    get(this: unknown) {
      const { get, value } = slot;
      return get === undefined ? value : Reflect.apply(get, this, []);
    },
    set(this: object, own: unknown) {
      if (this === object) {
        throw new TypeError(
          `Cannot assign to ${
            String(key)
          } of a built-in object as it is frozen while a submission is graded`,
        );
      }
      Reflect.defineProperty(this, key, {
        value: own,
        writable: true,
        enumerable: true,
        configurable: true,
      });
    },
    enumerable: original?.enumerable ?? false,
    configurable: false,
  });
  const keys = slots.get(object) ?? new Map<PropertyKey, Slot>();
  keys.set(key, slot);
  slots.set(object, keys);
  return slot.value;
}

/**
 * Makes slots of an object's methods: of a class of the platform, its
 * prototype, or the namespace `Deno`. What it inherits from others of the
 * platform becomes its own, so that only its instances get what is put there.
 *
 * @param wanted Which of them.
 * @returns The methods.
 */
export function makeSlots(
  object: object,
  wanted: (key: PropertyKey) => boolean = (key) => key !== "constructor",
): unknown[] {
  const methods: unknown[] = [];
  for (const owner of ancestry(object)) {
    for (const key of Reflect.ownKeys(owner)) {
      const property = Reflect.getOwnPropertyDescriptor(owner, key);
      const isMethod = slots.get(owner)?.has(key) ||
        property?.configurable && typeof property.value === "function";
      if (wanted(key) && isMethod) methods.push(makeSlot(object, key));
    }
  }
  return methods;
}

/** An object and what it inherits from, up to what everything does. */
function ancestry(object: object): object[] {
  const found: object[] = [];
  for (
    let next: object | null = object;
    next !== null && next !== Object.prototype && next !== Function.prototype;
    next = Reflect.getPrototypeOf(next)
  ) found.push(next);
  return found;
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
  slot.get = undefined;
  return { old };
}

/** Puts a property into its slot; tells whether it has one. */
export function defineSlot(
  object: object,
  key: PropertyKey,
  { value, get }: PropertyDescriptor,
): boolean {
  const slot = slots.get(object)?.get(key);
  if (slot === undefined) return false;
  slot.value = value;
  slot.get = get;
  return true;
}

/** What a slot holds, as the property that it stands for. */
export function propertyOf(
  object: object,
  key: PropertyKey,
): PropertyDescriptor | undefined {
  const slot = slots.get(object)?.get(key);
  if (slot === undefined) return undefined;
  const { value, get } = slot;
  return get === undefined
    ? { value, writable: true, configurable: true }
    : { get, configurable: true };
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
