import { fileURLToPath } from "node:url";
import { debounce } from "@std/async";
import { findLesson } from "../lesson/find.ts";
import { type Lesson, readLessons } from "../lesson/manifest.ts";
import { Progress } from "../progress/progress.ts";
import { command } from "../terminal/command.ts";
import { UsageError } from "../terminal/errors.ts";
import { INTERRUPTED } from "../terminal/interrupt.ts";
import { checkLesson, type CheckOptions } from "./check_lesson.ts";
import { currentLesson } from "./start.ts";

/** @throws {UsageError} If there is no folder to watch. */
function watchLessons(root: URL): Deno.FsWatcher {
  try {
    return Deno.watchFs(fileURLToPath(new URL("lessons", root)));
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new UsageError(
      `Cannot watch lessons/ as it is missing: put a lesson back with \`${
        command("reset")
      } <lesson>\`.`,
    );
  }
}

/** How long, in milliseconds, an editor may take to write a file. */
const SAVING = 50;

/**
 * Checks a lesson now and again on each save, until Ctrl-C; each time the step
 * that failed last comes first, and the others once it passes. A save ends a
 * check that is under way, and chooses the lesson whose file was saved.
 *
 * @param wanted The number of the only lesson to check.
 */
export async function watch(
  root: URL,
  wanted: string | undefined,
  options: CheckOptions,
): Promise<number> {
  const { signal } = options;
  const lessons = await readLessons(root);
  let lesson = wanted === undefined
    ? currentLesson(lessons, await Progress.read(root))
    : findLesson(lessons, wanted);
  let saved = Promise.withResolvers<void>();
  const onSave = debounce(() => saved.resolve(), SAVING);
  using watcher = watchLessons(root);
  signal.addEventListener("abort", () => saved.resolve(), { once: true });
  const watching = (async () => {
    for await (const { kind, paths } of watcher) {
      if (kind === "access") continue;
      const here = lessons.find(({ folder }) =>
        paths.some((path) => path.split(/[/\\]/).includes(folder))
      );
      if (wanted === undefined && here !== undefined) lesson = here;
      onSave();
    }
  })();

  while (!signal.aborted) {
    saved = Promise.withResolvers();
    const again = new AbortController();
    const change = saved.promise.then(() => again.abort());
    if (Deno.stdout.isTerminal()) console.clear();
    await checkOpenFirst(root, lesson, {
      ...options,
      signal: AbortSignal.any([signal, again.signal]),
    });
    if (!again.signal.aborted) {
      console.log("\nWaiting for you to save a file (Ctrl-C ends) …");
    }
    await change;
  }
  onSave.clear();
  watcher.close();
  await watching;
  return INTERRUPTED;
}

/** Checks the step that failed last, if it did; and once it passes, all. */
async function checkOpenFirst(
  root: URL,
  lesson: Lesson,
  options: CheckOptions,
): Promise<void> {
  const { failed } = await Progress.read(root);
  const isHere = lesson.steps.some(({ step }) => step === failed);
  if (failed !== undefined && isHere && !options.step && !options.filter) {
    const first = { ...options, step: failed, goesOn: true };
    if (await checkLesson(root, lesson, first) !== 0) return;
    console.log("");
  }
  await checkLesson(root, lesson, options);
}
