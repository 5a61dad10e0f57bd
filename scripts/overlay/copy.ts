import { fileUrl } from "../lesson/file_url.ts";

/**
 * Copies a file, or a folder with all that is in it. What is neither, such as
 * an editor's link to nowhere, stays behind.
 */
export async function copy(from: URL, to: URL): Promise<void> {
  const { isDirectory, isFile } = await Deno.lstat(from);
  if (isFile) {
    await Deno.mkdir(new URL("./", to), { recursive: true });
    await Deno.copyFile(from, to);
  }
  if (!isDirectory) return;
  await Deno.mkdir(to, { recursive: true });
  for await (const { name } of Deno.readDir(from)) {
    await copy(inside(from, name), inside(to, name));
  }
}

function inside(folder: URL, name: string): URL {
  return fileUrl(new URL(`${folder.href.replace(/\/$/, "")}/`), name);
}
