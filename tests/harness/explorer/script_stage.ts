import type { Story } from "../story/story.ts";
import type { Cause } from "./cause.ts";
import type { LogNode } from "./log_node.ts";
import { loopAt } from "./loop.ts";
import { LoopGuide } from "./loop_guide.ts";
import { repeatsItself } from "./loop_repeat.ts";
import { type CheckedModel, checkedModel, type Model } from "./model.ts";
import { NonDeterminism } from "./non_determinism.ts";
import { MisfitError, Player } from "./player.ts";
import type { Step } from "./schedule.ts";
import type { ThreadStatus } from "./script.ts";
import { type Found, ScriptJudge } from "./script_judge.ts";
import { showWords, tellWord } from "./word_names.ts";
import { traceGlobals } from "./traced_globals.ts";

/** Plays a script's schedule and fails its story where it goes wrong. */
export class ScriptStage {
  readonly story: Story;
  readonly model: CheckedModel;
  readonly player: Player;
  readonly #judge: ScriptJudge;

  constructor(story: Story, model: Model, cause?: Cause) {
    this.story = story;
    this.model = checkedModel(model);
    using _traced = traceGlobals(this.model.oneStep);
    using _words = showWords(this.model.words);
    this.player = new Player(this.model);
    this.#judge = new ScriptJudge(
      story,
      this.model,
      this.player,
      cause,
    );
    this.#judge.check();
  }

  /** What a thread has done and does next. */
  node(thread: number): LogNode {
    const node = this.player.state.nodes[thread];
    if (node === undefined) {
      throw new RangeError(
        `Cannot look at thread as the model has ${this.model.threads.length}: received ${thread}`,
      );
    }
    return node;
  }

  status(thread: number): ThreadStatus {
    const node = this.node(thread);
    if (node.ending !== undefined) return { state: "finished" };
    const { sleepers } = this.player.state;
    const sleeper = sleepers.find((one) => one.thread === thread);
    return sleeper === undefined ? { state: "runnable" } : {
      state: "asleep",
      word: sleeper.address / 4,
      timed: node.operation?.extra !== Infinity,
    };
  }

  take(step: Step): void {
    using _traced = traceGlobals(this.model.oneStep);
    using _words = showWords(this.model.words);
    try {
      this.player.take(step);
    } catch (error) {
      if (error instanceof MisfitError) {
        this.#judge.fail("the thread can go on like that", {
          kind: "script",
          message: `${error.message}.`,
        });
      }
      if (!(error instanceof NonDeterminism)) throw error;
      this.#judge.fail("a thread does the same when it is run again", {
        kind: "non-deterministic",
        message: error.message,
      });
    }
    this.#judge.check();
  }

  /** Runs a thread while it can and `wanted` says so. */
  runWhile(thread: number, wanted: () => boolean, goal: string): void {
    while (this.status(thread).state === "runnable" && wanted()) {
      this.take({ thread, kind: "run" });
      if (this.#goesRoundForEver(thread)) {
        this.fail(thread, `T${thread} ${goal}`, undefined, "spinning");
      }
    }
  }

  #goesRoundForEver(thread: number): boolean {
    const { state, machine } = this.player;
    const loop = loopAt(this.node(thread));
    if (loop === undefined || !repeatsItself(loop, state, machine.memory)) {
      return false;
    }
    using _traced = traceGlobals(this.model.oneStep);
    const guide = new LoopGuide(loop);
    machine.apply(state, { thread, kind: "spin" }, guide);
    return guide.isEndless;
  }

  /** What a thread did from a number of states on until it stopped. */
  tellRun(thread: number, before: number): string {
    using _words = showWords(this.model.words);
    const status = this.status(thread);
    const hasRun = this.player.states.length > before;
    const stop = status.state === "asleep"
      ? `slept on ${tellWord(4 * status.word)}`
      : status.state === "finished"
      ? hasRun ? "returned" : "had returned"
      : `came to "${this.node(thread).operation?.label}"`;
    return hasRun
      ? `T${thread} ran until it ${stop}`
      : `T${thread} took no step, as it ${stop}`;
  }

  /** Fails the story with what a thread does instead. */
  fail(
    thread: number,
    expected: string,
    cause?: Cause,
    kind: Found["kind"] = "script",
  ): never {
    using _words = showWords(this.model.words);
    const status = this.status(thread);
    const doing = status.state === "asleep"
      ? `sleeps on ${tellWord(4 * status.word)}`
      : status.state === "finished"
      ? "has returned"
      : kind === "spinning"
      ? "goes on and on, and nothing changes"
      : "goes on";
    this.failWith(expected, { kind, message: `T${thread} ${doing}.` }, cause);
  }

  /** Fails the story with what was found. */
  failWith(expected: string, found: Found, cause?: Cause): never {
    using _words = showWords(this.model.words);
    this.#judge.fail(expected, found, cause);
  }
}
