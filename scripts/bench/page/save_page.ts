import { fileURLToPath } from "node:url";
import type { BenchReport } from "../report/report.ts";
import { bundle } from "./bundle.ts";
import { page } from "./page.ts";

const FOLDER = ".course/bench/";

/** Makes the folder of the page: before minutes are spent on measuring. */
export async function makePageFolder(root: URL): Promise<void> {
  const folder = new URL(FOLDER, root);
  await Deno.mkdir(folder, { recursive: true });
  const file = await Deno.makeTempFile({ dir: fileURLToPath(folder) });
  await Deno.remove(file);
}

/**
 * Writes the report as a page, and as JSON beside it. Returns the page's path
 * from the course's folder.
 */
export async function savePage(
  root: URL,
  report: BenchReport,
): Promise<string> {
  const script = await bundle(new URL("./client/main.ts", import.meta.url));
  const path = `${FOLDER}index.html`;
  await Deno.writeTextFile(new URL(path, root), page(report, script));
  await Deno.writeTextFile(
    new URL(`${FOLDER}report.json`, root),
    `${JSON.stringify(report, null, 2)}\n`,
  );
  return path;
}
