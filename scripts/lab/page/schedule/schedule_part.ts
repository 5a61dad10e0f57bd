import { h } from "../dom.ts";
import type { CodePane } from "../editor/code_pane.ts";
import type { Schedule } from "../../engine/protocol.ts";
import { button } from "../frame.ts";
import { addressOf } from "../route.ts";
import type { Subject } from "../subject.ts";
import { ScheduleView } from "./schedule_view.ts";
import { stepsOf } from "./steps_of.ts";

/** The part of a view that shows the schedule which breaks the code, if one does. */
export class SchedulePart {
  readonly element: HTMLElement;
  readonly #view: ScheduleView;
  readonly #steer: HTMLButtonElement;
  #schedule: Schedule | undefined;

  /** @param id Whose models they are: {@linkcode Subject.id}. */
  constructor(pane: CodePane, id: Subject["id"]) {
    this.#steer = button("Be the scheduler from here", () => {
      if (this.#schedule === undefined) return;
      const { model } = this.#schedule;
      const schedule = stepsOf(this.#schedule, this.#view.at);
      location.hash = addressOf({ page: "steer", step: id, model, schedule });
    });
    this.#view = new ScheduleView(pane, this.#steer);
    this.element = h(
      "section",
      {
        class: "schedule-part",
        "aria-labelledby": "schedule-title",
        hidden: true,
      },
      h("h2", { id: "schedule-title" }, "The schedule that breaks it"),
      this.#view.element,
    );
  }

  /** What a link carries of it. */
  get shared(): { model?: string; schedule?: string } {
    if (this.#schedule === undefined) return {};
    const { model } = this.#schedule;
    return { model, schedule: stepsOf(this.#schedule) };
  }

  show(schedule: Schedule | undefined): void {
    this.#schedule = schedule;
    this.element.hidden = schedule === undefined;
    // A script's schedule is none that a person may change.
    this.#steer.hidden = schedule?.id === undefined;
    if (schedule !== undefined) this.#view.show(schedule);
  }
}
