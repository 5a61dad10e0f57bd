import type { Story } from "../story/story.ts";
import { CAUSES, meaningOf } from "./check_model.ts";
import { explainRace } from "./explain.ts";
import { type Finding, findingOf, unwrittenIn } from "./finding.ts";
import type { CheckedModel } from "./model.ts";
import type { Player } from "./player.ts";
import type { ScriptCause, ScriptFinding } from "./script.ts";
import { findIntruder } from "./section.ts";
import { StateOutside } from "./state_outside.ts";
import { traceGlobals } from "./traced_globals.ts";

/** Fails a script's story when something goes wrong that no script expects. */
export class ScriptJudge {
  readonly #story: Story;
  readonly #model: CheckedModel;
  readonly #player: Player;
  readonly #outside: StateOutside;
  readonly #means: ScriptFinding;

  constructor(
    story: Story,
    model: CheckedModel,
    player: Player,
    means: ScriptFinding = () => undefined,
  ) {
    this.#story = story;
    this.#means = means;
    this.#model = model;
    this.#player = player;
    this.#outside = new StateOutside(player.machine, model);
  }

  /**
   * Fails the story if a thread threw, if threads are together in a section,
   * or if the schedule has a data race.
   */
  check(): void {
    const { state, race } = this.#player;
    for (const [thread, { ending, depth }] of state.nodes.entries()) {
      if (ending === "endless") {
        this.found(
          `T${thread} comes to an end`,
          {
            kind: "spinning",
            message:
              `T${thread} goes on and on: after ${depth} operations it came to no end.`,
          },
          "The loop waits for a change that cannot come while it runs.",
        );
      }
      if (ending?.thrown === undefined) continue;
      const { error } = ending.thrown;
      const unwritten = unwrittenIn(error);
      if (unwritten !== undefined) throw unwritten;
      this.found(
        `T${thread} goes on without an error`,
        findingOf(`T${thread}`, error),
        "The code does not expect this order of events.",
      );
    }
    const intruder = findIntruder(state.nodes.map((node) => node.inside));
    if (intruder !== undefined) {
      this.found(
        "threads that exclude each other are never inside at once",
        { kind: "invariant", message: intruder },
        "A thread was let in while another was inside.",
      );
    }
    const outside = this.#inspect(false);
    if (outside !== undefined) {
      this.fail(
        "a thread does what it would do in a worker of its own",
        outside.message,
        CAUSES["state-outside"],
      );
    }
    if (race !== undefined && this.#model.plain === "check") {
      this.found(
        "something orders all accesses of one place",
        { kind: "race", message: explainRace(race) },
        "One of the threads uses the memory without the lock.",
      );
    }
  }

  /** Fails the story for something that no script expects. */
  found(expected: string, finding: Finding, cause: string): never {
    this.fail(
      expected,
      finding.message,
      (trace) => this.#means({ ...finding, trace }) ?? cause,
    );
  }

  /** Fails the story and shows what happened so far. */
  fail(expected: string, got: string, cause: ScriptCause): never {
    const { trace } = this.#player;
    const outside = this.#inspect(true);
    this.#story.fail({
      expected,
      got: `${
        outside?.message ?? got
      }\n\nWhat happened, one column per thread:\n\n${trace}\n`,
      ...meaningOf(
        (outside !== undefined
          ? CAUSES[outside.kind]
          : typeof cause === "function"
          ? cause(trace)
          : cause) ?? {},
      ),
    });
  }

  #inspect(all: boolean): Finding | undefined {
    using _traced = traceGlobals(this.#model.oneStep);
    return this.#outside.inspect(this.#player.state, all);
  }
}
