import type { Plugin } from "esbuild";
import { npmPaths } from "./npm_paths.ts";

/**
 * Lets esbuild find npm packages where Deno keeps them.
 *
 * @param module What imports them, perhaps by way of others.
 */
export async function npmPackages(module: URL): Promise<Plugin> {
  const paths = await npmPaths(module);
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
