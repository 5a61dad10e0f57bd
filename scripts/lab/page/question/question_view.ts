import { announce, h } from "../dom.ts";
import type { App, View } from "../app.ts";
import { Checker } from "../bench/checker.ts";
import { CodePane } from "../editor/code_pane.ts";
import type { EngineEvent } from "../../engine/protocol.ts";
import { button, codeFrame } from "../frame.ts";
import { SchedulePart } from "../schedule/schedule_part.ts";
import { copyLink } from "../share_button.ts";
import type { Subject } from "../subject.ts";
import { subjectOf } from "../subject_of.ts";
import type { Question } from "../../site.ts";
import { Answers } from "./answers.ts";
import { beginnings } from "./beginnings.ts";
import { limits } from "./limits.ts";
import { FILE, getQuestions } from "./question.ts";
import { QUESTION } from "../share.ts";

const EXPLORING = "The explorer looks at all schedules …";

/** A question of the learner's own, explored as it is written. */
export async function questionView(app: App): Promise<View> {
  const questions = await getQuestions();
  const subject = await subjectOf(app, QUESTION);
  if (subject === undefined) throw new Error("No questions in this page.");
  return questionOn(app, subject, questions);
}

/**
 * The same for one that need not be the learner's own.
 *
 * @param questions Those that one can begin with.
 */
export function questionOn(
  app: App,
  subject: Subject,
  questions: readonly Question[] = [],
): View {
  const { title, space } = subject;
  const pane = new CodePane(space, subject.files);
  const schedule = new SchedulePart(pane, QUESTION);
  const answers = new Answers((one) => {
    schedule.show(one);
    schedule.element.scrollIntoView();
  });
  const checker = new Checker(
    (onEvent) => {
      answers.say("busy", EXPLORING);
      return app.engine.explore(FILE, subject.sources(), onEvent);
    },
    (event) => take(event),
    () => app.engine.prepare(subject.sources()),
  );

  function take(event: EngineEvent): void {
    if (event.type === "refused") {
      const { message, problem } = event;
      answers.say("bad", message);
      schedule.show(undefined);
      pane.markProblem(problem);
      announce(message);
    }
    if (event.type !== "explored") return;
    pane.markProblem(undefined);
    answers.take(event.answers);
    schedule.show(event.answers.find((one) => one.schedule)?.schedule);
    announce(
      event.answers.map(({ model, message }) => `${model}: ${message}`).join(
        " ",
      ),
    );
  }

  const explore = () => checker.now();
  const forget = space.onChange(() => {
    answers.say("busy", "Explored when you stop typing …");
    checker.touch();
  });
  if (space.isChanged(FILE)) {
    answers.say("busy", EXPLORING);
    void checker.runAfter(pane.ready());
  } else {
    answers.say("open", "Not explored yet: that begins as soon as you do.");
    void checker.runAfter(app.used.then(() => pane.ready()));
  }
  return {
    title,
    element: codeFrame({
      title,
      head: [
        h(
          "p",
          {},
          "Two to four threads on one shared buffer, and what must hold: the explorer runs them in every order, and shows the shortest one that breaks it.",
        ),
        h(
          "div",
          { class: "actions" },
          button("Explore now", explore, { class: "primary" }),
          button("Copy a link", () =>
            copyLink({
              step: QUESTION,
              files: subject.shared(),
              ...schedule.shared,
            })),
          button(`Save as ${FILE}`, () => save(space.read(FILE))),
        ),
        questions.length > 0 && beginnings(questions, (text) => {
          space.replace(FILE, text, "another question");
          explore();
        }),
      ],
      columns: [
        pane.element,
        h(
          "div",
          { class: "outcome" },
          answers.element,
          schedule.element,
          limits(),
        ),
      ],
      onkeydown(event) {
        if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        explore();
      },
    }),
    dispose() {
      forget();
      checker.stop();
      pane.dispose();
    },
  };
}

/** Gives the file to the browser, which asks where to put it. */
function save(text: string): void {
  const href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  const link = h("a", { href, download: FILE });
  link.click();
  URL.revokeObjectURL(href);
}
