import { announce, type Child, fill, h, sign } from "../dom.ts";
import type { PlacedMark } from "../editor/code_pane.ts";
import type { Schedule } from "../../engine/protocol.ts";
import { statePanel } from "./state_panel.ts";
import { type CodeHost, lineOf, marksOf } from "./step_shown.ts";
import { scheduleTable } from "./table.ts";
import { tellRow, wrongStep } from "./words.ts";

/** What the view asks of what is around it. */
export interface ScheduleHost extends CodeHost {
  /** Marks lines in the editor. */
  mark(marks: readonly PlacedMark[]): void;
}

/** A schedule to step through, with what is in memory beside it. */
export class ScheduleView {
  readonly element: HTMLElement;
  readonly #host: ScheduleHost;
  readonly #onStep: () => void;
  readonly #table: HTMLElement = h("div", {
    class: "schedule-scroll",
    tabindex: 0,
    role: "group",
    "aria-label":
      "Schedule. Arrow keys go to other steps, W to where it went wrong, E to the line in the editor.",
  });
  readonly #state: HTMLElement = h("div", { class: "state" });
  readonly #count: HTMLElement = h("output", { class: "count" });
  readonly #line: HTMLElement = h("p", { class: "line" });
  readonly #message: HTMLElement = h("p", { class: "wrong", hidden: true });
  #schedule: Schedule | undefined;
  #at = 0;

  /**
   * @param actions Stands beside the buttons that go to other steps.
   * @param onStep Told of each step that is looked at.
   */
  constructor(
    host: ScheduleHost,
    actions: Child = undefined,
    onStep: () => void = () => {},
  ) {
    this.#host = host;
    this.#onStep = onStep;
    const go = (name: string, symbol: string, to: () => number) =>
      h("button", {
        type: "button",
        title: name,
        "aria-label": name,
        onclick: () => this.go(to()),
      }, sign(symbol));
    this.element = h(
      "div",
      {
        class: "schedule-view",
        onkeydown: (event: KeyboardEvent) => this.#onKey(event),
      },
      h(
        "div",
        { class: "bar", role: "toolbar", "aria-label": "Steps" },
        go("First step", "|◀", () => 0),
        go("Step back", "◀", () => this.#at - 1),
        this.#count,
        go("Step forward", "▶", () => this.#at + 1),
        go("Last step", "▶|", () => Infinity),
        h("button", {
          type: "button",
          class: "to-wrong",
          onclick: () => this.#goToWrong(),
        }, "Where it went wrong"),
        actions,
      ),
      this.#line,
      this.#message,
      h("div", { class: "beside" }, this.#state, this.#table),
    );
  }

  /** How many steps have been taken in what is looked at. */
  get at(): number {
    return this.#at;
  }

  /** Shows a schedule after one of its steps; the last one, if none is given. */
  show(schedule: Schedule, at = Infinity): void {
    this.#schedule = schedule;
    fill(this.#table, scheduleTable(schedule, (step) => this.go(step)));
    this.element.querySelector<HTMLElement>(".to-wrong")!.hidden =
      schedule.message === "";
    this.element.querySelector<HTMLElement>(".bar")!.hidden =
      schedule.rows.length < 2;
    this.go(at, false);
  }

  /** Looks at another step. */
  go(to: number, says = true): void {
    const rows = this.#schedule?.rows ?? [];
    const at = Math.max(0, Math.min(to, rows.length - 1));
    const row = rows[at];
    if (this.#schedule === undefined || row === undefined) return;
    this.#at = at;
    const isLast = at === rows.length - 1;
    this.#count.textContent = `step ${at} of ${rows.length - 1}`;
    fill(this.#line, lineOf(row, this.#host));
    fill(this.#state, statePanel(this.#schedule, row));
    this.#message.hidden = !isLast || this.#schedule.message === "";
    fill(
      this.#message,
      sign("✗ "),
      h("strong", {}, "What is wrong: "),
      this.#schedule.message,
    );
    this.#markRows(at);
    this.#host.mark(marksOf(row));
    this.#onStep();
    if (says) {
      const end = isLast ? ` ${this.#schedule.message}` : "";
      announce(tellRow(row, this.#schedule) + end);
    }
  }

  #goToWrong(): void {
    if (this.#schedule !== undefined) this.go(wrongStep(this.#schedule));
  }

  #markRows(at: number): void {
    for (const row of this.#table.querySelectorAll("tbody tr")) {
      const own = Number(row.getAttribute("data-at"));
      row.classList.toggle("future", own > at);
      if (own === at) row.setAttribute("aria-current", "step");
      else row.removeAttribute("aria-current");
      if (own === at) scrollInto(this.#table, row);
    }
  }

  #onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof HTMLSelectElement) return;
    const keys: Record<string, () => void> = {
      ArrowDown: () => this.go(this.#at + 1),
      ArrowRight: () => this.go(this.#at + 1),
      ArrowUp: () => this.go(this.#at - 1),
      ArrowLeft: () => this.go(this.#at - 1),
      Home: () => this.go(0),
      End: () => this.go(Infinity),
      w: () => this.#goToWrong(),
      e: () => this.#edit(),
    };
    const act = keys[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  }

  #edit(): void {
    const row = this.#schedule?.rows[this.#at];
    const place = row?.events.find(({ place }) => place !== undefined)?.place;
    if (place !== undefined) this.#host.goTo(place);
  }
}

/** As `scrollIntoView()`, but leaves the page where it is. */
function scrollInto(box: HTMLElement, row: Element): void {
  const [outer, inner] = [box, row].map((one) => one.getBoundingClientRect());
  if (outer === undefined || inner === undefined) return;
  const head = 32;
  if (inner.top < outer.top + head) {
    box.scrollTop -= outer.top + head - inner.top;
  } else if (inner.bottom > outer.bottom) {
    box.scrollTop += inner.bottom - outer.bottom;
  }
}
