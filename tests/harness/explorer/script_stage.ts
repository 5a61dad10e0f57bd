import type { Story } from "../story/story.ts";
import type { CheckedModel } from "./model.ts";
import type { Player } from "./player.ts";
import type { Step } from "./schedule.ts";
import type { Cost, Script, ScriptRun, ThreadStatus } from "./script.ts";
import { costOf } from "./script_cost.ts";
import { ScriptJudge } from "./script_judge.ts";
import { loopAt } from "./loop.ts";
import { repeatsItself } from "./loop_repeat.ts";
import { isAsleep } from "./state.ts";
import type { Trace } from "./trace.ts";
import { traceGlobals } from "./traced_globals.ts";

/** Steps of a loop that changes nothing after which a thread counts as spinning. */
const SPIN_STEPS = 100;

/** Plays a script's schedule and fails its story where it goes wrong. */
export class ScriptStage implements Script {
  readonly #story: Story;
  readonly #model: CheckedModel;
  readonly #player: Player;
  readonly #judge: ScriptJudge;
  #marked = 0;

  constructor(story: Story, model: CheckedModel, player: Player) {
    this.#story = story;
    this.#model = model;
    this.#player = player;
    this.#judge = new ScriptJudge(story, model, player);
    this.#judge.check();
  }

  run(thread: number): ScriptRun {
    const arrive = (
      goal: string,
      hasArrived: () => boolean,
      cause = "The code takes another path here than it should.",
    ) => {
      this.#runWhile(thread, () => !hasArrived(), goal);
      this.#story.did(`T${thread} ran until it ${this.#doing(thread)}`);
      if (!hasArrived()) this.#fail(thread, `T${thread} ${goal}`, cause);
    };
    return {
      untilBlocked: (cause) =>
        arrive(
          "sleeps in Atomics.wait",
          () => this.status(thread).state === "asleep",
          cause,
        ),
      toEnd: (cause) =>
        arrive(
          "returns",
          () => this.status(thread).state === "finished",
          cause,
        ),
      until: (label, cause) =>
        arrive(
          `comes to "${label}"`,
          () => this.#node(thread).operation?.label === label,
          cause,
        ),
      steps: (count) => {
        const before = this.#player.states.length;
        const done = () => this.#player.states.length - before;
        this.#runWhile(thread, () => done() < count, "sleeps or returns");
        return done();
      },
    };
  }

  settle(): void {
    const threads = [...this.#model.threads.keys()];
    while (threads.some((thread) => this.status(thread).state === "runnable")) {
      for (const thread of threads) {
        this.#runWhile(thread, () => true, "ends or sleeps");
      }
    }
    this.#story.did("all threads ran until each slept or had returned");
  }

  status(thread: number): ThreadStatus {
    const node = this.#node(thread);
    if (node.ending !== undefined) return { state: "finished" };
    const sleeper = this.#player.state.sleepers.find((one) =>
      one.thread === thread
    );
    return sleeper === undefined ? { state: "runnable" } : {
      state: "asleep",
      word: sleeper.address / 4,
      timed: node.operation?.extra !== Infinity,
    };
  }

  isBlocked(
    thread: number,
    cause = "It was let go on, or woken, although it should wait.",
  ): void {
    if (this.status(thread).state === "asleep") return;
    this.#fail(thread, `T${thread} sleeps`, cause);
  }

  isNotBlocked(thread: number, cause = "Nothing woke it up."): void {
    if (this.status(thread).state !== "asleep") return;
    this.#fail(thread, `T${thread} does not sleep`, cause);
  }

  timeOut(thread: number): void {
    this.#take({ thread, kind: "timeout" });
    this.#story.did(`the time limit of T${thread} ran out`);
  }

  wakeSpuriously(thread: number): void {
    this.#take({ thread, kind: "spurious" });
    this.#story.did(`T${thread} woke up for no reason`);
  }

  cost(thread: number): Cost {
    return costOf(
      this.trace().events.slice(this.#marked)
        .filter((event) => event.thread === thread),
    );
  }

  mark(): void {
    this.#marked = this.trace().events.length;
  }

  logs(thread: number): readonly unknown[] {
    return this.#node(thread).logs;
  }

  words(): Int32Array {
    const { memory } = this.#player.machine;
    memory.restore(this.#player.state.memory);
    return Int32Array.from(memory.words);
  }

  trace(): Trace {
    return this.#player.trace;
  }

  #node(thread: number) {
    const node = this.#player.state.nodes[thread];
    if (node === undefined) {
      throw new RangeError(
        `Cannot look at thread as the model has ${this.#model.threads.length}: received ${thread}`,
      );
    }
    return node;
  }

  /** Runs a thread while it can and `wanted` says so. */
  #runWhile(thread: number, wanted: () => boolean, goal: string): void {
    let spins = 0;
    while (this.status(thread).state === "runnable" && wanted()) {
      this.#take({ thread, kind: "run" });
      const { state, machine } = this.#player;
      const loop = loopAt(this.#node(thread));
      spins = loop !== undefined && repeatsItself(loop, state, machine.memory)
        ? spins + 1
        : 0;
      if (spins > SPIN_STEPS) {
        this.#fail(
          thread,
          `T${thread} ${goal}`,
          "The loop asks again and again and changes nothing. Atomics.wait sleeps until another thread calls Atomics.notify.",
        );
      }
    }
  }

  #take(step: Step): void {
    using _traced = traceGlobals(this.#model.oneStep);
    this.#player.take(step);
    this.#judge.check();
  }

  #doing(thread: number): string {
    const status = this.status(thread);
    switch (status.state) {
      case "asleep":
        return `slept on word ${status.word}`;
      case "finished":
        return "returned";
      case "runnable":
        return `came to "${this.#node(thread).operation?.label}"`;
    }
  }

  #fail(thread: number, expected: string, cause: string): never {
    const asleep = isAsleep(this.#player.state, thread);
    const status = this.status(thread);
    const got = asleep || status.state === "finished"
      ? `T${thread} ${
        this.#doing(thread).replace("slept", "sleeps").replace(
          "returned",
          "has returned",
        )
      }.`
      : `T${thread} goes on.`;
    this.#judge.fail(expected, got, cause);
  }
}
