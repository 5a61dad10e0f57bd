import { setSlot } from "./slots.ts";

/**
 * Stands in for the explorer's own `patches.ts` when a submission is graded:
 * what a submission must not replace, the explorer still can.
 */
export class Patches implements Disposable {
  readonly #undo: (() => void)[] = [];

  /** Replaces a property until the patches are disposed. */
  replace(object: object, key: string | symbol, value: unknown): void {
    const slot = setSlot(object, key, value);
    if (slot !== undefined) {
      this.#undo.push(() => void setSlot(object, key, slot.old));
      return;
    }
    const old = Reflect.getOwnPropertyDescriptor(object, key);
    Object.defineProperty(object, key, {
      configurable: true,
      enumerable: old?.enumerable ?? false,
      writable: true,
      value,
    });
    this.#undo.push(() => {
      if (old === undefined) Reflect.deleteProperty(object, key);
      else Object.defineProperty(object, key, old);
    });
  }

  [Symbol.dispose](): void {
    while (this.#undo.length > 0) this.#undo.pop()?.();
  }
}
