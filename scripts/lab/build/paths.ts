import { fileUrl } from "../../lesson/files.ts";

/** The files in a folder and those in it, by their paths, in order. */
export async function readPaths(folder: URL): Promise<string[]> {
  const paths: string[] = [];
  const walk = async (prefix: string) => {
    for await (const entry of Deno.readDir(fileUrl(folder, prefix || "./"))) {
      const path = prefix + entry.name;
      if (entry.isDirectory) await walk(`${path}/`);
      else if (entry.isFile) paths.push(path);
    }
  };
  await walk("");
  return paths.sort();
}
