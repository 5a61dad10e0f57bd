import { pathToFileURL } from "node:url";
import { copy, type LessonFiles, readShared, writeFiles } from "./files.ts";
import type { Lesson } from "./manifest.ts";

/** What a lesson's tests need of the course besides the lesson itself. */
const COURSE = ["deno.json", "scripts/npm", "tests/harness"];

/**
 * A temporary copy of the course with other files in the place of a lesson's:
 * how the tests run against a solution, a wrong version or a submission. The
 * course's own folders are never touched.
 */
export class Overlay implements AsyncDisposable {
  /** The copy's root. */
  readonly root: URL;

  readonly #shared: LessonFiles;

  private constructor(root: URL, shared: LessonFiles) {
    this.root = root;
    this.#shared = shared;
  }

  /** Copies what `lesson`'s tests need of the course at `course`. */
  static async create(course: URL, lesson: Lesson): Promise<Overlay> {
    const folder = await Deno.makeTempDir({ prefix: "course-" });
    const overlay = new Overlay(
      new URL(`${pathToFileURL(folder)}/`),
      await readShared(course),
    );
    for (const path of [...COURSE, `tests/${lesson.folder}`]) {
      await copy(new URL(path, course), new URL(path, overlay.root));
    }
    return overlay;
  }

  /**
   * Lays `files` over the lesson; what it held before is gone. A path such as
   * `../given/mutex.ts` replaces what the lessons share.
   *
   * @param below A folder in the copy, with a slash at its end, whose `lessons/`
   * it is to be.
   */
  async lay(lesson: Lesson, files: LessonFiles, below = ""): Promise<void> {
    const lessons = new URL(`${below}lessons/`, this.root);
    await removeIfThere(lessons);
    await writeFiles(new URL("given/", lessons), this.#shared);
    await writeFiles(new URL(`${lesson.folder}/`, lessons), files);
  }

  /**
   * Lays a lesson's tests, without the harness, into a folder in the copy: as a
   * link, by which each module has another address.
   *
   * @param below The folder, with a slash at its end.
   */
  async layTests({ folder }: Lesson, below: string): Promise<void> {
    const tests = new URL(`tests/${folder}`, this.root);
    const there = new URL(`${below}tests/${folder}`, this.root);
    await removeIfThere(there);
    // Links need a privilege on Windows.
    if (Deno.build.os === "windows") return await copy(tests, there);
    await Deno.mkdir(new URL("./", there), { recursive: true });
    await Deno.symlink(tests, there);
  }

  /** Removes the copy. */
  async [Symbol.asyncDispose](): Promise<void> {
    await removeIfThere(this.root);
  }
}

async function removeIfThere(path: URL): Promise<void> {
  try {
    await Deno.remove(path, { recursive: true });
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
