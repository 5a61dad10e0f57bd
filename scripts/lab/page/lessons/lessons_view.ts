import { fill, h, sign } from "../dom.ts";
import type { App, View } from "../app.ts";
import { addressOf } from "../route.ts";
import type { LabEvent } from "../../server/api.ts";
import type { CourseLesson } from "../../site.ts";

/** All lessons: what has passed, and the results of a run as they come. */
export async function lessonsView(app: App): Promise<View> {
  const { course, disk } = app;
  const title = "All lessons";
  const log = h("ol", { class: "tests" });
  const told = h("pre", { class: "told", tabindex: 0, hidden: true });
  const line = h("p", { class: "headline" }, "Nothing runs.");
  const steps = h("div", { class: "lessons" });
  if (disk === undefined) {
    throw new Error("All lessons are shown where `deno task lab` serves them.");
  }
  const draw = (passed: readonly string[]) =>
    fill(
      steps,
      course.lessons.map((lesson) =>
        lessonPart(lesson, passed, () => void disk.client.run(lesson.number))
      ),
    );
  draw((await disk.state()).passed);
  let done = 0;
  const take = (event: LabEvent) => {
    switch (event.type) {
      case "state":
        draw(event.state.passed);
        break;
      case "run":
        done = 0;
        log.replaceChildren();
        told.hidden = true;
        fill(line, sign("… "), `Lesson ${event.lesson} runs.`);
        break;
      case "begin":
        fill(line, sign("… "), `${done} of ${event.of}: ${event.test}`);
        break;
      case "result": {
        done++;
        const { test, status, duration } = event.result;
        log.append(h(
          "li",
          { class: `test is-${status}` },
          sign(status === "passed" ? "✓" : status === "failed" ? "✗" : "–"),
          ` ${test} `,
          h("em", { class: "tag" }, `${status}, ${Math.round(duration)} ms`),
        ));
        break;
      }
      case "end":
        fill(
          line,
          sign(event.ended.passed ? "✓ " : "✗ "),
          event.ended.passed
            ? "All passed."
            : event.ended.stopped
            ? "Stopped."
            : "Not all passed.",
        );
        told.hidden = event.ended.told === "";
        told.textContent = event.ended.told;
        break;
    }
  };
  const forget = disk.onEvent(take);
  return {
    title,
    element: h(
      "div",
      { class: "prose wide" },
      h("h1", { tabindex: -1 }, title),
      steps,
      h("h2", {}, "The last run"),
      line,
      h("button", {
        type: "button",
        onclick: () => void disk.client.stop(),
      }, "Stop"),
      told,
      log,
    ),
    dispose: forget,
  };
}

function lessonPart(
  { number, title, folder, steps }: CourseLesson,
  passed: readonly string[],
  run: () => void,
): HTMLElement {
  const done = steps.filter(({ step }) => passed.includes(step)).length;
  return h(
    "section",
    {},
    h(
      "h2",
      {},
      h("a", {
        href: addressOf({ page: "book", path: `${folder}/README` }),
      }, `${number} ${title}`),
    ),
    h("p", {}, `${done} of ${steps.length} steps passed`),
    h(
      "ol",
      { class: "steps" },
      steps.map(({ step, title, inPage }) => {
        const isDone = passed.includes(step);
        return h(
          "li",
          { class: isDone ? "is-passed" : "" },
          sign(isDone ? "✓ " : "○ "),
          inPage
            ? h("a", {
              href: addressOf({ page: "bench", step }),
            }, `${step} ${title}`)
            : `${step} ${title}`,
          h("span", { class: "away" }, isDone ? ", passed" : ", to do"),
        );
      }),
    ),
    h("button", { type: "button", onclick: run }, `Run lesson ${number}`),
  );
}
