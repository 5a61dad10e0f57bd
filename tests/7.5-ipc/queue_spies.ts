import {
  Changes,
  type QueueFiles,
} from "../../lessons/7.5-ipc/given/queue_files.ts";
import { QueueStore } from "../../lessons/7.5-ipc/given/queue_store.ts";
import type { Known } from "./misconceptions.ts";

/**
 * What a waiter does: looks into the queue, watches it, sleeps, and wakes, or
 * stops by an error.
 */
type Act = "look" | "watch" | "sleep" | "wake" | "stop";

/** Notes what is done with queues, in this order. */
export class QueueSpy implements Disposable {
  readonly acts: Act[] = [];
  /** Called once, with the folder, when somebody is about to watch one. */
  beforeWatching: ((folder: string) => void) | undefined;
  /** Called in a look that has found something, or made room for it. */
  whenFound: (() => void) | undefined;
  #own = false;
  readonly #restore: () => void;

  constructor() {
    // deno-lint-ignore no-this-alias -- the methods below have one of their own
    const spy = this;
    const { watchFs } = Deno;
    const { transaction } = QueueStore.prototype;
    const { next } = Changes.prototype;
    this.#restore = () => {
      Deno.watchFs = watchFs;
      QueueStore.prototype.transaction = transaction;
      Changes.prototype.next = next;
    };
    const note = (act: Act) => {
      if (!this.#own) this.acts.push(act);
    };
    Deno.watchFs = (paths, options) => {
      this.beforeWatching?.(`${paths}`);
      this.beforeWatching = undefined;
      note("watch");
      return watchFs(paths, options);
    };
    QueueStore.prototype.transaction = function <T>(
      work: (files: QueueFiles) => T,
    ) {
      const isSeen = !spy.#own;
      note("look");
      const looks = (files: QueueFiles) => {
        const found = work(files);
        if (isSeen && found !== undefined) spy.whenFound?.();
        return found;
      };
      return transaction.call(this, looks) as Promise<T>;
    };
    Changes.prototype.next = async function () {
      note("sleep");
      try {
        await next.call(this);
      } catch (error) {
        note("stop");
        throw error;
      }
      note("wake");
    };
  }

  /** Uses a queue without a note of it. */
  async unseen<T>(use: () => Promise<T>): Promise<T> {
    this.#own = true;
    const used = use();
    this.#own = false;
    return await used;
  }

  /** How often this was done. */
  count(act: Act): number {
    return this.acts.filter((one) => one === act).length;
  }

  /** Whether the last act was to fall asleep. */
  get isAsleep(): boolean {
    return this.acts.at(-1) === "sleep";
  }

  /** What was done last, in words. */
  get told(): string {
    return this.acts.slice(-6).join(", ") || "nothing";
  }

  /** Why somebody sleeps on. */
  get oversleeps(): Known {
    if (!this.isAsleep) return undefined;
    const before = this.acts.at(-2);
    return before === "watch"
      ? this.acts.includes("look")
        ? "looks-then-watches"
        : "sleeps-before-it-looks"
      : before === "wake"
      ? "sleeps-without-a-look"
      : undefined;
  }

  /**
   * Counts the looks into queues in 60 turns of the event loop with a look of
   * its own each, and stops at `most`. Timers are due at once meanwhile: who
   * looks again by a timer has no time to lose.
   */
  async countLooks(
    look: () => Promise<unknown>,
    most: number,
  ): Promise<number> {
    const { setTimeout, setInterval } = globalThis;
    const atOnce =
      (call: (body: () => void, ms: number) => unknown) => (body: () => void) =>
        call(body, 0);
    const hurried = {
      setTimeout: atOnce(setTimeout),
      setInterval: atOnce(setInterval),
    };
    const looks = () => this.count("look");
    Object.assign(globalThis, hurried);
    try {
      for (let own = 0; own < 60 && looks() <= most; own++) {
        await this.unseen(look);
        await new Promise((resolve) => setTimeout(resolve, 0));
      }
      return looks();
    } finally {
      Object.assign(globalThis, { setTimeout, setInterval });
    }
  }

  [Symbol.dispose](): void {
    this.#restore();
  }
}
