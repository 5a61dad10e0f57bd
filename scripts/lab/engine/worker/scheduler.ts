import {
  type Finding,
  findingOf,
} from "../../../../tests/harness/explorer/finding.ts";
import { Inspector } from "../../../../tests/harness/explorer/inspector.ts";
import { exploreFrom } from "../../../../tests/harness/explorer/explore.ts";
import type { Model } from "../../../../tests/harness/explorer/mod.ts";
import {
  type CheckedModel,
  checkedModel,
} from "../../../../tests/harness/explorer/model.ts";
import { optionsOf } from "../../../../tests/harness/explorer/options.ts";
import { Player } from "../../../../tests/harness/explorer/player.ts";
import {
  decodeSchedule,
  encodeSchedule,
  type Step,
} from "../../../../tests/harness/explorer/schedule.ts";
import { isAsleep, isOver } from "../../../../tests/harness/explorer/state.ts";
import { traceGlobals } from "../../../../tests/harness/explorer/traced_globals.ts";
import { showWords } from "../../../../tests/harness/explorer/word_names.ts";
import type {
  Choice,
  Finish,
  FinishRequest,
  OpenRequest,
  Scene,
} from "../protocol.ts";
import { openModel } from "./open_model.ts";
import { failedSchedule, scheduleOf } from "./schedule.ts";
import type { Sites } from "./sites.ts";

/** A session in which a person chooses who goes next. */
export class Scheduler {
  readonly #model: CheckedModel;
  readonly #sites: Sites;
  /** The steps taken so far. */
  #steps: Step[] = [];
  /** Plays them with source lines. */
  #player: Player;
  /** Plays them without: what it looks at ahead has none. */
  #judge: Player;

  private constructor(model: Model, sites: Sites) {
    this.#model = checkedModel(model);
    this.#sites = sites;
    [this.#player, this.#judge] = this.#play([]);
  }

  /**
   * Opens a model.
   *
   * @throws {TypeError} If there is no such model, or it makes no sense.
   */
  static async open(request: OpenRequest): Promise<Scheduler> {
    const { model, sites } = await openModel(request);
    const scheduler = new Scheduler(model, sites);
    const steps = decodeSchedule(request.schedule ?? "0");
    if (steps === undefined) {
      throw new TypeError(
        `Cannot open schedule as it must consist of pairs such as "0b": received ${
          JSON.stringify(request.schedule)
        }`,
      );
    }
    for (const step of steps) scheduler.choose(step);
    return scheduler;
  }

  /** How many steps were taken. */
  get steps(): number {
    return this.#steps.length;
  }

  /**
   * Takes a step.
   *
   * @throws {MisfitError} If the thread cannot do that now.
   */
  choose({ thread, kind }: Choice): void {
    const step = { thread, kind };
    using _traced = traceGlobals(this.#model.oneStep);
    using _words = showWords(this.#model.words);
    this.#player.take(step);
    this.#judge.take(step);
    this.#steps.push(step);
  }

  /** Goes back to the state after so many steps. */
  goTo(step: number): void {
    const steps = this.#steps.slice(0, Math.max(0, step));
    [this.#player, this.#judge] = this.#play(steps);
    this.#steps = steps;
  }

  /** What there is to see now. */
  scene(): Scene {
    const finding = this.#finding();
    const choices = finding === undefined ? this.#choices() : [];
    return {
      schedule: scheduleOf(this.#player, this.#sites, finding?.message),
      choices,
      state: finding !== undefined
        ? "wrong"
        : isOver(this.#player.state)
        ? "over"
        : "open",
      steps: encodeSchedule(this.#steps),
    };
  }

  /** Searches all schedules that go on from here. */
  finish({ states: maxStates = this.#model.maxStates }: FinishRequest): Finish {
    const verdict = exploreFrom({ ...this.#model, maxStates }, this.#steps);
    const { states } = verdict;
    const looked = `${states.toLocaleString("en")} ${
      states === 1 ? "state was" : "states were"
    } looked at, of at most ${maxStates.toLocaleString("en")}.`;
    switch (verdict.kind) {
      case "complete":
        return {
          outcome: "none",
          message: `From here, no schedule breaks it: ${looked}`,
          states,
        };
      case "bounded":
        return {
          outcome: "bounded",
          message:
            `From here, no schedule was found that breaks it. ${verdict.message} ${looked}`,
          states,
        };
      default:
        return {
          outcome: "failure",
          message: `${verdict.message} ${looked}`,
          states,
          steps: verdict.steps,
          schedule: failedSchedule(verdict, this.#sites),
        };
    }
  }

  #play(steps: readonly Step[]): [Player, Player] {
    using _traced = traceGlobals(this.#model.oneStep);
    using _words = showWords(this.#model.words);
    const player = new Player(this.#model);
    const judge = new Player(this.#model);
    judge.machine.looksUpSites = false;
    for (const step of steps) {
      player.take(step);
      judge.take(step);
    }
    return [player, judge];
  }

  #finding(): Finding | undefined {
    using _traced = traceGlobals(this.#model.oneStep);
    using _words = showWords(this.#model.words);
    const { machine, state } = this.#judge;
    try {
      const options = optionsOf(machine, this.#model, state);
      return new Inspector(machine, this.#model).inspect(state, options);
    } catch (error) {
      // A step that is still to be written.
      return findingOf("The code", error);
    }
  }

  #choices(): Scene["choices"] {
    const { state } = this.#player;
    const choices: Scene["choices"] = [];
    for (const [thread, { ending, operation }] of state.nodes.entries()) {
      if (ending !== undefined) continue;
      if (!isAsleep(state, thread)) {
        choices.push({ thread, kind: "run", text: "does its next operation" });
        continue;
      }
      if (operation?.extra !== Infinity) {
        choices.push({ thread, kind: "timeout", text: "its time runs out" });
      }
      if (state.spurious > 0) {
        choices.push({ thread, kind: "spurious", text: "wakes for no reason" });
      }
    }
    return choices;
  }
}
