import { tmpdir } from "node:os";

/** Short, as it becomes part of Unix sockets' paths: macOS allows 103 bytes. */
const LESSON = "lesson-";
const LOCK = "run.lock";

/**
 * The folder for temporary files of one run of a lesson's tests. It is locked as
 * long as the run lives, and the system frees the lock of a run that was killed:
 * the next run removes what that one has left.
 */
export class RunFolder implements AsyncDisposable {
  readonly path: string;
  readonly #lock: Deno.FsFile;

  private constructor(path: string, lock: Deno.FsFile) {
    this.path = path;
    this.#lock = lock;
  }

  /**
   * Makes a folder, and removes those of runs that were killed.
   *
   * @param prefix What the folders of such runs are called by.
   */
  static async create(prefix = LESSON): Promise<RunFolder> {
    await removeAbandoned(prefix);
    for (;;) {
      const path = await Deno.makeTempDir({ prefix });
      const lock = await takeLock(path, true);
      if (lock !== undefined) return new RunFolder(path, lock);
      // Another run took it for an abandoned one before it was locked.
    }
  }

  /** The environment in which programs put their temporary files here. */
  get env(): Record<string, string> {
    return { TMPDIR: this.path, TEMP: this.path, TMP: this.path };
  }

  /** Removes the folder. */
  async [Symbol.asyncDispose](): Promise<void> {
    await remove(this.path);
    this.#lock.close();
  }
}

async function removeAbandoned(prefix: string): Promise<void> {
  const folder = tmpdir();
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    if (!isDirectory || !name.startsWith(prefix)) continue;
    const path = `${folder}/${name}`;
    using lock = await takeLock(path, false);
    if (lock !== undefined) await remove(path);
  }
}

/** The lock of a folder that is there and that no run holds. */
async function takeLock(
  path: string,
  create: boolean,
): Promise<Deno.FsFile | undefined> {
  let file: Deno.FsFile | undefined;
  try {
    file = await Deno.open(`${path}/${LOCK}`, { write: true, create });
    // Whoever held the lock before may have removed the folder.
    if (await file.tryLock(true) && await isThere(path)) return file;
  } catch (error) {
    // No folder of a run, or another user's; or one that has just gone.
    if (create && !(error instanceof Deno.errors.NotFound)) throw error;
  }
  file?.close();
  return undefined;
}

async function isThere(path: string): Promise<boolean> {
  return await Deno.lstat(path).then(() => true, () => false);
}

/** Removes what can be removed; the next run tries again. */
async function remove(path: string): Promise<void> {
  await Deno.remove(path, { recursive: true }).catch(() => {});
}
