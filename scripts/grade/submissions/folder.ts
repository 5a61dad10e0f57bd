import { join } from "node:path";
import {
  isWanted,
  MOST_ENTRIES,
  type Submission,
  type Tree,
  TreeBuilder,
} from "./tree.ts";

/** A submission that is a folder: a clone. */
export function folderSubmission(name: string, folder: string): Submission {
  return {
    name,
    read: async (wanted) => await readFolder(await rootOf(folder), wanted),
  };
}

/** The folder, or the only one in it: what unpacking an archive leaves. */
async function rootOf(folder: string): Promise<string> {
  const entries: Deno.DirEntry[] = [];
  for await (const entry of Deno.readDir(folder)) {
    if (entry.name === "lessons") return folder;
    if (!entry.name.startsWith(".") && entry.name !== "__MACOSX") {
      entries.push(entry);
    }
  }
  const [only] = entries;
  return entries.length === 1 && only?.isDirectory
    ? join(folder, only.name)
    : folder;
}

async function readFolder(
  root: string,
  wanted: readonly string[],
): Promise<Tree> {
  const tree = new TreeBuilder();
  let entries = 0;
  const visit = async (path: string): Promise<void> => {
    if (++entries > MOST_ENTRIES) return;
    const info = await Deno.lstat(join(root, path));
    if (info.isSymlink) tree.leaveOut(path, "It is a symbolic link");
    else if (info.isDirectory) {
      const names: string[] = [];
      for await (const { name } of Deno.readDir(join(root, path))) {
        names.push(name);
      }
      for (const name of names.sort()) await visit(`${path}/${name}`);
    } else if (!info.isFile) tree.leaveOut(path, "It is no ordinary file");
    else if (tree.admits(path, info.size)) {
      tree.add(path, await Deno.readFile(join(root, path)));
    }
  };
  for (const path of wanted) {
    // A link above would lead all that is below it elsewhere.
    const parts = path.split("/");
    const above = parts.map((_, index) => parts.slice(0, index + 1).join("/"));
    const link = await firstLink(root, above);
    if (link === "missing") continue;
    if (link !== undefined) tree.leaveOut(link, "It is a symbolic link");
    else await visit(path);
  }
  if (entries > MOST_ENTRIES) {
    tree.leaveOut(".", `There are more than ${MOST_ENTRIES} files`);
  }
  const { files, findings } = tree.build();
  return {
    files: new Map([...files].filter(([path]) => isWanted(path, wanted))),
    findings,
  };
}

async function firstLink(
  root: string,
  paths: readonly string[],
): Promise<string | undefined> {
  for (const path of paths) {
    try {
      if ((await Deno.lstat(join(root, path))).isSymlink) return path;
    } catch (error) {
      if (
        error instanceof Deno.errors.NotFound ||
        error instanceof Deno.errors.NotADirectory
      ) return "missing";
      throw error;
    }
  }
  return undefined;
}
