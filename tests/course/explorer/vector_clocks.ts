interface Access {
  thread: number;
  time: number;
  at: number;
  isPlain: boolean;
  writes: boolean;
}

/**
 * Says whether one schedule has a data race, as ECMAScript's memory model has
 * it: two accesses of a word, one of them plain and one a write, that are not
 * ordered. An atomic read comes after the write that it reads from; what waits
 * and notifies on a word do with its queue comes one after another.
 */
export class VectorClocks {
  hasRace = false;
  readonly #clocks: number[][];
  /** What was known to who wrote a word last, and used its queue last. */
  readonly #written: number[][] = [];
  readonly #queues: number[][] = [];
  readonly #accesses: Access[] = [];

  constructor(threads: number) {
    const names = [...Array(threads).keys()];
    this.#clocks = names.map((one) =>
      names.map((other) => one === other ? 1 : 0)
    );
  }

  plain(thread: number, at: number, writes: boolean): void {
    this.#access({ thread, at, writes, isPlain: true });
    // A plain write tells nobody anything.
    if (writes) this.#written[at] = [];
    this.#tick(thread);
  }

  atomic(thread: number, at: number, how: "read" | "write" | "both"): void {
    if (how !== "write") this.#learn(thread, this.#written[at]);
    this.#access({ thread, at, writes: how !== "read", isPlain: false });
    if (how !== "read") {
      this.#written[at] = [...this.#clocks[thread] ?? []];
    }
    this.#tick(thread);
  }

  queue(thread: number, at: number): void {
    this.#learn(thread, this.#queues[at]);
    this.#queues[at] = [...this.#clocks[thread] ?? []];
    this.#tick(thread);
  }

  #learn(thread: number, known: readonly number[] = []): void {
    this.#clocks[thread] =
      this.#clocks[thread]?.map((time, other) =>
        Math.max(time, known[other] ?? 0)
      ) ?? [];
  }

  #tick(thread: number): void {
    this.#clocks[thread] =
      this.#clocks[thread]?.map((time, other) =>
        other === thread ? time + 1 : time
      ) ?? [];
  }

  #access(one: Omit<Access, "time">): void {
    const clock = this.#clocks[one.thread] ?? [];
    this.hasRace ||= this.#accesses.some((other) =>
      other.thread !== one.thread && other.at === one.at &&
      (other.isPlain || one.isPlain) && (other.writes || one.writes) &&
      other.time > (clock[other.thread] ?? 0)
    );
    const time = clock[one.thread] ?? 0;
    this.#accesses.push({ ...one, time });
  }
}
