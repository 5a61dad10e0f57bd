import type { Story } from "../story/story.ts";
import { explainRace } from "./explain.ts";
import { messageOf, unwrittenIn } from "./finding.ts";
import type { CheckedModel } from "./model.ts";
import type { Player } from "./player.ts";
import { findIntruder } from "./section.ts";

/** Fails a script's story when something goes wrong that no script expects. */
export class ScriptJudge {
  readonly #story: Story;
  readonly #model: CheckedModel;
  readonly #player: Player;

  constructor(story: Story, model: CheckedModel, player: Player) {
    this.#story = story;
    this.#model = model;
    this.#player = player;
  }

  /**
   * Fails the story if a thread threw, if threads are together in a section,
   * or if the schedule has a data race.
   */
  check(): void {
    const { state, race } = this.#player;
    for (const [thread, { ending, depth }] of state.nodes.entries()) {
      if (ending === "endless") {
        this.fail(
          `T${thread} comes to an end`,
          `T${thread} goes on and on: after ${depth} operations it came to no end.`,
          "The loop waits for a change that cannot come while it runs.",
        );
      }
      if (ending?.thrown === undefined) continue;
      const { error } = ending.thrown;
      const unwritten = unwrittenIn(error);
      if (unwritten !== undefined) throw unwritten;
      this.fail(
        `T${thread} goes on without an error`,
        `T${thread} threw: ${messageOf(error)}`,
        "The code does not expect this order of events.",
      );
    }
    const intruder = findIntruder(state.nodes.map((node) => node.inside));
    if (intruder !== undefined) {
      this.fail(
        "threads that exclude each other are never inside at once",
        intruder,
        "A thread was let in while another was inside.",
      );
    }
    if (race !== undefined && this.#model.plain === "check") {
      this.fail(
        "something orders all accesses of one place",
        explainRace(race),
        "One of the threads uses the memory without the lock.",
      );
    }
  }

  /** Fails the story and shows what happened so far. */
  fail(expected: string, got: string, cause: string): never {
    this.#story.fail({
      expected,
      got:
        `${got}\n\nWhat happened, one column per thread:\n\n${this.#player.trace}\n`,
      cause,
    });
  }
}
