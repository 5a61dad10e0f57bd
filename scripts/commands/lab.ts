import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { cachedSite } from "../lab/build/cached_site.ts";
import { buildLab } from "../lab/build/build_lab.ts";
import { serveLab } from "../lab/server/serve_lab.ts";
import { readLessons } from "../lesson/manifest.ts";
import { style } from "../terminal/text.ts";
import { workingFolder } from "../terminal/working_folder.ts";

/** Options of `deno task lab`. */
export interface LabCommandOptions {
  /** The port; the system chooses one unless told. */
  port?: number;
  /** Where to write the page as plain files, instead of serving it. */
  build?: string;
  /** Ends it. */
  signal: AbortSignal;
}

/**
 * `deno task lab`: the book, the explorer and your files as a page, until
 * Ctrl-C.
 */
export async function lab(
  root: URL,
  { port = 0, build, signal }: LabCommandOptions,
): Promise<number> {
  const lessons = await readLessons(root);
  if (build !== undefined) {
    const files = await buildLab(
      root,
      lessons,
      pathToFileURL(`${resolve(workingFolder(), build)}/`),
      build,
    );
    console.log(
      `The lab is in ${style.bold(build)}: ${files} files for any static host.`,
    );
    return 0;
  }
  const site = await cachedSite(root, lessons);
  await serveLab(root, {
    lessons,
    site,
    port,
    onReady: (address) =>
      console.log(
        `The lab is open. Only who has this address can use it (Ctrl-C ends):\n  ${
          style.bold(address)
        }`,
      ),
    signal,
  });
  return 0;
}
