/**
 * The address of a path inside a folder. A learner's file may have any name:
 * `#` and `%` mean something else in an address.
 */
export function fileUrl(folder: URL, path: string): URL {
  return new URL(path.split("/").map(encodeURIComponent).join("/"), folder);
}
