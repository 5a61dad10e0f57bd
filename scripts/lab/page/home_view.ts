import { h, sign } from "./dom.ts";
import type { App, View } from "./app.ts";
import { LAST, stepsHere } from "./course.ts";
import { wideView } from "./frame.ts";
import { addressOf } from "./route.ts";
import { browserStorage } from "./storage.ts";

/** Where one comes in: what there is to do. */
export function homeView(app: App): View {
  const last = browserStorage.get(LAST);
  const steps = stepsHere(app).map(({ step }) => step.step);
  const step = last !== undefined && steps.includes(last) ? last : "7.4.1";
  return {
    ...wideView(
      "How concurrent network servers work",
      h(
        "p",
        { class: "lead" },
        "A lock that works a million times can still be wrong. Here your code runs under every schedule of its threads, and you see the one that breaks it.",
      ),
      h(
        "div",
        { class: "hero" },
        h(
          "ul",
          { class: "cards doors" },
          door(
            addressOf({ page: "bench", step }),
            last === undefined ? "Go to the bench" : `Go on with step ${step}`,
            "Write counters, locks, queues and rings. The tests run while you type, and a failure is a schedule to step through.",
          ),
          door(
            addressOf({ page: "gallery" }),
            "Break something",
            "Broken locks, and you are the scheduler. Find the order of steps in which two threads are in at once, or all of them sleep for ever.",
          ),
          door(
            addressOf({ page: "question" }),
            "Ask your own question",
            "Two to four threads, and what must hold: write them down, and the explorer runs them in every order.",
          ),
          door(
            addressOf({ page: "book" }),
            "Read the book",
            "Processes, threads, pools, locks, messages: from complete programs in C to the same in Deno.",
          ),
        ),
        demo(),
      ),
    ),
    title: "The lab",
  };
}

function door(href: string, name: string, what: string): HTMLElement {
  return h(
    "li",
    { class: "card door" },
    h("a", { href }, name),
    h("p", {}, what),
  );
}

/** What the lab is about, at one sight: the first question that it answers. */
function demo(): HTMLElement {
  const rows = ["load count = 0", "load count = 0", "store 1", "store 1"];
  const cells = (thread: number, what: string) =>
    [0, 1].map((column) =>
      h(
        "td",
        { class: `of-thread t${column}` },
        column === thread &&
          h("span", { class: "event" }, h("span", { class: "what" }, what)),
      )
    );
  return h(
    "figure",
    { class: "demo" },
    h(
      "table",
      { class: "schedule" },
      h("caption", {}, "Two threads, each adds one to a count"),
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          h("th", { scope: "col" }, "Step"),
          h("th", { scope: "col", class: "of-thread t0" }, "T0"),
          h("th", { scope: "col", class: "of-thread t1" }, "T1"),
        ),
      ),
      h(
        "tbody",
        {},
        rows.map((what, at) =>
          h(
            "tr",
            {},
            h("th", { scope: "row" }, `${at + 1}`),
            cells(at % 2, what),
          )
        ),
      ),
    ),
    h(
      "figcaption",
      {},
      h("p", { class: "wrong" }, sign("✗ "), "Two increments made one."),
      h("a", { href: addressOf({ page: "question" }) }, "Mend it"),
    ),
  );
}
