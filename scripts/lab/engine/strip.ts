import type { TransformOptions } from "esbuild";
import { keepFrames } from "./keep_frames.ts";
import { HAS_USING } from "./using.ts";

/** esbuild's `transform()`, or the same of its WebAssembly build. */
type Transform = (
  source: string,
  options: TransformOptions,
) => Promise<{ code: string; map: string }>;

/**
 * Makes JavaScript of a learner's TypeScript. The source map says where lines
 * lie.
 *
 * @param using Whether `using` stays as it is.
 * @throws esbuild's error if it cannot be parsed.
 */
export async function strip(
  transform: Transform,
  source: string,
  using: boolean = HAS_USING,
  options: TransformOptions = {},
): Promise<{ code: string; map: string }> {
  const all: TransformOptions = {
    loader: "ts",
    format: "esm",
    target: "esnext",
    supported: { using },
    sourcemap: "external",
    sourcesContent: false,
    ...options,
  };
  if (!using) {
    const kept = await keepFrames(source);
    // An error is told of what was written.
    const made = await transform(kept, all).catch(() => undefined);
    if (made !== undefined) return made;
  }
  return await transform(source, all);
}
