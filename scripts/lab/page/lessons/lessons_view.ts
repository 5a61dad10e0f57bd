import { fill, h, sign } from "../dom.ts";
import type { App, View } from "../app.ts";
import { button, wideView } from "../frame.ts";
import { addressOf } from "../route.ts";
import type { LabState } from "../../server/api.ts";
import type { CourseLesson } from "../../site.ts";
import { RunLog } from "./run_log.ts";

/** All lessons on this machine: what has passed, and a run as it happens. */
export async function lessonsView({ course, disk }: App): Promise<View> {
  if (disk === undefined) {
    throw new Error("All lessons are shown where `deno task lab` serves them.");
  }
  const log = new RunLog(disk);
  const lessons = h("div", { class: "lessons" });
  const total = h("p", { class: "lead" });
  const draw = (state: LabState) => {
    const passed = new Set(state.passed);
    const steps = course.lessons.flatMap((lesson) => lesson.steps);
    const count = steps.filter(({ step }) => passed.has(step)).length;
    fill(
      total,
      `${count} of ${steps.length} steps have passed on this machine.`,
      state.failed !== undefined && [
        " The last one that failed: ",
        h(
          "a",
          { href: addressOf({ page: "bench", step: state.failed }) },
          state.failed,
        ),
        ".",
      ],
    );
    fill(
      lessons,
      course.lessons.map((lesson) =>
        lessonPart(lesson, state, () => {
          log.element.scrollIntoView({ block: "nearest" });
          void disk.run(lesson.number);
        })
      ),
    );
  };
  draw(disk.state ?? await disk.client.state());
  const forget = disk.onEvent((event) => {
    if (event.type === "state") draw(event.state);
  });
  return {
    ...wideView(
      "All lessons",
      total,
      h(
        "section",
        { class: "panel", "aria-labelledby": "run-title" },
        h("h2", { id: "run-title" }, "The last run"),
        log.element,
        log.stop,
      ),
      lessons,
    ),
    dispose() {
      forget();
      log.dispose();
    },
  };
}

function lessonPart(
  { number, title, folder, steps }: CourseLesson,
  { passed, lesson }: LabState,
  run: () => void,
): HTMLElement {
  const done = steps.filter(({ step }) => passed.includes(step));
  const points = done.reduce((sum, { points }) => sum + points, 0);
  return h(
    "section",
    { class: "panel" },
    h(
      "h2",
      {},
      h("a", {
        href: addressOf({ page: "book", path: `${folder}/README` }),
      }, `${number} ${title}`),
      lesson === number && h("em", { class: "tag" }, " you are here"),
    ),
    h("progress", {
      max: 100,
      value: points,
      "aria-label": `Points of lesson ${number}`,
    }),
    h(
      "p",
      {},
      `${done.length} of ${steps.length} steps, ${points} of 100 points`,
    ),
    h(
      "ol",
      { class: "steps" },
      steps.map(({ step, title, minutes }) => {
        const isDone = passed.includes(step);
        return h(
          "li",
          { class: isDone ? "is-passed" : "" },
          sign(isDone ? "✓ " : "○ "),
          h(
            "a",
            { href: addressOf({ page: "bench", step }) },
            `${step} ${title}`,
          ),
          h("span", { class: "tag" }, isDone ? "passed" : `${minutes} min`),
        );
      }),
    ),
    button(`Run lesson ${number}`, run),
  );
}
