import { build, type Plugin, stop } from "esbuild";
import { fileURLToPath } from "node:url";
import { npmPaths } from "./npm_paths.ts";

/**
 * Bundles a module for browsers, with all that it imports. It may stand in a
 * `<script>` of a page.
 */
export async function bundle(module: URL): Promise<string> {
  try {
    const { outputFiles } = await build({
      entryPoints: [fileURLToPath(module)],
      bundle: true,
      format: "iife",
      legalComments: "inline",
      logLevel: "silent",
      minify: true,
      platform: "browser",
      plugins: [fromCache(await npmPaths(module))],
      target: "es2022",
      write: false,
    });
    const code = outputFiles[0]?.text ?? "";
    return code.replaceAll("</script", "<\\/script");
  } finally {
    // esbuild is a process, which would keep this one.
    await stop();
  }
}

/** Lets esbuild find npm packages where Deno keeps them. */
function fromCache(paths: ReadonlyMap<string, string>): Plugin {
  return {
    name: "npm packages of Deno",
    setup({ onResolve, resolve }) {
      onResolve({ filter: /^[@a-z]/ }, ({ path, kind, resolveDir }) => {
        if (kind === "entry-point") return;
        const name = path.split("/", path.startsWith("@") ? 2 : 1).join("/");
        const folder = paths.get(name);
        if (folder === undefined) return;
        const inside = path.slice(name.length);
        return resolve(`.${inside || "/"}`, {
          kind,
          resolveDir: folder || resolveDir,
        });
      });
    },
  };
}
