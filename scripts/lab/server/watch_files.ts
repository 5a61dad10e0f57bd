import { debounce } from "@std/async";
import { fileURLToPath } from "node:url";
import type { LearnerFiles } from "./learner_files.ts";
import { Refused } from "./refused.ts";

/** How long, in milliseconds, an editor may take to write a file. */
const SAVING = 30;

/** Who is told of what changes on disk. */
export interface Watching {
  /** A file of a lesson is another one; `null` where it is gone. */
  onFile: (path: string, version: string | null) => void;
  /** The learner's progress is another one. */
  onProgress: () => void | Promise<void>;
}

/** Watches the learner's files and progress until the signal aborts. */
export async function watchFiles(
  root: URL,
  files: LearnerFiles,
  { onFile, onProgress }: Watching,
  signal: AbortSignal,
): Promise<void> {
  const [lessons = "", own = ""] = await Promise.all(
    ["lessons", ".course"].map(async (name) => {
      const folder = new URL(name, root);
      await Deno.mkdir(folder, { recursive: true });
      // The system tells of places as they are without links.
      return await Deno.realPath(fileURLToPath(folder));
    }),
  );
  const seen = new Map<string, string | null>();
  const changed = new Set<string>();
  let telling = Promise.resolve();
  const tell = debounce(() => void (telling = telling.then(look)), SAVING);
  async function look(): Promise<void> {
    const paths = [...changed];
    changed.clear();
    for (const path of paths) {
      const version = await files.read(path).then(
        (file) => file.version,
        (error) => {
          if (!(error instanceof Refused)) throw error;
          return null;
        },
      );
      if (seen.get(path) === version) continue;
      seen.set(path, version);
      onFile(path, version);
    }
  }
  const tellProgress = debounce(
    () => void (telling = telling.then(onProgress)),
    SAVING,
  );

  using watcher = Deno.watchFs(lessons);
  using ownWatcher = Deno.watchFs(own, { recursive: false });
  const close = () => {
    watcher.close();
    ownWatcher.close();
  };
  signal.addEventListener("abort", close, { once: true });
  if (signal.aborted) close();
  await Promise.all([
    each(watcher, (path) => {
      const inside = path.slice(lessons.length + 1).replaceAll("\\", "/");
      const whole = `lessons/${inside}`;
      if (!files.has(whole)) return;
      changed.add(whole);
      tell();
    }),
    each(ownWatcher, (path) => {
      if (/[/\\]progress\.txt$/.test(path)) tellProgress();
    }),
  ]);
  tell.clear();
  tellProgress.clear();
  // What is looked at now must not outlast the watching.
  await telling;
}

async function each(
  watcher: Deno.FsWatcher,
  onPath: (path: string) => void,
): Promise<void> {
  for await (const { kind, paths } of watcher) {
    if (kind !== "access") paths.forEach(onPath);
  }
}
