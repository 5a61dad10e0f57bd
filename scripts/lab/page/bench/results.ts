import { fill, h, sign } from "../dom.ts";
import type { EngineEvent, RunVerdict } from "../../engine/protocol.ts";
import type { TestResult } from "../../../runner/result.ts";

type State = TestResult["status"] | "waiting" | "running";

const SIGNS: Readonly<Record<State, string>> = {
  passed: "✓",
  failed: "✗",
  skipped: "–",
  unreached: "–",
  waiting: "·",
  running: "…",
};

const OUTCOMES: Readonly<Record<RunVerdict["outcome"], string>> = {
  passed: "All tests pass that run in this page.",
  failed: "Not yet: a test fails.",
  unwritten: "This step is still to be written.",
  endless: "A test did not end, and was stopped.",
  broken: "The code does not load.",
};

/** The tests of a step and how they come out, as it comes. */
export class Results {
  readonly element: HTMLElement;
  readonly #headline: HTMLElement = h("p", { class: "headline" });
  readonly #list: HTMLElement = h("ol", { class: "tests" });
  readonly #states = new Map<string, State>();
  /** Why some of them were not run. */
  readonly #because = new Map<string, string>();

  constructor() {
    this.element = h(
      "section",
      { class: "results", "aria-labelledby": "results-title" },
      h("h2", { id: "results-title" }, "Results"),
      this.#headline,
      h(
        "details",
        {},
        h("summary", {}, "All tests of this step"),
        this.#list,
      ),
    );
  }

  /** What is shown above the list. */
  say(kind: "busy" | "good" | "bad" | "open", text: string): void {
    this.#headline.className = `headline is-${kind}`;
    const symbol = { busy: "…", good: "✓", bad: "✗", open: "✎" }[kind];
    fill(this.#headline, sign(symbol), " ", text);
  }

  /** Shows what the engine tells. */
  take(event: EngineEvent): void {
    switch (event.type) {
      case "registered":
        this.#states.clear();
        this.#because.clear();
        for (const test of event.tests) this.#states.set(test, "waiting");
        break;
      case "begin":
        this.#states.set(event.test, "running");
        break;
      case "result":
        this.#states.set(event.result.test, event.result.status);
        break;
      case "verdict":
        this.#conclude(event.verdict);
        break;
      default:
        return;
    }
    fill(
      this.#list,
      [...this.#states].map(([test, state]) => {
        const because = this.#because.get(test);
        return h(
          "li",
          { class: `test is-${state}` },
          sign(SIGNS[state]),
          " ",
          h("span", { class: "test-name" }, test),
          " ",
          h("em", { class: "tag" }, STATE_WORDS[state]),
          because !== undefined && h("p", { class: "quiet" }, because),
        );
      }),
    );
  }

  #conclude({ outcome, tests, broken, duration }: RunVerdict): void {
    for (const { test, status, because } of tests) {
      this.#states.set(test, status);
      if (because !== undefined) this.#because.set(test, because);
    }
    const count = (status: State) =>
      [...this.#states.values()].filter((one) => one === status).length;
    const skipped = count("skipped");
    const isWhole = outcome === "passed" && skipped === 0;
    const kind = outcome === "passed"
      ? "good"
      : outcome === "unwritten"
      ? "open"
      : "bad";
    const what = isWhole
      ? "All tests pass."
      : outcome === "endless" && broken !== undefined
      ? "The code does not end to load, and was stopped."
      : OUTCOMES[outcome];
    const counts = this.#states.size === 0
      ? ""
      : ` ${count("passed")} of ${this.#states.size} passed, ${
        skipped === 0 ? "" : `${skipped} skipped, `
      }in ${Math.round(duration)} ms.`;
    this.say(kind, what + counts);
  }
}

const STATE_WORDS: Readonly<Record<State, string>> = {
  passed: "passed",
  failed: "failed",
  skipped: "skipped",
  unreached: "not reached",
  waiting: "waits",
  running: "runs",
};
