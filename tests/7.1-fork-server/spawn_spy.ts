import { quietTime } from "../harness/story/quiet_time.ts";

/** A child program that was started. */
export interface Start {
  pid: number;
  /** Whether it has ended. */
  ended: boolean;
  /** Milliseconds from the end of the one before it to its own start. */
  pause: number;
  /** The same in quiet time, as far as it has come. */
  quiet: number;
}

/** What was started since. */
export interface SpawnSpy extends Disposable {
  /** The starts of the program in this file, each after the other's end. */
  startsOf(file: string): readonly Start[];
}

/**
 * From now on, notes each program that this process starts.
 *
 * @param onSpawn Told of each when whoever started it waits for something, or
 * returns to the event loop.
 */
export function spawnSpy(onSpawn: (pid: number) => void = () => {}): SpawnSpy {
  const { Command } = Deno;
  const starts = new Map<string, Start[]>();
  const ends = new Map<string, Stopwatch>();
  let over = false;
  Deno.Command = class extends Command {
    readonly #file: string;

    constructor(command: string | URL, options: Deno.CommandOptions = {}) {
      super(command, options);
      this.#file = options.args?.find((arg) => arg.endsWith(".ts")) ?? "";
    }

    override spawn(): Deno.ChildProcess {
      const watch = ends.get(this.#file);
      ends.delete(this.#file);
      watch?.stop();
      const child = super.spawn();
      const start: Start = {
        pid: child.pid,
        ended: false,
        pause: watch?.ms ?? 0,
        quiet: watch?.quiet ?? 0,
      };
      starts.set(this.#file, [...starts.get(this.#file) ?? [], start]);
      queueMicrotask(() => onSpawn(child.pid));
      child.status.then(() => {
        start.ended = true;
        ends.get(this.#file)?.stop();
        if (!over) ends.set(this.#file, new Stopwatch());
      });
      return child;
    }
  };
  return {
    startsOf: (file) => starts.get(file) ?? [],
    [Symbol.dispose]() {
      over = true;
      for (const watch of ends.values()) watch.stop();
      Deno.Command = Command;
    },
  };
}

/** From now on, the system has no room for one more process. */
export function spawnFails(): Disposable {
  const { Command } = Deno;
  Deno.Command = class extends Command {
    override spawn(): never {
      throw new Deno.errors.WouldBlock(
        "Failed to spawn: Resource temporarily unavailable (os error 11)",
      );
    }
  };
  return { [Symbol.dispose]: () => void (Deno.Command = Command) };
}

type Signal = Deno.Signal | number;

/** Which signals were sent since. */
export interface SignalSpy extends Disposable {
  sent: readonly Signal[];
  sentTo(pid: number): readonly Signal[];
}

/** From now on, notes each signal that this process sends to a child. */
export function signalSpy(): SignalSpy {
  const { prototype } = Deno.ChildProcess;
  const { kill } = prototype;
  const killById = Deno.kill;
  const sent: Signal[] = [];
  const to: number[] = [];
  prototype.kill = function (signal = "SIGTERM") {
    sent.push(signal);
    to.push(this.pid);
    kill.call(this, signal);
  };
  Deno.kill = (pid, signal = "SIGTERM") => {
    sent.push(signal);
    to.push(pid);
    killById(pid, signal);
  };
  return {
    sent,
    sentTo: (pid) => sent.filter((_signal, nth) => to[nth] === pid),
    [Symbol.dispose]() {
      prototype.kill = kill;
      Deno.kill = killById;
    },
  };
}

/** From now on, counts how often a writer is broken off or closed. */
export function brokenInputs(): { readonly count: number } & Disposable {
  const { prototype } = WritableStreamDefaultWriter;
  const { abort, close } = prototype;
  let count = 0;
  prototype.abort = function (reason) {
    count++;
    return abort.call(this, reason);
  };
  prototype.close = function () {
    count++;
    return close.call(this);
  };
  return {
    get count() {
      return count;
    },
    [Symbol.dispose]: () => void Object.assign(prototype, { abort, close }),
  };
}

/** Who has called a method since. */
export interface Callers extends Disposable {
  /** Whether this method has, by itself or by another one. */
  include(method: string): boolean;
}

/**
 * From now on, notes who calls a method of all objects of one class.
 *
 * @param onCall Told of each call.
 */
export function callersOf<
  Name extends string,
  Class extends Record<Name, (...args: never[]) => unknown>,
>(prototype: Class, name: Name, onCall = (_by: Callers) => {}): Callers {
  const method: (...args: never[]) => unknown = prototype[name];
  const stacks: string[] = [];
  const callers: Callers = {
    include: (caller) => stacks.some((stack) => stack.includes(`.${caller} `)),
    [Symbol.dispose]: () => void Object.assign(prototype, { [name]: method }),
  };
  const noted = function (this: Class, ...args: never[]) {
    stacks.push(`${new Error().stack}`);
    onCall(callers);
    return method.apply(this, args);
  };
  Object.assign(prototype, { [name]: noted });
  return callers;
}

/** How often a stopwatch looks, in milliseconds. */
const TICK = 5;

/** Measures, on the clock and in quiet time. */
class Stopwatch {
  readonly #begin = performance.now();
  readonly #over = new AbortController();
  #end = Infinity;
  quiet = 0;

  constructor() {
    void this.#run();
  }

  get ms(): number {
    return Math.min(performance.now(), this.#end) - this.#begin;
  }

  stop(): void {
    this.#end = performance.now();
    this.#over.abort();
  }

  async #run(): Promise<void> {
    const { signal } = this.#over;
    try {
      for (;;) {
        await quietTime(TICK, signal);
        this.quiet += TICK;
      }
    } catch {
      // It was stopped.
    }
  }
}
