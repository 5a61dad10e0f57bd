import type { QueueFiles } from "../../lessons/7.5-ipc/given/queue_files.ts";
import { QueueStore } from "../../lessons/7.5-ipc/given/queue_store.ts";

/**
 * Calls `body` once, with the folder, when somebody is about to watch one and
 * does not yet. Disposing of it ends that.
 */
export function beforeWatching(body: (folder: string) => void): Disposable {
  const { watchFs } = Deno;
  Deno.watchFs = (paths, options) => {
    Deno.watchFs = watchFs;
    body(`${paths}`);
    return watchFs(paths, options);
  };
  return { [Symbol.dispose]: () => void (Deno.watchFs = watchFs) };
}

/**
 * Counts the looks into queues that `queue` has not asked for itself, while it
 * looks into its own at most 60 times, and stops at `most`. Timers are due at
 * once meanwhile: who looks again by a timer has no time to lose.
 */
export async function countLooks(
  look: () => Promise<unknown>,
  most: number,
): Promise<number> {
  const { transaction } = QueueStore.prototype;
  const { setTimeout, setInterval } = globalThis;
  let looks = 0;
  QueueStore.prototype.transaction = function <T>(
    work: (files: QueueFiles) => T,
  ) {
    looks++;
    return transaction.call(this, work) as Promise<T>;
  };
  const atOnce =
    (call: (body: () => void, ms: number) => unknown) => (body: () => void) =>
      call(body, 0);
  const hurried = {
    setTimeout: atOnce(setTimeout),
    setInterval: atOnce(setInterval),
  };
  Object.assign(globalThis, hurried);
  try {
    let own = 0;
    while (own < 60 && looks - own <= most) {
      await look();
      own++;
    }
    return looks - own;
  } finally {
    QueueStore.prototype.transaction = transaction;
    Object.assign(globalThis, { setTimeout, setInterval });
  }
}
