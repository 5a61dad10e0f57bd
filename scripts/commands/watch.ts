import { fileURLToPath } from "node:url";
import { debounce } from "@std/async";
import type { Lesson } from "../lesson/manifest.ts";
import { command } from "../terminal/command.ts";
import { UsageError } from "../terminal/errors.ts";
import { INTERRUPTED } from "../terminal/interrupt.ts";
import { checkLesson, type CheckOptions } from "./check_lesson.ts";

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
 * Checks a lesson now and again on each save, until Ctrl-C. A save ends a check
 * that is under way.
 *
 * @param lessonNow The lesson to check, asked before each check.
 */
export async function watchLesson(
  root: URL,
  lessonNow: () => Promise<Lesson>,
  options: CheckOptions,
): Promise<number> {
  const { signal } = options;
  let saved = Promise.withResolvers<void>();
  const onSave = debounce(() => saved.resolve(), SAVING);
  using watcher = watchLessons(root);
  signal.addEventListener("abort", () => saved.resolve(), { once: true });
  const watching = (async () => {
    for await (const { kind } of watcher) if (kind !== "access") onSave();
  })();

  while (!signal.aborted) {
    saved = Promise.withResolvers();
    const again = new AbortController();
    const change = saved.promise.then(() => again.abort());
    if (Deno.stdout.isTerminal()) console.clear();
    await checkLesson(root, await lessonNow(), {
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
