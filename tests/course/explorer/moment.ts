import {
  type Instruction,
  isPlain,
  type Program,
  WORDS,
} from "./random_program.ts";
import type { VectorClocks } from "./vector_clocks.ts";

/** A step: the thread goes on, or its time runs out. */
export interface Choice {
  thread: number;
  kind: "run" | "timeout";
}

/** All there is to know between two operations. Its arrays never change. */
export class Moment {
  readonly #program: Program;
  #memory: readonly number[] = new Array<number>(WORDS).fill(0);
  /** By word, who sleeps there, in order of arrival. */
  #queues: readonly (readonly number[])[] = new Array(WORDS).fill([]);
  #next: readonly number[];
  #results: readonly (readonly unknown[])[];

  /** Takes notes of who knows what, along one schedule. */
  readonly #clocks: VectorClocks | undefined;

  constructor(program: Program, clocks?: VectorClocks) {
    this.#program = program;
    this.#clocks = clocks;
    this.#next = program.map(() => 0);
    this.#results = program.map(() => []);
  }

  #copy(): Moment {
    const copy = new Moment(this.#program, this.#clocks);
    copy.#memory = this.#memory;
    copy.#queues = this.#queues;
    copy.#next = this.#next;
    copy.#results = this.#results;
    return copy;
  }

  choices(): Choice[] {
    const choices: Choice[] = [];
    for (let thread = 0; thread < this.#program.length; thread++) {
      const instruction = this.#instruction(thread);
      if (instruction === undefined) continue;
      if (!this.#isAsleep(thread)) choices.push({ thread, kind: "run" });
      else if (instruction.kind === "waitFor") {
        choices.push({ thread, kind: "timeout" });
      }
    }
    return choices;
  }

  /** Whether two threads are about to do what must not be done at once. */
  isRace(): boolean {
    const next = this.#program.flatMap((_, thread) =>
      this.#isAsleep(thread) ? [] : this.#instruction(thread) ?? []
    );
    return next.some((one, index) =>
      next.slice(index + 1).some((other) =>
        one.at === other.at && (isPlain(one) || isPlain(other)) &&
        one.kind !== "notify" && other.kind !== "notify" &&
        (this.#writes(one) || this.#writes(other))
      )
    );
  }

  #writes({ kind, at, a }: Instruction): boolean {
    return kind === "write" || kind === "store" || kind === "add" ||
      kind === "exchange" ||
      (kind === "compareExchange" && this.#memory[at] === a);
  }

  isOver(): boolean {
    return this.#program.every((_, thread) =>
      this.#instruction(thread) === undefined
    );
  }

  end(): string {
    return JSON.stringify([this.#memory, this.#results]);
  }

  after({ thread, kind }: Choice): Moment {
    const next = this.#copy();
    const instruction = this.#instruction(thread) as Instruction;
    if (kind === "run") next.#run(thread, instruction);
    else next.#wake(thread, instruction, "timed-out");
    return next;
  }

  #instruction(thread: number): Instruction | undefined {
    return this.#program[thread]?.[this.#next[thread] as number];
  }

  #isAsleep(thread: number): boolean {
    return this.#queues.some((queue) => queue.includes(thread));
  }

  #run(thread: number, instruction: Instruction): void {
    const { kind, at, a, b } = instruction;
    const clocks = this.#clocks;
    const old = this.#memory[at] as number;
    const write = (value: number) => {
      this.#memory = this.#memory.with(at, value);
    };
    const done = (result: unknown) => this.#done(thread, instruction, result);
    switch (kind) {
      case "read":
        clocks?.plain(thread, at, false);
        return done(old);
      case "write":
        clocks?.plain(thread, at, true);
        write(a);
        return done(a);
      case "load":
        clocks?.atomic(thread, at, "read");
        return done(old);
      case "store":
        clocks?.atomic(thread, at, "write");
        write(a);
        return done(a);
      case "add":
        clocks?.atomic(thread, at, "both");
        write(old + a);
        return done(old);
      case "exchange":
        clocks?.atomic(thread, at, "both");
        write(a);
        return done(old);
      case "compareExchange":
        clocks?.atomic(thread, at, old === a ? "both" : "read");
        if (old === a) write(b);
        return done(old);
      case "notify": {
        clocks?.queue(thread, at);
        const woken = this.#queues[at]?.slice(0, b) ?? [];
        for (const one of woken) {
          this.#wake(one, this.#instruction(one) as Instruction, "ok");
        }
        return done(woken.length);
      }
      default:
        // It looks at the word while it has the queue for itself.
        clocks?.queue(thread, at);
        clocks?.atomic(thread, at, "read");
        clocks?.queue(thread, at);
        if (old !== a) return done("not-equal");
        if (kind === "waitNot") return done("timed-out");
        this.#queues = this.#queues.with(at, [
          ...this.#queues[at] ?? [],
          thread,
        ]);
    }
  }

  #wake(thread: number, instruction: Instruction, result: string): void {
    this.#queues = this.#queues.map((queue) =>
      queue.filter((one) => one !== thread)
    );
    this.#clocks?.queue(thread, instruction.at);
    this.#done(thread, instruction, result);
  }

  #done(thread: number, instruction: Instruction, result: unknown): void {
    const results = [...this.#results[thread] ?? [], result];
    this.#results = this.#results.with(thread, results);
    const skip = result === instruction.skipIf ? instruction.skip : 0;
    const next = (this.#next[thread] as number) + 1 + skip;
    this.#next = this.#next.with(thread, next);
  }
}
