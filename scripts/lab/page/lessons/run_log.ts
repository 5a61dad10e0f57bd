import { announce, fill, h, sign } from "../dom.ts";
import type { Disk } from "../files/disk.ts";
import { button } from "../frame.ts";
import type { LabEvent, RunEnd } from "../../server/api.ts";

/** What happens in a run on this machine, as it happens. */
export class RunLog {
  readonly element: HTMLElement;
  /** Ends the run; hidden while there is none. */
  readonly stop: HTMLButtonElement;
  readonly #line: HTMLElement = h("p", { class: "headline" });
  readonly #told: HTMLElement = h("pre", {
    class: "told",
    tabindex: 0,
    "aria-label": "What the terminal shows",
    hidden: true,
  });
  readonly #tests: HTMLElement = h("ol", { class: "tests" });
  readonly #list: HTMLElement = h(
    "details",
    { hidden: true },
    h("summary", {}, "All tests of this run"),
    this.#tests,
  );
  readonly #forget: () => void;
  #done = 0;
  #name = "";

  constructor(disk: Disk) {
    this.stop = button("Stop", () => void disk.client.stop(), { hidden: true });
    this.element = h(
      "div",
      { class: "run-log" },
      this.#line,
      this.#told,
      this.#list,
    );
    this.#say("idle", "Nothing has run since the lab was opened.");
    for (const event of disk.lastRun) this.#take(event);
    this.#forget = disk.onEvent((event) => this.#take(event));
  }

  dispose(): void {
    this.#forget();
  }

  #take(event: LabEvent): void {
    switch (event.type) {
      case "run":
        this.#done = 0;
        this.#tests.replaceChildren();
        this.#told.hidden = true;
        this.#list.hidden = false;
        this.stop.hidden = false;
        this.#name = nameOf(event);
        this.#say("busy", `${this.#name} runs.`);
        break;
      case "note":
        this.#say("busy", event.text);
        break;
      case "begin":
        this.#say("busy", `${this.#done} of ${event.of}: ${event.test}`);
        break;
      case "result": {
        this.#done++;
        const { test, status, duration } = event.result;
        this.#tests.append(h(
          "li",
          { class: `test is-${status}` },
          sign(status === "passed" ? "✓" : status === "failed" ? "✗" : "–"),
          h("span", { class: "test-name" }, ` ${test} `),
          h("em", { class: "tag" }, `${status}, ${Math.round(duration)} ms`),
        ));
        break;
      }
      case "end":
        this.#end(event.ended);
        break;
    }
  }

  #end({ passed, stopped, told, broken }: RunEnd): void {
    this.stop.hidden = true;
    const words = `${this.#name}: ${
      passed
        ? "all passed."
        : stopped
        ? "stopped."
        : broken !== undefined
        ? "the tests could not be run."
        : "not all passed."
    }`;
    this.#say(passed ? "good" : stopped ? "idle" : "bad", words);
    const text = told === "" ? broken ?? "" : told;
    this.#told.hidden = text === "";
    this.#told.textContent = text;
    announce(words);
  }

  #say(kind: "idle" | "busy" | "good" | "bad", text: string): void {
    const symbol = { idle: "○", busy: "…", good: "✓", bad: "✗" }[kind];
    this.#line.className = `headline is-${kind}`;
    fill(this.#line, sign(symbol), ` ${text}`);
  }
}

function nameOf({ lesson, step }: Extract<LabEvent, { type: "run" }>): string {
  return step === undefined ? `Lesson ${lesson}` : `Step ${step}`;
}
