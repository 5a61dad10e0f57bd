import { build } from "esbuild";
import { fileURLToPath } from "node:url";
import { moduleGraph, npmFolder } from "../../bundle/module_graph.ts";
import { packages } from "../../bundle/packages.ts";
import { INDEX_PAGE } from "./index_page.ts";
import type { SiteFiles } from "./site_files.ts";

const PAGE = new URL("../page/", import.meta.url);

/** Bundles the page: what it imports later becomes chunks of its own. */
export async function pageFiles(): Promise<SiteFiles> {
  const main = new URL("main.ts", PAGE);
  const graph = await moduleGraph(main);
  const out = fileURLToPath(new URL("out/", PAGE));
  const { outputFiles } = await build({
    entryPoints: {
      page: fileURLToPath(main),
      browser: fileURLToPath(new URL("browser.ts", PAGE)),
      "style/page": fileURLToPath(new URL("page.css", PAGE)),
      "style/book": fileURLToPath(new URL("../book/book.css", PAGE)),
    },
    bundle: true,
    chunkNames: "chunks/[name]-[hash]",
    format: "esm",
    legalComments: "linked",
    logLevel: "silent",
    minify: true,
    outdir: out,
    platform: "browser",
    plugins: [packages(graph)],
    splitting: true,
    target: "es2022",
    write: false,
  });
  const files: SiteFiles = new Map([["index.html", INDEX_PAGE]]);
  for (const { path, contents } of outputFiles) {
    const name = path.slice(out.length).replaceAll("\\", "/");
    files.set(name.replace(/^style\//, ""), contents);
  }
  const esbuild = npmFolder(graph, "esbuild-wasm");
  files.set("esbuild.wasm", await Deno.readFile(`${esbuild}/esbuild.wasm`));
  return files;
}
