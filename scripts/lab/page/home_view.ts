import { h } from "./dom.ts";
import type { App, View } from "./app.ts";
import { LAST } from "./bench/bench_view.ts";
import { stepsHere } from "./course.ts";
import { addressOf } from "./route.ts";

/** Where one comes in: what there is to do. */
export function homeView(app: App): View {
  const title = "How concurrent network servers work";
  const last = localStorage.getItem(LAST);
  const steps = stepsHere(app).map(({ step }) => step.step);
  const step = last !== null && steps.includes(last) ? last : "7.4.1";
  const door = (href: string, name: string, what: string) =>
    h(
      "li",
      { class: "card door" },
      h("a", { href }, name),
      h("p", {}, what),
    );
  return {
    title: "The lab",
    element: h(
      "div",
      { class: "prose wide" },
      h("h1", { tabindex: -1 }, title),
      h(
        "p",
        { class: "lead" },
        "A lock that works a million times can still be wrong. Here your code runs under every schedule of its threads, and you see the one that breaks it.",
      ),
      h(
        "ul",
        { class: "cards doors" },
        door(
          addressOf({ page: "bench", step }),
          last === null ? "Go to the bench" : `Go on with step ${step}`,
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
          "Processes, threads, pools, locks, messages: from a chapter's programs in C to the same in Deno.",
        ),
      ),
    ),
  };
}
