import { stop } from "esbuild";
import { fileUrl } from "../../lesson/files.ts";
import type { Lesson } from "../../lesson/manifest.ts";
import { courseFiles } from "./course_files.ts";
import { pageFiles } from "./page_files.ts";
import type { SiteFiles } from "./site_files.ts";

/**
 * Makes the site: plain files for any static host. The learner's own are none of
 * them.
 *
 * @param root The course.
 * @param to A folder that is there.
 */
export async function makeSite(
  root: URL,
  lessons: readonly Lesson[],
  to: URL,
): Promise<void> {
  try {
    const parts = await Promise.all([
      pageFiles(),
      courseFiles(root, lessons, { languages: ["en"], texts: [] }),
    ]);
    for (const files of parts) await write(files, to);
  } finally {
    // esbuild is a process, which would keep this one.
    await stop();
  }
}

async function write(files: SiteFiles, to: URL): Promise<void> {
  for (const [path, content] of files) {
    const file = fileUrl(to, path);
    await Deno.mkdir(new URL("./", file), { recursive: true });
    await Deno.writeFile(
      file,
      typeof content === "string" ? new TextEncoder().encode(content) : content,
    );
  }
}
