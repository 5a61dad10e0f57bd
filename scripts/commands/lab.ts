import { cachedSite } from "../lab/build/cached_site.ts";
import { serveLab } from "../lab/server/serve_lab.ts";
import { readLessons } from "../lesson/manifest.ts";
import { style } from "../terminal/text.ts";

/** Options of `deno task lab`. */
export interface LabCommandOptions {
  /** The port; the system chooses one unless told. */
  port?: number;
  /** Ends it. */
  signal: AbortSignal;
}

/**
 * `deno task lab`: the book, the explorer and your files as a page, until
 * Ctrl-C.
 */
export async function lab(
  root: URL,
  { port = 0, signal }: LabCommandOptions,
): Promise<number> {
  const lessons = await readLessons(root);
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
