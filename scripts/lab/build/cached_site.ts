import { createHash } from "node:crypto";
import { fileUrl } from "../../lesson/files.ts";
import type { Lesson } from "../../lesson/manifest.ts";
import { makeSite } from "./make_site.ts";
import { readPaths } from "./paths.ts";

/** A site that nobody has opened for so long, in milliseconds, is removed. */
const OLD = 24 * 60 * 60 * 1_000;

/**
 * The folder of the site as the course is now: made the first time, and after
 * the course has changed.
 */
export async function cachedSite(
  root: URL,
  lessons: readonly Lesson[],
): Promise<URL> {
  const cache = new URL(".course/lab/", root);
  await Deno.mkdir(cache, { recursive: true });
  // Who comes while another makes it waits for that one.
  using lock = await Deno.open(new URL("lock", cache), {
    create: true,
    write: true,
  });
  await lock.lock(true);
  const name = `site-${await digestOf(root)}`;
  const folder = new URL(`${name}/`, cache);
  await removeOld(cache, name);
  try {
    // So that it is not an old one.
    await Deno.utime(folder, new Date(), new Date());
    return folder;
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  const making = new URL("making/", cache);
  if (await isThere(making)) await Deno.remove(making, { recursive: true });
  await Deno.mkdir(making);
  await makeSite(root, lessons, making);
  await Deno.rename(making, folder);
  return folder;
}

/** Says whether what the site is made from is still the same. */
async function digestOf(root: URL): Promise<string> {
  const hash = createHash("sha256").update(Deno.version.deno);
  for (const folder of ["scripts/", "solutions/", "tests/"]) {
    const url = new URL(folder, root);
    if (!await isThere(url)) continue;
    for (const path of await readPaths(url)) {
      if (path.startsWith("course/")) continue;
      const { size, mtime } = await Deno.stat(fileUrl(url, path));
      hash.update(`${folder}${path} ${size} ${mtime?.getTime()}\n`);
    }
  }
  return hash.digest("hex").slice(0, 16);
}

async function removeOld(cache: URL, kept: string): Promise<void> {
  for await (const { name } of Deno.readDir(cache)) {
    if (!name.startsWith("site-") || name === kept) continue;
    const folder = new URL(`${name}/`, cache);
    const { mtime } = await Deno.stat(folder);
    if (Date.now() - (mtime?.getTime() ?? 0) < OLD) continue;
    await Deno.remove(folder, { recursive: true });
  }
}

async function isThere(folder: URL): Promise<boolean> {
  return await Deno.stat(folder).then(() => true, () => false);
}
