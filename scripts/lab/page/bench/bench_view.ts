import { announce, fill, h } from "../dom.ts";
import type { App, View } from "../app.ts";
import { benchSteps, type Found } from "../course.ts";
import { CodePane } from "../editor/code_pane.ts";
import type {
  EngineEvent,
  Schedule,
  ToldFailure,
} from "../../engine/protocol.ts";
import type { Workspace } from "../files/workspace.ts";
import { filesOf } from "../files/files_of.ts";
import { addressOf } from "../route.ts";
import { stepsOf } from "../schedule/steps_of.ts";
import { ScheduleView } from "../schedule/schedule_view.ts";
import { copyLink } from "../share_button.ts";
import { Checker } from "./checker.ts";
import { failureParts, hintsOf } from "./failure.ts";
import { Results } from "./results.ts";
import { stepPicker } from "./step_picker.ts";

const HINTS = "lab.hints";

/** The bench: a step's code, and what its tests say of it. */
export async function benchView(app: App, number?: string): Promise<View> {
  const steps = benchSteps(app.course);
  const found = steps.find(({ step }) => step.step === number) ?? steps[0];
  if (found === undefined) throw new Error("No step's tests run in this page.");
  return benchOn(app, found, await app.workspace(found.lesson));
}

/** The bench for a step, on files that need not be the learner's own. */
export function benchOn(app: App, found: Found, space: Workspace): View {
  const { lesson, step } = found;
  const pane = new CodePane(space, filesOf(found));
  const results = new Results();
  const failure = h("section", { class: "failure", "aria-label": "Failure" });
  const schedulePart = h("section", {
    class: "schedule-part",
    "aria-labelledby": "schedule-title",
    hidden: true,
  });
  let schedule: Schedule | undefined;
  let isTold = false;
  const share = h("button", {
    type: "button",
    onclick: () =>
      copyLink({
        step: step.step,
        files: space.texts(),
        ...schedule === undefined ? {} : {
          model: schedule.model,
          schedule: stepsOf(schedule),
        },
      }),
  }, "Copy a link");
  const steer = h("button", {
    type: "button",
    onclick: () => {
      if (schedule === undefined) return;
      location.hash = addressOf({
        page: "steer",
        step: step.step,
        model: schedule.model,
        schedule: stepsOf(schedule, view.at),
      });
    },
  }, "Be the scheduler from here");
  const view = new ScheduleView(pane, steer);
  schedulePart.append(
    h("h2", { id: "schedule-title" }, "The schedule that breaks it"),
    view.element,
  );
  const checker = new Checker(
    app.engine,
    () => ({ step: step.step, sources: space.texts() }),
    (event) => take(event),
  );

  function take(event: EngineEvent): void {
    results.take(event);
    if (event.type === "refused") {
      results.say("bad", event.message);
      announce(event.message);
    }
    if (event.type === "registered") isTold = false;
    if (event.type === "failure") {
      results.say("bad", "Not yet: a test fails. The others still run.");
      tellFailure(event.failure);
    }
    // What is looked at already stays as it is.
    if (event.type === "verdict" && !isTold) tellFailure(event.verdict.failure);
  }

  function tellFailure(told: ToldFailure | undefined): void {
    isTold = true;
    schedule = told?.schedule;
    fill(failure, told !== undefined && failureParts(told, pane));
    schedulePart.hidden = schedule === undefined;
    steer.hidden = schedule?.id === undefined;
    const problem = told?.problem;
    pane.mark(
      problem?.line === undefined
        ? []
        : [{ ...problem, line: problem.line, label: "!", kind: "wrong" }],
    );
    if (schedule !== undefined) view.show(schedule);
  }

  const check = () => {
    results.say("busy", "Checking …");
    checker.now();
  };
  const forget = space.onChange(() => {
    results.say("busy", "Checking when you stop typing …");
    checker.touch();
  });
  const hints = JSON.parse(localStorage.getItem(HINTS) ?? "{}");
  const element = h(
    "div",
    {
      class: "bench",
      onkeydown: (event: KeyboardEvent) => {
        if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        check();
      },
    },
    h(
      "header",
      { class: "step-head" },
      h("h1", { tabindex: -1 }, `${step.step} ${step.title}`),
      stepPicker(app.course, step.step),
      h(
        "div",
        { class: "actions" },
        h("button", {
          type: "button",
          class: "primary",
          onclick: check,
        }, "Check now"),
        share,
        h("button", {
          type: "button",
          onclick: () => {
            step.files.forEach((file) =>
              space.reset(`lessons/${lesson.folder}/${file}`)
            );
            announce("The starter is back. What you had is kept.");
          },
        }, "Back to the starter"),
      ),
    ),
    pane.element,
    h(
      "div",
      { class: "outcome" },
      results.element,
      failure,
      schedulePart,
      hintsOf(step.hints, hints[step.step] ?? 0, () => {
        hints[step.step] = (hints[step.step] ?? 0) + 1;
        localStorage.setItem(HINTS, JSON.stringify(hints));
        void app.disk?.hint(step.step);
      }),
    ),
  );
  queueMicrotask(check);
  return {
    title: `${step.step} ${step.title}`,
    element,
    dispose() {
      forget();
      checker.stop();
      pane.dispose();
    },
  };
}
