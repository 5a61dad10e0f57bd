import type { TraceEvent } from "../../harness/explorer/mod.ts";

/** What a thread has seen of the queue, or the queue is now. */
interface Seen {
  size: number;
  closed: boolean;
}

/** A condition's notification. */
interface Notification {
  thread: number;
  word: string;
  all: boolean;
  /** How many it wakes, at most. */
  most: number;
  /** Whether the queue was closed by then. */
  closed: boolean;
  /** Whether the thread held the mutex. */
  locked: boolean;
  event: TraceEvent;
}

/** A sleep, from its beginning. */
export interface Sleep {
  word: string;
  /** What the thread saw before it unlocked. */
  seen: Seen;
  /** Its time limit in milliseconds. */
  ms: number;
  /** Whether the thread had changed the queue just before. */
  late: boolean;
  /** Whether the thread has waited before, and not looked into the ring since. */
  blind: boolean;
  /** In which it fell asleep. */
  event: TraceEvent;
}

/** The words of the ring that the mutex guards. */
const GUARDED = /^(head|size|closed|item \d)$/;

/** What became of a queue in a schedule, told from its events. */
export class QueueHistory {
  capacity = 0;
  readonly now: Seen = { size: 0, closed: false };
  /** The thread that holds the mutex. */
  holder: number | undefined;
  readonly asleep = new Map<number, Sleep>();
  /** The last sleep of each thread, over or not. */
  readonly slept = new Map<number, Sleep>();
  /** The threads that were woken, and did nothing but look since. */
  readonly woken = new Set<number>();
  readonly notified: Notification[] = [];
  /** How many items came and went. */
  pushed = 0;
  popped = 0;
  /** Where the last one came. */
  brought: TraceEvent | undefined;
  /** Who has seen that the queue is closed since it locked. */
  readonly #sawTheEnd = new Set<number>();
  /** The threads that have appended an item afterwards. */
  readonly unrefused = new Set<number>();
  /** How often the head was written. */
  moved = 0;
  /** Where the head was set to a place behind the ring's last one. */
  strayed: TraceEvent | undefined;
  /** What was written to the places of items; a 0 may be what clears one. */
  readonly written: { word: string; value: number }[] = [];
  /** Where a thread took a second item, with the mutex locked once. */
  tookTwo: TraceEvent | undefined;
  #took = false;
  /** Where an item came or went, and no one who waits for that was told. */
  readonly silent: Record<"pushed" | "popped", TraceEvent[]> = {
    pushed: [],
    popped: [],
  };
  /** Where the size was written, and was not one more or one less, as is due. */
  miscounted: TraceEvent | undefined;
  /** Where an item was written over the ring's own words. */
  overwritten: TraceEvent | undefined;
  /** Whether a place or the head was written since the mutex was locked. */
  #wrote = false;
  #moves = false;
  /** Where the one who holds the mutex has locked it. */
  held: TraceEvent | undefined;
  /** Threads that have tried to lock the mutex, and not got it since. */
  readonly tried = new Set<number>();
  /** Threads that have returned, or thrown. */
  readonly ended = new Set<number>();
  /** The first plain access of the ring by a thread without the mutex. */
  unguarded: TraceEvent | undefined;
  /** Whether an item came when there was no room, and who brought it had slept. */
  overfull: { slept: boolean; locks: number } | undefined;
  readonly #seen = new Map<number, Seen>();
  /** Threads that have waited, and not looked into the ring since. */
  readonly #unseeing = new Set<number>();
  /** How often each thread has locked since it slept, or changed the queue. */
  readonly locks = new Map<number, number>();
  /** Where a thread first locked again in between. */
  relocked: TraceEvent | undefined;
  /** Threads that have changed the queue since they locked. */
  readonly #changed = new Set<number>();

  constructor(events: readonly TraceEvent[]) {
    for (const event of events) this.#take(event);
  }

  /** Those that sleep on a condition. */
  sleepersOn(word: string): number[] {
    return [...this.asleep].filter(([, sleep]) => sleep.word === word)
      .map(([thread]) => thread);
  }

  /** The notifications of a condition. */
  notificationsOf(word: string): Notification[] {
    return this.notified.filter((one) => one.word === word);
  }

