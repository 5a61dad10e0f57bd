/**
 * What code with `using` needs of a browser that has it not: the symbols, and the
 * error of a block whose end failed, too. Loaded before all else.
 *
 * @module
 */

for (const name of ["dispose", "asyncDispose"]) {
  if (name in Symbol) continue;
  // esbuild looks for it there where `using` is written out.
  Object.defineProperty(Symbol, name, { value: Symbol.for(`Symbol.${name}`) });
}

globalThis.SuppressedError ??= class SuppressedError extends Error {
  override readonly name = "SuppressedError";
  error: unknown;
  suppressed: unknown;

  constructor(error: unknown, suppressed: unknown, message?: string) {
    super(message);
    this.error = error;
    this.suppressed = suppressed;
  }
} as unknown as SuppressedErrorConstructor;
