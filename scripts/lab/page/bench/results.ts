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
  passed: "All tests pass.",
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
      [...this.#states].map(([test, state]) =>
        h(
          "li",
          { class: `test is-${state}` },
          sign(SIGNS[state]),
          " ",
          h("span", { class: "test-name" }, test),
          " ",
          h("em", { class: "tag" }, STATE_WORDS[state]),
        )
      ),
    );
  }

  #conclude({ outcome, tests, duration }: RunVerdict): void {
    for (const { test, status } of tests) this.#states.set(test, status);
    const passed = tests.filter(({ status }) => status === "passed").length;
    const kind = outcome === "passed"
      ? "good"
      : outcome === "unwritten"
      ? "open"
      : "bad";
    this.say(
      kind,
      `${OUTCOMES[outcome]} ${passed} of ${this.#states.size} passed, in ${
        Math.round(duration)
      } ms.`,
    );
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
