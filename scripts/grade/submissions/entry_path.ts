/** What an archive calls a file, as a path in the submission. */
export type EntryPath =
  | { path: string }
  /** Why it is no path in it. */
  | { problem: string };

/**
 * The path of an archive's entry, without the folder that most archives have
 * around everything.
 */
export function entryPath(name: string): EntryPath {
  const path = name.replaceAll("\\", "/").replace(/^(\.\/)+/, "");
  if (path.startsWith("/") || /^[A-Za-z]:/.test(path)) {
    return { problem: "Its path is absolute" };
  }
  if (path.split("/").includes("..")) {
    return { problem: "Its path leads outside of the archive" };
  }
  const inner = path.match(
    /^(?:[^/]+\/)?((?:lessons|tests|scripts)\/.*|deno\.json)$/,
  );
  return { path: inner?.[1] ?? path };
}
