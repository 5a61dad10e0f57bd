import type { TransformOptions } from "esbuild";

/**
 * How a learner's TypeScript becomes JavaScript: by esbuild's `transform()`, or
 * by the same of its WebAssembly build. The source map says where lines lie.
 * `using` is written out only where a browser has it not: the end of a block then
 * stands at another line in schedules.
 */
export const STRIP: TransformOptions = {
  loader: "ts",
  format: "esm",
  target: "esnext",
  supported: { using: "DisposableStack" in globalThis },
  sourcemap: "external",
  sourcesContent: false,
};
