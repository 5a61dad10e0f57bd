import type { Plugin } from "esbuild";
import { fileURLToPath, pathToFileURL } from "node:url";

/** What `deno info --json` tells of modules and packages. */
interface Graph {
  redirects: Record<string, string>;
  modules: {
    specifier: string;
    local?: string;
    dependencies?: { specifier: string; code?: { specifier: string } }[];
  }[];
  npmPackages: Record<string, { name: string; localPath: string }>;
}

/**
 * Lets esbuild find packages where Deno keeps them, from JSR and from npm.
 *
 * @param module The module that is bundled: it imports them, or others do.
 */
export async function packages(module: URL): Promise<Plugin> {
  const graph = await graphOf(module);
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
        const [, name = "", inside = ""] =
          url.match(/^npm:\/?((?:@[^/]+\/)?[^@/]+)(?:@[^/]*)?(\/.*)?$/) ?? [];
        const folder = Object.values(graph.npmPackages)
          .find((one) => one.name === name)?.localPath;
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

async function graphOf(module: URL): Promise<Graph> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["info", "--json", module.href],
    cwd: fileURLToPath(new URL("./", module)),
  }).output();
  if (success) return JSON.parse(new TextDecoder().decode(stdout));
  const why = new TextDecoder().decode(stderr).trim();
  throw new Error(`Cannot find what ${module.href} imports: ${why}`);
}
