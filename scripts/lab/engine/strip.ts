import type { TransformOptions } from "esbuild";
import { HAS_USING } from "./using.ts";

/**
 * How a learner's TypeScript becomes JavaScript: by esbuild's `transform()`, or
 * by the same of its WebAssembly build. The source map says where lines lie.
 *
 * @param using Whether `using` stays as it is.
 */
export function stripOptions(using: boolean = HAS_USING): TransformOptions {
  return {
    loader: "ts",
    format: "esm",
    target: "esnext",
    supported: { using },
    sourcemap: "external",
    sourcesContent: false,
  };
}
