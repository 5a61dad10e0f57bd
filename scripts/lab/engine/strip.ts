import type { TransformOptions } from "esbuild";

/**
 * How a learner's TypeScript becomes JavaScript: by esbuild's `transform()`, or
 * by the same of its WebAssembly build. Line by line where that is possible; the
 * source map says the rest. `using` is written out, as not every browser has it.
 */
export const STRIP: TransformOptions = {
  loader: "ts",
  format: "esm",
  target: "es2022",
  sourcemap: "external",
  sourcesContent: false,
};
