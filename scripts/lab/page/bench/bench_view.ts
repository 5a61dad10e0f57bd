import { announce, fill, h } from "../dom.ts";
import type { App, View } from "../app.ts";
import { benchSteps, LAST, stepsHere } from "../course.ts";
import { CodePane } from "../editor/code_pane.ts";
import type {
  EngineEvent,
  RunVerdict,
  ToldFailure,
} from "../../engine/protocol.ts";
import { button, codeFrame } from "../frame.ts";
import { HelpParts } from "../help/help_parts.ts";
import { SchedulePart } from "../schedule/schedule_part.ts";
import { copyLink } from "../share_button.ts";
import { browserStorage } from "../storage.ts";
import type { Subject } from "../subject.ts";
import { subjectOf } from "../subject_of.ts";
import { Checker } from "./checker.ts";
import { diskBench } from "./disk_bench.ts";
import { failureParts } from "./failure.ts";
import { Results } from "./results.ts";
import { stepPicker } from "./step_picker.ts";

/** The bench: a step's code, and what its tests say of it. */
export async function benchView(app: App, number?: string): Promise<View> {
  const steps = stepsHere(app);
  const found = steps.find(({ step }) => step.step === number) ??
    benchSteps(app.course)[0];
  if (found === undefined) throw new Error("No step's tests run in this page.");
  browserStorage.set(LAST, found.step.step);
  const subject = await subjectOf(app, found.step.step);
  return subject === undefined
    ? await diskBench(app, found)
    : benchOn(app, subject);
}

/** The bench for a step, on files that need not be the learner's own. */
export function benchOn(app: App, subject: Subject): View {
  const found = benchSteps(app.course).find(({ step }) =>
    step.step === subject.id
  );
  if (found === undefined) throw new Error(`No step ${subject.id} here.`);
  const { step } = found;
  const { space } = subject;
  const pane = new CodePane(space, subject.files);
  const results = new Results();
  const failure = h("section", { class: "failure", "aria-label": "Failure" });
  const schedule = new SchedulePart(pane, subject.id);
  let isTold = false;
  const checker = new Checker(
    (onEvent) => {
      results.say("busy", "Checking …");
      failure.classList.add("is-old");
      return app.engine.run(step.step, subject.sources(), onEvent);
    },
    (event) => take(event),
    () => app.engine.prepare(subject.sources()),
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
    if (event.type === "failure" || event.type === "verdict") {
      failure.classList.remove("is-old");
    }
    if (event.type !== "verdict") return;
    // What is looked at already stays as it is.
    if (!isTold) tellFailure(event.verdict.failure, event.verdict.broken);
    announceVerdict(event.verdict);
  }

  function tellFailure(told: ToldFailure | undefined, broken?: string): void {
    isTold = true;
    fill(
      failure,
      told !== undefined ? failureParts(told, pane) : broken !== undefined &&
        [h("h2", {}, "Why no test was run"), h("p", {}, broken)],
    );
    pane.markProblem(told?.problem);
    schedule.show(told?.schedule);
  }

  const check = () => checker.now();
  const forget = space.onChange(() => {
    results.say("busy", "Checking when you stop typing …");
    checker.touch();
  });
  const help = new HelpParts(app, found, space);
  if (subject.files.some((path) => space.isChanged(path))) {
    results.say("busy", "Checking …");
    void checker.runAfter(pane.ready());
  } else {
    // What comes of a starter is known.
    results.say("open", "Nothing is written yet: the tests run as you type.");
    void checker.runAfter(app.used.then(() => pane.ready()));
  }
  const title = `${step.step} ${step.title}`;
  return {
    title,
    element: codeFrame({
      title,
      head: [
        stepPicker(app, step.step),
        h(
          "div",
          { class: "actions" },
          button("Check now", check, { class: "primary" }),
          button("Copy a link", () =>
            copyLink({
              step: step.step,
              files: subject.shared(),
              ...schedule.shared,
            })),
          help.startAgain,
        ),
      ],
      columns: [
        pane.element,
        h(
          "div",
          { class: "outcome" },
          results.element,
          failure,
          schedule.element,
          help.elements,
        ),
      ],
      onkeydown(event) {
        if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        check();
      },
    }),
    dispose() {
      forget();
      help.dispose();
      checker.stop();
      pane.dispose();
    },
  };
}

function announceVerdict(
  { step, outcome, failure }: RunVerdict,
): void {
  const says = failure?.misconception?.says ?? failure?.likely ?? "";
  announce(
    outcome === "passed"
      ? `Step ${step}: all tests pass.`
      : outcome === "unwritten"
      ? `Step ${step} is still to be written.`
      : `Step ${step}: ${failure?.test ?? "a test"} fails. ${says}`,
  );
}
