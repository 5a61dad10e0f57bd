import type { LogNode } from "./log_node.ts";
import { ASLEEP } from "./host.ts";
import {
  isPlain,
  type Operation,
  type Result,
  touchesMemory,
  writes,
} from "./operation.ts";
import { type Access, conflicts } from "./race.ts";

/** By thread, how many of its operations are known to have happened. */
type VectorClock = number[];

interface TimedAccess extends Access {
  /** The thread's own time when it did this. */
  time: number;
  writes: boolean;
}

/**
 * Finds data races in one schedule with vector clocks, as in "Efficient and
 * precise dynamic race detection" (Flanagan and Freund, 2009), with ECMAScript's
 * rule for what orders threads: an atomic read and the write it reads from, and
 * wait and notify on one place.
 */
export class HappensBefore {
  readonly #clocks: VectorClock[];
  /** What an atomic write, or a wait or notify, at a place hands on. */
  readonly #written = new Map<string, VectorClock>();
  /** The last access of each byte, by thread and kind of operation. */
  readonly #accesses = new Map<number, Map<string, TimedAccess>>();
  readonly #asleep = new Set<number>();

  constructor(threads: number) {
    this.#clocks = Array.from(
      { length: threads },
      (_, thread) =>
        Array.from({ length: threads }, (_, other) => other === thread ? 1 : 0),
    );
  }

  /**
   * Notes an operation that was done, or a wait in which the thread has fallen
   * asleep.
   *
   * @returns The race that it is part of, if any.
   */
  note(
    thread: number,
    node: LogNode,
    result: Result | typeof ASLEEP,
  ): [Access, Access] | undefined {
    const { operation } = node;
    if (operation === undefined) return undefined;
    const { kind, address } = operation;
    const queues = kind === "wait" || kind === "notify";
    if (queues) this.#join(thread, `queue ${address}`);
    // What a sleeper read, it read when it fell asleep.
    const isAwakened = this.#asleep.delete(thread);
    if (result === ASLEEP) this.#asleep.add(thread);
    const race = isAwakened || !touchesMemory(operation)
      ? undefined
      : this.#touch(thread, node, operation, result);
    const clock = this.#clocks[thread] as VectorClock;
    if (queues) this.#written.set(`queue ${address}`, [...clock]);
    clock[thread] = (clock[thread] ?? 0) + 1;
    return race;
  }

  #touch(
    thread: number,
    node: LogNode,
    operation: Operation,
    result: Result | typeof ASLEEP,
  ): [Access, Access] | undefined {
    const { kind, address } = operation;
    const isWrite = result !== ASLEEP && writes(operation, result);
    if (kind !== "store" && !isPlain(operation)) {
      this.#join(thread, `cell ${address}`);
    }
    const race = this.#access(thread, node, operation, isWrite);
    if (isWrite && kind !== "write") {
      const clock = this.#clocks[thread] as VectorClock;
      this.#written.set(`cell ${address}`, [...clock]);
    }
    return race;
  }

  #join(thread: number, place: string): void {
    const clock = this.#clocks[thread] as VectorClock;
    for (const [other, time] of this.#written.get(place)?.entries() ?? []) {
      clock[other] = Math.max(clock[other] ?? 0, time);
    }
  }

  #access(
    thread: number,
    node: LogNode,
    { kind, address, type }: Operation,
    isWrite: boolean,
  ): [Access, Access] | undefined {
    const clock = this.#clocks[thread] as VectorClock;
    let race: [Access, Access] | undefined;
    for (let byte = address; byte < address + (type?.size ?? 0); byte++) {
      const accesses = this.#accesses.get(byte) ??
        new Map<string, TimedAccess>();
      this.#accesses.set(byte, accesses);
      for (const other of accesses.values()) {
        if (
          other.thread !== thread && other.time > (clock[other.thread] ?? 0) &&
          conflicts(other.node, node, other.writes || isWrite)
        ) {
          race ??= [other, { thread, node }];
        }
      }
      const time = clock[thread] ?? 0;
      const access = { thread, node, time, writes: isWrite };
      accesses.set(`${thread} ${kind} ${isWrite}`, access);
    }
    return race;
  }
}
