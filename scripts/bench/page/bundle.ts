import { build, stop } from "esbuild";
import { fileURLToPath } from "node:url";
import { moduleGraph } from "../../bundle/module_graph.ts";
import { packages } from "../../bundle/packages.ts";

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
      plugins: [packages(await moduleGraph(module))],
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
