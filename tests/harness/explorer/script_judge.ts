import type { Story } from "../story/story.ts";
import { SCHEDULE } from "../story/verdict.ts";
import { type Cause, meaningOf } from "./cause.ts";
import { explainRace } from "./explain.ts";
import { type Finding, findingOf, unwrittenIn } from "./finding.ts";
import { Happened } from "./happened.ts";
import type { CheckedModel } from "./model.ts";
import type { Player } from "./player.ts";
import { findIntruder } from "./section.ts";
import { StateOutside } from "./state_outside.ts";
import { traceGlobals } from "./traced_globals.ts";

/** What is wrong in a script; its own kind is that a thread goes another way. */
export type Found = Omit<Finding, "kind"> & Pick<Happened, "kind">;

/** Fails a script's story when something goes wrong that no script expects. */
export class ScriptJudge {
  readonly #story: Story;
  readonly #model: CheckedModel;
  readonly #player: Player;
  readonly #cause: Cause | undefined;
  readonly #outside: StateOutside;

  /** @param cause What it means where no command of the script says more. */
  constructor(
    story: Story,
    model: CheckedModel,
    player: Player,
    cause?: Cause,
  ) {
    this.#story = story;
    this.#cause = cause;
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
        this.fail(`T${thread} comes to an end`, {
          kind: "spinning",
          message:
            `T${thread} goes on and on: after ${depth} operations it came to no end.`,
        });
      }
      if (ending?.thrown === undefined) continue;
      const { error } = ending.thrown;
      const unwritten = unwrittenIn(error);
      if (unwritten !== undefined) throw unwritten;
      this.fail(
        `T${thread} goes on without an error`,
        findingOf(`T${thread}`, error),
      );
    }
    const intruder = findIntruder(state.nodes.map((node) => node.inside));
    if (intruder !== undefined) {
      this.fail("threads that exclude each other are never inside at once", {
        kind: "invariant",
        message: intruder,
      });
    }
    const outside = this.#inspect(false);
    if (outside !== undefined) {
      this.fail(
        "a thread does what it would do in a worker of its own",
        outside,
      );
    }
    if (race !== undefined && this.#model.plain === "check") {
      this.fail("something orders all accesses of one place", {
        kind: "race",
        message: explainRace(race, state),
      });
    }
  }

  /** Fails the story and shows what happened so far. */
  fail(expected: string, found: Found, cause?: Cause): never {
    const outside = this.#inspect(true);
    const told = outside ?? found;
    const happened = new Happened(told, this.#player);
    const own = outside === undefined ? cause : undefined;
    this.#story.fail({
      expected,
      got:
        `${told.message}\n\nWhat the threads did, one column for each:\n\n${this.#player.trace}\n`,
      [SCHEDULE]: { happened },
      ...meaningOf(own ?? this.#cause, happened),
    });
  }

  #inspect(all: boolean): Finding | undefined {
    using _traced = traceGlobals(this.#model.oneStep);
    return this.#outside.inspect(this.#player.state, all);
  }
}
