import { stop } from "esbuild";
import { fileUrl } from "../../lesson/files.ts";
import type { Lesson } from "../../lesson/manifest.ts";
import { bookFiles } from "../book/book_files.ts";
import { buildEngine } from "../engine/build/build_engine.ts";
import { galleryFiles } from "../gallery/gallery_files.ts";
import { courseFiles } from "./course_files.ts";
import { pageFiles } from "./page_files.ts";
import { questionFiles } from "./question_files.ts";
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
    const [page, book, engine] = await Promise.all([
      pageFiles(),
      bookFiles(root, lessons),
      buildEngine(root, lessons),
    ]);
    const course = await courseFiles(root, lessons, book);
    const gallery = await galleryFiles(root, lessons);
    const questions = await questionFiles();
    const parts = [page, book.files, course, engine, gallery, questions];
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
