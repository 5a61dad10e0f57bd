import { transform } from "esbuild";
import { readStarters } from "../../../lesson/files.ts";
import type { LessonFiles } from "../../../lesson/given.ts";
import { inOrder, type Lesson } from "../../../lesson/lesson.ts";
import { Overlay } from "../../../lesson/overlay.ts";
import { modelFiles } from "../../../replay/find_model.ts";
import { modelsIn } from "../../../replay/models_in.ts";
import { testFiles } from "../../../runner/test_files.ts";
import type { LessonPack, ModelEntry } from "../lesson_pack.ts";
import type { CodeFile } from "../protocol.ts";
import { IN_PAGE } from "../steps.ts";
import { strip } from "../strip.ts";

/** Puts together what the engine knows of a lesson. */
export async function packLesson(
  root: URL,
  lesson: Lesson,
): Promise<LessonPack> {
  const steps = lesson.steps.map(({ step }) => step)
    .filter((step) => IN_PAGE.includes(step));
  const starters = await readStarters(root, lesson);
  const files = [...starters].filter(([path]) => path.endsWith(".ts"))
    .map(([path, source]) => {
      const { href } = new URL(path, `file:///lessons/${lesson.folder}/`);
      return toCode(decodeURI(href.slice("file:///".length)), source);
    });
  const tests: LessonPack["tests"] = {};
  for (const step of steps) tests[step] = await testFiles(root, lesson, [step]);
  return {
    lesson,
    files: await Promise.all(files),
    tests,
    models: await modelsOf(root, lesson, starters, steps),
  };
}

/** The same, with `using` written out. */
export async function withoutUsing(pack: LessonPack): Promise<LessonPack> {
  const files = pack.files.map(({ path, source }) =>
    toCode(path, source, false)
  );
  return { ...pack, files: await Promise.all(files) };
}

/**
 * A TypeScript file of the course with its JavaScript.
 *
 * @param using Whether `using` stays as it is.
 */
export async function toCode(
  path: string,
  source: string,
  using?: boolean,
): Promise<CodeFile> {
  const { code, map } = await strip(transform, source, using);
  return { path, source, code, map };
}

/** The models of some steps: they load on the starters, whatever lies in `lessons/`. */
async function modelsOf(
  root: URL,
  lesson: Lesson,
  starters: LessonFiles,
  steps: readonly string[],
): Promise<ModelEntry[]> {
  await using copy = await Overlay.create(root, lesson);
  const own = [...starters].filter(([path]) => !path.startsWith("../"));
  await copy.lay(lesson, new Map(own));
  const models = new Map<string, ModelEntry>();
  for (
    const file of await modelFiles(
      new URL(`tests/${lesson.folder}/`, copy.root),
    )
  ) {
    const path = decodeURI(file.href.slice(copy.root.href.length));
    for (const { name, threads } of modelsIn(await import(file.href))) {
      const isHere = steps.some((step) => name.startsWith(`${step}-`));
      if (isHere && !models.has(name)) {
        models.set(name, { name, path, threads: threads.length });
      }
    }
  }
  return [...models.values()].sort((a, b) => inOrder(a.name, b.name));
}
