import type { FailureKind, Finding } from "./finding.ts";
import { valueAfter, wasChange } from "./event_value.ts";
import type { Player } from "./player.ts";
import type { Where } from "./site.ts";
import { Trace, type TraceEvent } from "./trace.ts";
import type { Word } from "./word_type.ts";

/** A thread that sleeps at the end, and nobody woke it. */
export interface Sleeper {
  thread: number;
  /** The word it sleeps on, in bytes. */
  address: number;
  /** What it expects there. */
  value: Word | undefined;
  /** What is there. */
  now: number;
  /** Whether its sleep has a time limit. */
  timed: boolean;
  /** The event in which it fell asleep. */
  since: TraceEvent;
}

/**
 * What happened in a schedule that went wrong, for a test that finds from it
 * which mistake was made. Places are in bytes, as in a model's `words`.
 *
 * ```ts
 * cause: (happened) =>
 *   happened.notifiedTooEarly(OFFSET) !== undefined
 *     ? means("notify-before-store")
 *     : undefined,
 * ```
 */
export class Happened extends Trace {
  /** What is wrong; `"script"` where a script's thread goes another way. */
  readonly kind: FailureKind | "script";
  /** What is wrong, in full sentences. */
  readonly message: string;
  /** What was thrown, if something was. */
  readonly error: unknown;
  /** The memory at the end, as 32-bit words. */
  readonly words: Int32Array;
  /** Who sleeps at the end. */
  readonly sleepers: readonly Sleeper[];
  /** Who is in which section at the end. */
  readonly insiders: readonly { thread: number; section: string }[];
  /** What each thread has logged. */
  readonly logs: readonly (readonly unknown[])[];
  /** Who played it. */
  readonly player: Player;
  /** Where each thread stands: at what it would do next, or at its end. */
  readonly next: readonly (Where | undefined)[];
  readonly #notified: ReadonlyMap<number, unknown>;

  constructor(
    { kind, message, error }:
      & Omit<Finding, "kind">
      & Pick<Happened, "kind">,
    player: Player,
  ) {
    const { machine, state, trace } = player;
    super(trace.threads, trace.events);
    this.player = player;
    this.kind = kind;
    this.message = message;
    this.error = error;
    machine.memory.restore(state.memory);
    this.words = Int32Array.from(machine.memory.words);
    this.logs = state.nodes.map(({ logs }) => logs);
    this.next = state.nodes.map(({ where }) => where);
    this.#notified = machine.notifiers;
    this.sleepers = state.sleepers.flatMap(({ thread, address }) => {
      const since = this.of(thread).findLast(({ kind }) => kind === "wait");
      return since === undefined ? [] : [{
        thread,
        address,
        value: since.value,
        now: this.words[address / 4] ?? 0,
        timed: since.extra !== Infinity,
        since,
      }];
    });
    this.insiders = state.nodes.flatMap(({ inside }, thread) =>
      inside.map(({ section }) => ({ thread, section }))
    );
  }

  /** The schedule itself. */
  get trace(): Trace {
    return this;
  }

  /** What a thread did. */
  of(thread: number): TraceEvent[] {
    return this.events.filter((event) => event.thread === thread);
  }

  /** What was done with a word: all of it, or what is of the kinds. */
  on(address: number, ...kinds: string[]): TraceEvent[] {
    return this.events.filter((event) =>
      event.address === address &&
      (kinds.length === 0 || kinds.includes(event.kind))
    );
  }

  /** Whether a thread returned or threw. */
  hasEnded(thread: number): boolean {
    return this.of(thread).some(({ kind }) =>
      kind === "return" || kind === "throw"
    );
  }

  /** Whether one event came before another. */
  isBefore(one: TraceEvent, other: TraceEvent): boolean {
    return this.events.indexOf(one) < this.events.indexOf(other);
  }

  /** Operations that changed a word. */
  changes(address: number): TraceEvent[] {
    return this.on(address).filter(wasChange);
  }

  /** What stood in the word after an operation on it. */
  after(event: TraceEvent): Word | undefined {
    return valueAfter(event);
  }

  /**
   * Who holds a lock whose word is 0 when it is free: who changed the word from
   * 0, with nobody freeing it since.
   */
  holder(address: number): number | undefined {
    if (this.words[address / 4] === 0) return undefined;
    const before = this.changes(address);
    return before.findLast(({ kind, result }, index) =>
      kind === "store" || kind === "write"
        ? index === 0 || valueAfter(before[index - 1] as TraceEvent) === 0
        : result === 0
    )?.thread;
  }

