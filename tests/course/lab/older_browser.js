// Takes away what a browser of the middle of 2024 does not have: run before all
// else, in the page and in its workers.

const { getPrototypeOf, defineProperty, getOwnPropertyDescriptor } = Object;
const NEWER = {
  "": [
    ...["AsyncDisposableStack", "DisposableStack", "Float16Array"],
    ...["Iterator", "SuppressedError"],
  ],
  Array: ["fromAsync"],
  Atomics: ["pause", "waitAsync"],
  Error: ["isError"],
  Map: ["getOrInsert", "getOrInsertComputed"],
  Math: ["f16round", "sumPrecise"],
  Promise: ["try"],
  RegExp: ["escape"],
  URL: ["parse"],
  Uint8Array: ["fromBase64", "fromHex"],
};

const iterators = getPrototypeOf(getPrototypeOf([].values()));
for (const key of Reflect.ownKeys(iterators)) {
  if (key !== Symbol.iterator) delete iterators[key];
}
for (const [of, names] of Object.entries(NEWER)) {
  const object = of === "" ? globalThis : globalThis[of];
  for (const name of names) {
    delete object[name];
    delete object.prototype?.[name];
  }
}

// A page that is not isolated, in a browser that then has no shared memory.
delete globalThis.SharedArrayBuffer;
WebAssembly.Memory = class {
  constructor() {
    throw new TypeError("There is no shared memory.");
  }
};
defineProperty(globalThis, "crossOriginIsolated", { value: false });

// Symbols of its own cannot be deleted.
const real = Symbol;
const older = (description) => real(description);
for (const key of Reflect.ownKeys(real)) {
  if (/^(length|name|dispose|asyncDispose)$/.test(String(key))) continue;
  defineProperty(older, key, getOwnPropertyDescriptor(real, key));
}
globalThis.Symbol = older;
