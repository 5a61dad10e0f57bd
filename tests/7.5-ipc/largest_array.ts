/**
 * The length of the longest array that `body` makes, in bytes. What is reserved
 * and never used shows in no figure of the system.
 */
export function largestArray(body: () => void): number {
  const { Uint8Array, ArrayBuffer } = globalThis;
  let largest = 0;
  const noting = <T extends typeof Uint8Array | typeof ArrayBuffer>(made: T) =>
    new Proxy(made, {
      construct(target, args, newTarget) {
        if (typeof args[0] === "number") largest = Math.max(largest, args[0]);
        return Reflect.construct(target, args, newTarget);
      },
    });
  globalThis.Uint8Array = noting(Uint8Array);
  globalThis.ArrayBuffer = noting(ArrayBuffer);
  try {
    body();
  } finally {
    Object.assign(globalThis, { Uint8Array, ArrayBuffer });
  }
  return largest;
}
