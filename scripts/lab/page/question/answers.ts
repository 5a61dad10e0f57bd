import { fill, h, sign, told } from "../dom.ts";
import type { ModelAnswer, Schedule } from "../../engine/protocol.ts";
import { button } from "../frame.ts";
import { addressOf } from "../route.ts";
import { QUESTION } from "../share.ts";

const SIGNS: Readonly<
  Record<ModelAnswer["outcome"], [kind: string, symbol: string, word: string]>
> = {
  none: ["good", "✓", "holds"],
  bounded: ["good", "✓", "holds, within bounds"],
  failure: ["bad", "✗", "breaks"],
  unwritten: ["open", "✎", "cannot be asked yet"],
};

/** What the explorer answers: a line for each model. */
export class Answers {
  readonly element: HTMLElement;
  readonly #list: HTMLElement = h("div", {});
  readonly #show: (schedule: Schedule) => void;

  /** @param show Shows the schedule of one of them. */
  constructor(show: (schedule: Schedule) => void) {
    this.#show = show;
    this.element = h(
      "section",
      { class: "results", "aria-labelledby": "answer-title" },
      h("h2", { id: "answer-title" }, "The answer"),
      this.#list,
    );
  }

  /** Something in the place of answers. */
  say(kind: "busy" | "bad" | "open", text: string): void {
    const symbol = { busy: "…", bad: "✗", open: "✎" }[kind];
    fill(
      this.#list,
      h("p", { class: `headline is-${kind}` }, sign(`${symbol} `), text),
    );
  }

  take(answers: readonly ModelAnswer[]): void {
    fill(this.#list, answers.map((answer) => this.#answer(answer)));
  }

  #answer(
    { model, outcome, message, likely, schedule }: ModelAnswer,
  ): HTMLElement {
    const [kind, symbol, word] = SIGNS[outcome];
    const start = addressOf({
      page: "steer",
      step: QUESTION,
      model,
      schedule: "0",
    });
    return h(
      "div",
      { class: "answer" },
      h(
        "p",
        { class: `headline is-${kind}` },
        sign(`${symbol} `),
        `${model} ${word}`,
      ),
      h("p", {}, sentence(message)),
      likely !== undefined &&
        h("p", { class: "meaning" }, "Likely: ", told(likely)),
      outcome !== "unwritten" && h(
        "p",
        { class: "actions" },
        schedule !== undefined &&
          button("Show its schedule", () => this.#show(schedule)),
        h("a", { class: "button", href: start }, "Be its scheduler"),
      ),
    );
  }
}

/** The terminal says it behind the model's name. */
function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
