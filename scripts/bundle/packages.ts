import type { Plugin } from "esbuild";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type ModuleGraph, npmFolder } from "./module_graph.ts";

/**
 * Lets esbuild find packages where Deno keeps them, from JSR and from npm.
 *
 * @param graph Of the module that is bundled: it imports them, or others do.
 */
export function packages(graph: ModuleGraph): Plugin {
  const known = new Map(graph.modules.map((one) => [one.specifier, one]));
  return {
    name: "packages of Deno",
    setup({ onResolve, onLoad, resolve }) {
      onResolve({ filter: /^[@a-z][^:]*$|^npm:/ }, async (asked) => {
        const { path, importer, namespace, kind } = asked;
        const from = namespace === "jsr"
          ? importer
          : pathToFileURL(importer || "/").href;
        const importers = kind === "entry-point"
          ? graph.modules
          : [known.get(from)];
        const found = importers.flatMap((one) => one?.dependencies ?? [])
          .find(({ specifier }) => specifier === path)?.code?.specifier;
        const url = graph.redirects[found ?? path] ?? found ?? path;
        if (url.startsWith("file:")) return { path: fileURLToPath(url) };
        if (url.startsWith("https:")) return { path: url, namespace: "jsr" };
        // What npm's packages import of each other is named by the package alone.
        const [, name = "", inside = ""] = url.match(
          /^(?:npm:\/?)?((?:@[^/]+\/)?[^@/]+)(?:@[^/]*)?(\/.*)?$/,
        ) ?? [];
        const folder = npmFolder(graph, name);
        if (folder === undefined) return;
        return await resolve(`.${EXPORTS[`${name}${inside}`] ?? inside}`, {
          kind,
          resolveDir: folder,
        });
      });
      onResolve({ filter: /^\./, namespace: "jsr" }, ({ path, importer }) => ({
        path: new URL(path, importer).href,
        namespace: "jsr",
      }));
      onLoad({ filter: /.*/, namespace: "jsr" }, async ({ path }) => ({
        contents: await Deno.readTextFile(known.get(path)?.local ?? path),
        loader: "ts",
      }));
    },
  };
}

/** What a package calls otherwise than its files are called. */
const EXPORTS: Record<string, string> = {
  "es-module-lexer/js": "/dist/lexer.asm.js",
};
