import type { Plugin } from "esbuild";
import { fileURLToPath } from "node:url";

/** Modules of the harness that a worker has another way for, and that way. */
const REPLACED: Record<string, string> = {
  "events.ts": "events.ts",
  "explorer/load_module.ts": "load_module.ts",
  "explorer/stack_frames.ts": "stack_frames.ts",
  "threads/start_thread.ts": "start_thread.ts",
};

/** Puts the worker's own modules in the place of those of the harness. */
export function replaced(root: URL): Plugin {
  const harness = new URL("tests/harness/", root);
  const ours = new URL("../worker/", import.meta.url);
  const to = new Map(
    Object.entries(REPLACED).map(([from, to]) => [
      fileURLToPath(new URL(from, harness)),
      fileURLToPath(new URL(to, ours)),
    ]),
  );
  return {
    name: "in a worker",
    setup({ onResolve, resolve }) {
      onResolve({ filter: /^\./ }, async (asked) => {
        const { path, resolveDir, kind, importer, pluginData } = asked;
        // What stands in for it may use the rest of what it stands in for.
        if (
          pluginData === "found" || to.values().some((one) => one === importer)
        ) {
          return;
        }
        const found = await resolve(path, {
          resolveDir,
          kind,
          pluginData: "found",
        });
        const other = to.get(found.path);
        return other === undefined ? found : { path: other };
      });
    },
  };
}
