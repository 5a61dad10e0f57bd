import { announce, fill, h } from "../dom.ts";
import type { CodePane } from "../editor/code_pane.ts";
import type { Engine, Running } from "../engine.ts";
import type {
  EngineEvent,
  EngineRequest,
  ModelChoice,
  Scene,
  Schedule,
} from "../../engine/protocol.ts";
import { ScheduleView } from "../schedule/schedule_view.ts";
import { stepsOf } from "../schedule/steps_of.ts";
import { choiceButtons } from "./choices.ts";
import { finishParts, tellScene } from "./scene_told.ts";

/** What to steer. */
export interface Steered {
  model: ModelChoice;
  /** Steps to take at once. */
  schedule: string;
  sources: Record<string, string>;
  /**
   * Told of each state that is reached.
   *
   * @param isShown Whether the explorer has shown the way there.
   */
  onScene(scene: Scene, isShown: boolean): void;
}

/** A person is the scheduler: chooses at each step who goes next. */
export class SteerPanel {
  readonly element: HTMLElement;
  readonly #engine: Engine;
  readonly #steered: Steered;
  readonly #view: ScheduleView;
  readonly #choices: HTMLElement = h("div", { class: "choices" });
  readonly #finish: HTMLElement = h("div", { class: "finish" });
  readonly #back: HTMLButtonElement;
  /** Has nothing to say, and nothing to do, before the first scene. */
  readonly #bar: HTMLElement;
  #isShown = false;
  #isOver = false;
  #session: Running | undefined;
  #scene: Scene | undefined;
  /** Asked of a worker that has yet to come where another one was ended. */
  #late: EngineRequest | undefined;

  constructor(engine: Engine, pane: CodePane, steered: Steered) {
    this.#engine = engine;
    this.#steered = steered;
    this.#view = new ScheduleView(
      pane,
      undefined,
      () => this.#drawChoices(),
    );
    const button = (text: string, act: () => void) =>
      h("button", { type: "button", onclick: act }, text);
    fill(this.#choices, button("Begin", () => this.begin()));
    this.#back = button("Take back", () => this.#send({ type: "back" }));
    this.#bar = h(
      "div",
      { class: "bar" },
      this.#back,
      button("Start again", () => {
        this.#isShown = false;
        this.#send({ type: "reset" });
      }),
      button("Let the explorer finish", () => {
        this.#send({ type: "finish" });
        fill(this.#finish, "The explorer looks at all schedules from here …");
      }),
    );
    this.element = h(
      "section",
      {
        class: "steer",
        "aria-labelledby": "steer-title",
      },
      h("h2", { id: "steer-title" }, "Who goes next?"),
      h(
        "p",
        { class: "quiet" },
        "Click, or press a thread's number. Backspace takes a step back.",
      ),
      this.#choices,
      this.#bar,
      this.#finish,
      this.#view.element,
    );
    this.#bar.hidden = this.#view.element.hidden = true;
  }

  /** Starts, unless it has. */
  begin(): void {
    if (this.#session === undefined && !this.#isOver) this.start();
  }

  /** Begins anew, after these steps. */
  start(schedule: string = this.#steered.schedule): void {
    this.stop();
    const { model, sources } = this.#steered;
    this.#session = this.#engine.open(
      { model, schedule },
      sources,
      (event) => this.#take(event),
    );
  }

  stop(): void {
    this.#session?.stop();
    this.#session = undefined;
  }

  dispose(): void {
    this.stop();
    this.#isOver = true;
  }

  #send(request: EngineRequest): void {
    fill(this.#finish);
    if (this.#session === undefined && this.#scene !== undefined) {
      this.start(this.#scene.steps);
      this.#late = request;
    } else {
      this.#session?.send(request);
    }
  }

  #take(event: EngineEvent): void {
    this.#bar.hidden = this.#view.element.hidden = false;
    switch (event.type) {
      case "scene":
        if (this.#late !== undefined) {
          this.#session?.send(this.#late);
          this.#late = undefined;
          break;
        }
        this.#scene = event.scene;
        this.#view.show(event.scene.schedule);
        announce(tellScene(event.scene));
        this.#steered.onScene(event.scene, this.#isShown);
        break;
      case "finished":
        announce(event.finish.message);
        fill(
          this.#finish,
          finishParts(
            event.finish,
            (schedule) => this.#showShortest(schedule),
          ),
        );
        break;
      case "refused":
        fill(this.#finish, h("p", { class: "wrong" }, event.message));
        announce(event.message);
        // What is asked next goes to another worker.
        if (event.isEnded) this.stop();
        break;
    }
  }

  /** Buttons for what may come next; they stay under the finger that presses. */
  #drawChoices(): void {
    const scene = this.#scene;
    if (scene === undefined) return;
    const active = document.activeElement;
    const isStart = scene.schedule.rows.length < 2;
    // What is disabled loses the focus, and the view with it the keys.
    const had = this.#choices.contains(active) ||
        (isStart && active === this.#back)
      ? active?.getAttribute("data-key") ?? ""
      : undefined;
    this.#back.disabled = isStart;
    fill(
      this.#choices,
      choiceButtons(scene, this.#view.at, (request) => this.#send(request)),
    );
    if (had === undefined) return;
    const same = this.#choices.querySelector<HTMLElement>(
      `[data-key="${had}"]`,
    );
    (same ?? this.#choices.querySelector("button") ?? this.#back).focus();
  }

  #showShortest(schedule: Schedule): void {
    fill(this.#finish);
    this.#isShown = true;
    this.start(stepsOf(schedule));
  }

  /** Takes a key that was pressed anywhere in the view. */
  onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof HTMLSelectElement) return;
    if (event.key === "Backspace") {
      this.#send({ type: "back" });
    } else if (/^[0-3]$/.test(event.key)) {
      const thread = Number(event.key);
      const isOpen = this.#scene?.choices.some((choice) =>
        choice.thread === thread && choice.kind === "run"
      );
      if (isOpen) this.#send({ type: "choose", thread, kind: "run" });
    } else {
      return;
    }
    event.preventDefault();
  }
}
