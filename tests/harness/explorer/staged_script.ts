import { howMany } from "../story/how_many.ts";
import type { Story } from "../story/story.ts";
import type { Cause } from "./cause.ts";
import type { Model } from "./model.ts";
import type { Cost, Script, ScriptRun, ThreadStatus } from "./script.ts";
import { costOf } from "./script_cost.ts";
import { ScriptStage } from "./script_stage.ts";
import type { Trace } from "./trace.ts";

/** A script's commands, carried out on a stage. */
export class StagedScript implements Script {
  readonly #stage: ScriptStage;
  #marked = 0;

  constructor(stage: ScriptStage) {
    this.#stage = stage;
  }

  run(thread: number, as?: string): ScriptRun {
    const stage = this.#stage;
    const arrive = (
      what: string,
      hasArrived: () => boolean,
      cause?: Cause,
    ) => {
      const goal = as === undefined ? what : `${what} (${as})`;
      const before = stage.player.states.length;
      stage.runWhile(thread, () => !hasArrived(), goal);
      stage.story.did(stage.tellRun(thread, before));
      if (!hasArrived()) stage.fail(thread, `T${thread} ${goal}`, cause);
    };
    const is = (state: ThreadStatus["state"]) => () =>
      stage.status(thread).state === state;
    return {
      untilBlocked: (cause) =>
        arrive("sleeps in Atomics.wait", is("asleep"), cause),
      toEnd: (cause) => arrive("returns", is("finished"), cause),
      until: (label, cause) =>
        arrive(
          `comes to "${label}"`,
          () => {
            const { operation } = stage.node(thread);
            return operation?.kind === "reach" && operation.label === label;
          },
          cause,
        ),
      steps: (count) => {
        const before = stage.player.states.length;
        const done = () => stage.player.states.length - before;
        stage.runWhile(thread, () => done() < count, "sleeps or returns");
        stage.story.did(
          stage.status(thread).state === "runnable"
            ? `T${thread} took ${howMany(done(), "step")}`
            : stage.tellRun(thread, before),
        );
        return done();
      },
    };
  }

  settle(): void {
    const threads = [...this.#stage.model.threads.keys()];
    while (threads.some((thread) => this.status(thread).state === "runnable")) {
      for (const thread of threads) {
        this.#stage.runWhile(thread, () => true, "sleeps or returns");
      }
    }
    this.#stage.story.did("all threads ran until each slept or had returned");
  }

  status(thread: number): ThreadStatus {
    return this.#stage.status(thread);
  }

  isBlocked(thread: number, cause?: Cause): void {
    if (this.status(thread).state === "asleep") return;
    this.#stage.fail(thread, `T${thread} sleeps`, cause);
  }

  isNotBlocked(thread: number, cause?: Cause): void {
    if (this.status(thread).state !== "asleep") return;
    this.#stage.fail(thread, `T${thread} does not sleep`, cause);
  }

  timeOut(thread: number): void {
    this.#stage.take({ thread, kind: "timeout" });
    this.#stage.story.did(`the time limit of T${thread} ran out`);
  }

  wakeSpuriously(thread: number): void {
    this.#stage.take({ thread, kind: "spurious" });
    this.#stage.story.did(`T${thread} woke up for no reason`);
  }

  cost(thread: number): Cost {
    const events = this.trace().events.slice(this.#marked);
    return costOf(events.filter((event) => event.thread === thread));
  }

  mark(): void {
    this.#marked = this.trace().events.length;
  }

  logs(thread: number): readonly unknown[] {
    return this.#stage.node(thread).logs;
  }

  words(): Int32Array {
    const { machine, state } = this.#stage.player;
    machine.memory.restore(state.memory);
    return Int32Array.from(machine.memory.words);
  }

  fail(expected: string, got: string, cause?: Cause): never {
    const found = { kind: "script" as const, message: got };
    this.#stage.failWith(expected, found, cause);
  }

  trace(): Trace {
    return this.#stage.player.trace;
  }
}

/**
 * Starts a script: a schedule that the test chooses itself. Data races and
 * threads in one exclusive section fail it too.
 *
 * @param story Fails with the trace so far when an expectation does not hold.
 * @param cause What a failure means where the command that failed does not say.
 */
export function script(story: Story, model: Model, cause?: Cause): Script {
  return new StagedScript(new ScriptStage(story, model, cause));
}