  #take(event: TraceEvent): void {
    const { thread, kind, word = "", result, value, extra } = event;
    switch (kind) {
      case "compareExchange":
        if (word === "mutex" && result === value) this.#lock(event);
        else if (word === "mutex") this.tried.add(thread);
        break;
      case "exchange":
        if (word === "mutex" && result === 0) this.#lock(event);
        break;
      case "store":
        if (word === "mutex" && value === 0) this.#unlock(thread);
        break;
      case "wait":
        if (result === undefined) {
          const seen = this.#seen.get(thread) ?? { ...this.now };
          const ms = Number(extra ?? Infinity);
          const late = this.#changed.has(thread);
          const blind = this.#unseeing.has(thread);
          const sleep = { word, seen, ms, late, blind, event };
          this.asleep.set(thread, sleep);
          this.slept.set(thread, sleep);
        } else if (result === "not-equal" && word !== "mutex") {
          this.#unseeing.add(thread);
        }
        this.locks.delete(thread);
        break;
      case "woken":
      case "timed-out":
      case "spurious":
        if (this.asleep.get(thread)?.word !== "mutex") {
          this.woken.add(thread);
          if (kind !== "timed-out") this.#unseeing.add(thread);
        }
        this.asleep.delete(thread);
        break;
      case "notify":
        this.#tell(thread, word);
        this.notified.push({
          thread,
          word,
          all: Number(extra) > 1,
          most: Number(extra ?? Infinity),
          closed: this.now.closed,
          locked: this.holder === thread,
          event,
        });
        break;
      case "return":
      case "throw":
        this.ended.add(thread);
        break;
      case "read":
      case "write":
        this.#touch(event, word, Number(kind === "read" ? result : value));
    }
  }

  #lock(event: TraceEvent): void {
    const { thread } = event;
    this.holder = thread;
    this.tried.delete(thread);
    this.held = event;
    if (this.locks.has(thread)) this.relocked ??= event;
    this.locks.set(thread, 1 + (this.locks.get(thread) ?? 0));
    this.#changed.delete(thread);
    this.#sawTheEnd.delete(thread);
    this.#took = false;
    this.#wrote = this.#moves = false;
  }

  /** Takes the last change that a notification is for as told. */
  #tell(thread: number, word: string): void {
    const changes = word === "not empty"
      ? this.silent.pushed
      : word === "not full"
      ? this.silent.popped
      : [];
    const last = changes.findLastIndex((event) => event.thread === thread);
    if (last >= 0) changes.splice(last, 1);
  }

  #unlock(thread: number): void {
    this.#seen.set(thread, { ...this.now });
    if (this.holder === thread) this.holder = undefined;
  }

  #touch(event: TraceEvent, word: string, value: number): void {
    const { thread, kind } = event;
    this.#unseeing.delete(thread);
    if (GUARDED.test(word) && this.holder !== thread) {
      this.unguarded ??= event;
    }
    if (word === "capacity" && kind === "read") this.capacity = value;
    if (word === "capacity" && kind === "write") this.overwritten ??= event;
    if (kind === "write" && word === "head") {
      this.moved++;
      if (value >= this.capacity) this.strayed ??= event;
      this.#moves = true;
    }
    if (kind === "write" && word.startsWith("item ")) {
      this.written.push({ word, value });
      this.#wrote = true;
    }
    if (word === "closed") this.now.closed = value === 1;
    if (this.now.closed && word === "closed") this.#sawTheEnd.add(thread);
    if (word !== "size") return;
    const locks = this.locks.get(thread) ?? 0;
    if (kind === "write") {
      this.locks.delete(thread);
      this.#changed.add(thread);
      const more = value - this.now.size;
      const up = this.#wrote && !this.#moves;
      const down = this.#moves && !this.#wrote;
      if (Math.abs(more) > 1 || up && more < 0 || down && more > 0) {
        this.miscounted ??= event;
      }
    }
    if (kind === "write" && value > this.now.size) {
      this.pushed++;
      this.brought = event;
      if (this.#sawTheEnd.has(thread)) this.unrefused.add(thread);
      this.silent.pushed.push(event);
      if (value > this.capacity) {
        this.overfull ??= { slept: this.woken.has(thread), locks };
      }
      this.woken.delete(thread);
    } else if (kind === "write") {
      this.popped++;
      this.silent.popped.push(event);
      if (this.#took) this.tookTwo ??= event;
      this.#took = true;
      this.woken.delete(thread);
    }
    this.now.size = value;
  }
}
