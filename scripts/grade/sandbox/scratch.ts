import { join } from "node:path";
import { tmpdir } from "node:os";
import { systemCallFilter } from "./system_calls.ts";

const PREFIX = "course-grade-";

/** Folders that a sandbox mounts on: see `bwrap.ts`. */
const ROOMS = ["tmp", "shm", "deno"];

/**
 * The folder for all that a grading puts on the disk. Its lock lasts as long
 * as the grader: what one leaves that was killed, the next one clears away.
 */
export class Scratch implements AsyncDisposable {
  readonly #lock: Deno.FsFile;

  private constructor(readonly path: string, lock: Deno.FsFile) {
    this.#lock = lock;
  }

  /** Makes one, and removes those of graders that are gone. */
  static async create(): Promise<Scratch> {
    await removeStale();
    const path = await Deno.makeTempDir({ prefix: PREFIX });
    const lock = await Deno.open(join(path, "lock"), {
      createNew: true,
      write: true,
    });
    await lock.lock(true);
    for (const room of ROOMS) {
      await Deno.mkdir(join(path, "rooms", room), { recursive: true });
    }
    if (Deno.build.os === "linux") {
      await Deno.writeFile(join(path, "calls.bpf"), systemCallFilter());
    }
    return new Scratch(path, lock);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#lock.close();
    await Deno.remove(this.path, { recursive: true });
  }
}

async function removeStale(): Promise<void> {
  for await (const { name, isDirectory } of Deno.readDir(tmpdir())) {
    if (!isDirectory || !name.startsWith(PREFIX)) continue;
    const path = join(tmpdir(), name);
    if (await isStale(path)) {
      await Deno.remove(path, { recursive: true }).catch(() => {});
    }
  }
}

/** Whether nobody holds the lock, nor is about to take it. */
async function isStale(path: string): Promise<boolean> {
  try {
    const { uid, mtime } = await Deno.lstat(path);
    if (uid !== Deno.uid()) return false;
    using lock = await Deno.open(join(path, "lock"), { write: true });
    const isFree = await lock.tryLock(true);
    return isFree && Date.now() - (mtime?.getTime() ?? 0) > 1_000;
  } catch {
    return false;
  }
}
