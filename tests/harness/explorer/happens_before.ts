import type { LogNode } from "./log_node.ts";
import {
  canWrite,
  type Operation,
  type Result,
  touchesMemory,
} from "./operation.ts";
import { type Access, conflicts } from "./race.ts";

/** By thread, how many of its operations are known to have happened. */
type VectorClock = number[];

interface TimedAccess extends Access {
  /** The thread's own time when it did this. */
  time: number;
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

  constructor(threads: number) {
    this.#clocks = Array.from(
      { length: threads },
      (_, thread) =>
        Array.from({ length: threads }, (_, other) => other === thread ? 1 : 0),
    );
  }

  /** Notes an operation that was done; returns the race it is part of, if any. */
  note(
    thread: number,
    node: LogNode,
    result: Result,
  ): [Access, Access] | undefined {
    const { operation } = node;
    if (operation === undefined) return undefined;
    this.#acquire(thread, operation, result);
    const race = touchesMemory(operation)
      ? this.#access(thread, node, operation)
      : undefined;
    this.#release(thread, operation, result);
    return race;
  }

  #acquire(thread: number, operation: Operation, result: Result): void {
    const { kind, address } = operation;
    if (kind === "wait" || kind === "notify") {
      this.#join(thread, `queue ${address}`);
    }
    const reads = kind !== "store" && kind !== "read" && kind !== "write" &&
      kind !== "notify" && !(kind === "wait" && result === "ok");
    if (reads) this.#join(thread, `cell ${address}`);
  }

  #release(thread: number, operation: Operation, result: Result): void {
    const { kind, address } = operation;
    const clock = this.#clocks[thread] as VectorClock;
    if (kind === "wait" || kind === "notify") {
      this.#written.set(`queue ${address}`, [...clock]);
    } else if (
      canWrite(operation) && kind !== "write" &&
      (kind !== "compareExchange" || result === operation.value)
    ) {
      this.#written.set(`cell ${address}`, [...clock]);
    }
    clock[thread] = (clock[thread] ?? 0) + 1;
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
          conflicts(other.node, node)
        ) {
          race ??= [other, { thread, node }];
        }
      }
      const time = clock[thread] ?? 0;
      accesses.set(`${thread} ${kind}`, { thread, node, time });
    }
    return race;
  }
}