  /** The change that freed a lock which another thread held. */
  freedByAnother(address: number): TraceEvent | undefined {
    let holder: number | undefined;
    return this.changes(address).find((event) => {
      const isFree = valueAfter(event) === 0;
      if (isFree && holder !== undefined && event.thread !== holder) {
        return true;
      }
      if (isFree) holder = undefined;
      else holder ??= event.thread;
      return false;
    });
  }

  /**
   * A word that was looked at by one operation and written by another, with a
   * change by another thread between them, which the second one overlooks.
   */
  torn(
    address: number,
  ): { look: TraceEvent; change: TraceEvent; write: TraceEvent } | undefined {
    for (const write of this.changes(address)) {
      if (write.kind === "compareExchange") continue;
      const look = this.on(address).findLast((event) =>
        event.thread === write.thread && this.isBefore(event, write)
      );
      if (look?.kind !== "load" && look?.kind !== "read") continue;
      const change = this.changes(address).find((event) =>
        event.thread !== write.thread && this.isBefore(look, event) &&
        this.isBefore(event, write)
      );
      if (change !== undefined) return { look, change, write };
    }
    return undefined;
  }

  /**
   * The last change of a word, if who made it had called notify on the word
   * before it and not after it.
   */
  notifiedTooEarly(address: number): TraceEvent | undefined {
    const last = this.changes(address).at(-1);
    if (last === undefined) return undefined;
    const own = this.on(address).filter((event) =>
      event.thread === last.thread && (wasChange(event) ||
        event.kind === "notify")
    );
    return own.at(-1) === last && own.at(-2)?.kind === "notify"
      ? last
      : undefined;
  }

  /** Whether a word was never notified, in any schedule that was tried. */
  neverNotified(address: number): boolean {
    return !this.#notified.has(address);
  }

  /** Calls of notify on a word after an event. */
  notifiesAfter(event: TraceEvent, address: number): TraceEvent[] {
    return this.on(address, "notify").filter((one) =>
      this.isBefore(event, one)
    );
  }

  /**
   * The last change of a word, if nobody notified the word after it: who slept
   * on it was not told.
   */
  changedInSilence(address: number): TraceEvent | undefined {
    const last = this.changes(address).at(-1);
    return last === undefined || this.notifiesAfter(last, address).length > 0
      ? undefined
      : last;
  }

  /** Whether a sleeper expects what it has neither seen nor put in the word. */
  isUnseen({ thread, address, value, since }: Sleeper): boolean {
    const own = this.on(address).filter((one) =>
      one.thread === thread && one.kind !== "wait" && this.isBefore(one, since)
    );
    return own.length > 0 &&
      own.every((one) => one.result !== value && valueAfter(one) !== value);
  }

  /**
   * The notification that a sleeper missed: the last one on its word that came
   * before it slept, and woke nobody.
   */
  missed({ address, since }: Sleeper): TraceEvent | undefined {
    return this.on(address, "notify").findLast((event) =>
      event.result === 0 && this.isBefore(event, since)
    );
  }

  /**
   * A thread that came out of a wait, whatever the reason, and entered a
   * section or changed the word without reading it again.
   */
  didNotLookAgain(address: number): number | undefined {
    return this.events.find((event) => {
      if (event.address !== address || !cameOut(event)) return false;
      const next = this.of(event.thread).find((one) =>
        this.isBefore(event, one) &&
        (one.address === address || one.kind === "enter" ||
          one.kind === "return" || one.kind === "throw")
      );
      return next !== undefined && !READING.has(next.kind);
    })?.thread;
  }

  /** Changes of words that none of the ranges, in bytes, contains. */
  changesOutside(...ranges: [from: number, to: number][]): TraceEvent[] {
    return this.events.filter((event) => {
      const { address = -1 } = event;
      return address >= 0 && wasChange(event) &&
        !ranges.some(([from, to]) => address >= from && address < to);
    });
  }
}

/** Operations that tell what stands in the word. */
const READING = new Set(["load", "read", "exchange", "compareExchange"]);

function cameOut({ kind, result }: TraceEvent): boolean {
  return kind === "woken" || kind === "timed-out" || kind === "spurious" ||
    (kind === "wait" && result !== undefined);
}
