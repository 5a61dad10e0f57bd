import { fileUrl } from "./file_url.ts";
import type { LessonFiles } from "./files.ts";

/** Writes files into a folder, which is made where it is missing. */
export async function writeFiles(
  folder: URL,
  files: LessonFiles,
): Promise<void> {
  for (const [path, text] of files) {
    const file = fileUrl(folder, path);
    await Deno.mkdir(new URL("./", file), { recursive: true });
    await Deno.writeTextFile(file, text);
  }
}
