import { entryPath } from "./entry_path.ts";
import {
  isWanted,
  MOST_ENTRIES,
  type Submission,
  type Tree,
  TreeBuilder,
} from "./tree.ts";
import { zipEntries, type ZipEntry } from "./zip_entries.ts";

/** `S_IFLNK` of `stat(2)`. */
const LINK = 0o120000;

/** A submission that is a `.zip`. It is never unpacked to the disk. */
export function zipSubmission(name: string, file: string): Submission {
  return { name, read: (wanted) => readZip(file, wanted) };
}

async function readZip(
  file: string,
  wanted: readonly string[],
): Promise<Tree> {
  const tree = new TreeBuilder();
  let entries = 0;
  try {
    for await (const entry of zipEntries(file)) {
      if (++entries > MOST_ENTRIES) {
        tree.leaveOut(".", `There are more than ${MOST_ENTRIES} files`);
        break;
      }
      await take(entry);
    }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    tree.leaveOut(".", `The archive cannot be read to its end (${why})`);
  }
  return tree.build();

  async function take(entry: ZipEntry): Promise<void> {
    const found = entryPath(entry.name);
    if ("problem" in found) return tree.leaveOut(entry.name, found.problem);
    const { path } = found;
    if (path.endsWith("/") || !isWanted(path, wanted)) return;
    if (entry.kind === LINK) tree.leaveOut(path, "It is a symbolic link");
    else if (entry.encrypted) tree.leaveOut(path, "It is encrypted");
    else if (tree.admits(path, entry.size)) tree.add(path, await entry.read());
  }
}
