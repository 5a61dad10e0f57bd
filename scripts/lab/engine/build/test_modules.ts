import type { Plugin } from "esbuild";
import { fileURLToPath, pathToFileURL } from "node:url";
import { keepFrames } from "../keep_frames.ts";
import { COURSE } from "../worker/module_space.ts";

/**
 * Leaves open what the tests share: the harness, which the worker has, and the
 * lessons' modules, which the learner gives. They are imported by their addresses
 * below {@linkcode COURSE}.
 *
 * @param shared Is told the modules of the harness that are imported.
 * @param using Whether they are for a browser that can read `using`.
 */
export function testModules(
  root: URL,
  shared: Set<string>,
  using: boolean,
): Plugin {
  const placeOf = (path: string, importer: URL) =>
    new URL(path, importer).href.slice(root.href.length);
  return {
    name: "tests",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\.|^@std\// }, ({ path, importer, kind }) => {
        if (kind === "entry-point") return;
        const place = path.startsWith("@std/")
          ? path
          : placeOf(path, pathToFileURL(importer));
        const isShared = /^(@std|tests\/harness)\//.test(place);
        if (isShared) shared.add(place);
        if (!isShared && !place.startsWith("lessons/")) return;
        return { path: `${COURSE}${place}`, external: true };
      });
      onLoad({ filter: /\/tests\/.*\.ts$/ }, async ({ path }) => {
        const text = await Deno.readTextFile(path);
        const contents = text.replaceAll(
          /import\.meta\.resolve\(\s*"([^"]+)",?\s*\)/g,
          (call, to) => {
            const lines = "\n".repeat(call.split("\n").length - 1);
            const url = `${COURSE}${placeOf(to, pathToFileURL(path))}`;
            return `${JSON.stringify(url)}${lines}`;
          },
        );
        return {
          contents: using ? contents : await keepFrames(contents),
          loader: "ts",
        };
      });
    },
  };
}

/** A path from the course's folder as esbuild takes it. */
export function onDisk(root: URL, path: string): string {
  return fileURLToPath(new URL(path, root));
}
