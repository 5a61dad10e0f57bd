import { fileUrl } from "../../lesson/files.ts";
import type { Lesson } from "../../lesson/manifest.ts";
import { UsageError } from "../../terminal/errors.ts";
import { cachedSite } from "./cached_site.ts";
import { readPaths } from "./paths.ts";

/** Lists the site's files in it, so that a later build knows what is its own. */
const LIST = "files.json";

/**
 * Writes the lab as plain files for any static host.
 *
 * @param to Where to: a new folder, an empty one, or one that has such a build
 * and nothing else.
 * @param name What messages call it.
 * @returns How many files it has.
 * @throws {UsageError} If the folder has other things, or cannot be written.
 */
export async function buildLab(
  root: URL,
  lessons: readonly Lesson[],
  to: URL,
  name: string,
): Promise<number> {
  const old = await ownPaths(to, name);
  const site = await cachedSite(root, lessons);
  for (const path of old) await Deno.remove(fileUrl(to, path));
  const paths = await readPaths(site);
  for (const path of paths) {
    const file = fileUrl(to, path);
    await Deno.mkdir(new URL("./", file), { recursive: true });
    await Deno.copyFile(fileUrl(site, path), file);
  }
  const list = JSON.stringify([...paths, LIST], null, 2);
  await Deno.writeTextFile(fileUrl(to, LIST), `${list}\n`);
  return paths.length + 1;
}

/** What an earlier build has left in a folder. */
async function ownPaths(folder: URL, name: string): Promise<string[]> {
  let paths: string[];
  try {
    paths = await readPaths(folder);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    if (!(error instanceof Deno.errors.NotADirectory)) throw error;
    throw new UsageError(`Cannot build to ${name} as it is no folder.`);
  }
  const own = new Set<unknown>(
    await Deno.readTextFile(fileUrl(folder, LIST)).then(listed, () => []),
  );
  const other = paths.find((path) => !own.has(path));
  if (other === undefined) return paths;
  throw new UsageError(
    `Cannot build to ${name} as it holds other things, such as ${other}: name a new folder.`,
  );
}

function listed(text: string): unknown[] {
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) ? list : [];
  } catch {
    return [];
  }
}
