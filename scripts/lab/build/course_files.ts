import { isGiven, readStarters } from "../../lesson/files.ts";
import type { Lesson } from "../../lesson/manifest.ts";
import { IN_PAGE } from "../engine/steps.ts";
import type { Course, SourceFiles } from "../site.ts";
import type { SiteFiles } from "./site_files.ts";

/** What the course consists of, and each lesson's files as they were at the start. */
export async function courseFiles(
  root: URL,
  lessons: readonly Lesson[],
  { languages, texts }: Pick<Course, "languages" | "texts">,
): Promise<SiteFiles> {
  const course: Course = {
    languages,
    texts,
    lessons: lessons.map((lesson) => ({
      ...lesson,
      steps: lesson.steps.map((step) => ({
        ...step,
        inPage: IN_PAGE.includes(step.step),
      })),
    })),
  };
  const files: SiteFiles = new Map([["course.json", JSON.stringify(course)]]);
  for (const lesson of lessons) {
    const sources = await sourceFiles(root, lesson);
    files.set(`lessons/${lesson.folder}.json`, JSON.stringify(sources));
  }
  return files;
}

async function sourceFiles(root: URL, lesson: Lesson): Promise<SourceFiles> {
  const sources: SourceFiles = { starters: {}, given: {} };
  for (const [path, text] of await readStarters(root, lesson)) {
    if (!/\.(ts|c|h)$/.test(path)) continue;
    const whole = path.startsWith("../")
      ? `lessons/${path.slice("../".length)}`
      : `lessons/${lesson.folder}/${path}`;
    sources[isGiven(path) ? "given" : "starters"][whole] = text;
  }
  return sources;
}
