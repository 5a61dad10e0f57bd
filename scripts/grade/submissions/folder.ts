import { realpath } from "node:fs/promises";
import { join } from "node:path";
import { readBelow } from "../paths/read_below.ts";
import { plainPath } from "../paths/plain_path.ts";
import { type Entries, type Entry, MOST_ENTRIES } from "./entries.ts";
import { LARGEST_FILE } from "./tree.ts";

/** How deep below the top a clone, or a lesson, is looked for. */
const DEEPEST = 8;

/** What of a clone is gone through; the rest of it is not handed in. */
const PARTS = /^(?:lessons|tests|deno\.json)$/;

/** The entries of a submission that is a folder: a clone. */
export function folderEntries(folder: string): Entries {
  return async function* () {
    const root = await realpath(folder);
    yield* walk(root, "", 0);
  };
}

async function* walk(
  root: string,
  prefix: string,
  depth: number,
): AsyncGenerator<Entry> {
  const found: Deno.DirEntry[] = [];
  for await (const entry of Deno.readDir(join(root, prefix))) {
    found.push(entry);
    if (found.length > MOST_ENTRIES) break;
  }
  const isClone = found.some(({ name }) => name === "lessons");
  for (const entry of found.sort((a, b) => a.name < b.name ? -1 : 1)) {
    const { name } = entry;
    if (name.startsWith(".") || name === "__MACOSX") continue;
    if (isClone && !PARTS.test(name)) continue;
    const path = `${prefix}${name}`;
    const isFolder = entry.isDirectory;
    const size = entry.isFile ? (await Deno.lstat(join(root, path))).size : 0;
    yield {
      name: path,
      kind: isFolder
        ? "folder"
        : entry.isSymlink
        ? "link"
        : entry.isFile
        ? "file"
        : "odd",
      size,
      read: () => read(join(root, prefix), name),
    };
    if (isFolder && depth < DEEPEST) yield* walk(root, `${path}/`, depth + 1);
  }
}

async function read(folder: string, name: string): Promise<Uint8Array> {
  const plain = plainPath(name);
  const bytes = plain && await readBelow(folder, plain, LARGEST_FILE);
  if (bytes !== undefined) return bytes;
  throw new Error(`${name} was changed while it was read`);
}
