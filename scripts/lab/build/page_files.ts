import { build } from "esbuild";
import { fileURLToPath } from "node:url";
import { moduleGraph, npmFolder } from "../../bundle/module_graph.ts";
import { packages } from "../../bundle/packages.ts";
import { indexPage } from "./index_page.ts";
import type { SiteFiles } from "./site_files.ts";

const PAGE = new URL("../page/", import.meta.url);

/** What shows the page, and those of its views that most come for. */
const FIRST = /^(main|bench\/bench_view|question\/question_view)\.ts$/;

/** Bundles the page: what it imports later becomes chunks of its own. */
export async function pageFiles(): Promise<SiteFiles> {
  const main = new URL("main.ts", PAGE);
  const graph = await moduleGraph(main);
  const out = fileURLToPath(new URL("out/", PAGE));
  const { outputFiles, metafile: { outputs } } = await build({
    absWorkingDir: fileURLToPath(PAGE),
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
    metafile: true,
    minify: true,
    outdir: out,
    platform: "browser",
    plugins: [packages(graph)],
    splitting: true,
    target: "es2022",
    write: false,
  });
  const preloaded = new Set<string>();
  const preload = (path: string) => {
    for (const { kind, path: other } of outputs[path]?.imports ?? []) {
      if (kind !== "import-statement" || preloaded.has(other)) continue;
      preloaded.add(other);
      preload(other);
    }
  };
  for (const [path, { entryPoint = "" }] of Object.entries(outputs)) {
    if (!FIRST.test(entryPoint)) continue;
    preload(path);
    if (path !== "out/page.js") preloaded.add(path);
  }
  const modules = [...preloaded].map((path) => path.slice("out/".length));
  const files: SiteFiles = new Map([["index.html", indexPage(modules)]]);
  for (const { path, contents } of outputFiles) {
    const name = path.slice(out.length).replaceAll("\\", "/");
    files.set(name.replace(/^style\//, ""), contents);
  }
  const esbuild = npmFolder(graph, "esbuild-wasm");
  files.set("esbuild.wasm", await Deno.readFile(`${esbuild}/esbuild.wasm`));
  return files;
}
