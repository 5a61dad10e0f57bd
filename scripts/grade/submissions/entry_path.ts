import { PLAIN_NAMES, type PlainPath, plainPath } from "../paths/plain_path.ts";

/** Where an entry of a submission stands in it. */
export type EntryPath =
  | { path: PlainPath }
  /** Why it has no place in it. */
  | { problem: string };

/** Proves a path in a submission, or says what is wrong with it. */
export function entryPath(path: string): EntryPath {
  const plain = plainPath(path);
  return plain === undefined
    ? { problem: `Its path is no plain one (${PLAIN_NAMES})` }
    : { path: plain };
}

/** How a name leads out of its archive, if it does. */
export function leadsOutside(name: string): string | undefined {
  const path = name.replaceAll("\\", "/");
  if (path.startsWith("/") || /^[A-Za-z]:/.test(path)) {
    return "Its path is absolute";
  }
  return path.split("/").includes("..")
    ? "Its path leads outside of the archive"
    : undefined;
}
