/** Properties that were replaced for a while; disposing puts all of them back. */
export class Patches implements Disposable {
  readonly #undo: (() => void)[] = [];

  /** Replaces a property until the patches are disposed. */
  replace(object: object, key: string | symbol, value: unknown): void {
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
