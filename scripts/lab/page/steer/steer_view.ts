import { h } from "../dom.ts";
import type { App, View } from "../app.ts";
import { button } from "../frame.ts";
import { addressOf } from "../route.ts";
import { copyLink } from "../share_button.ts";
import type { Subject } from "../subject.ts";
import { subjectOf } from "../subject_of.ts";
import { stageView } from "./stage.ts";

/** A person is the scheduler of a model, on the learner's own code. */
export async function ownSteerView(
  app: App,
  { step, ...what }: { step: string; model: string; schedule: string },
): Promise<View> {
  const subject = await subjectOf(app, step);
  if (subject === undefined) throw new Error(`No step ${step} in this page.`);
  return steerView(app, subject, what, true);
}

/**
 * The same for a subject that need not be the learner's own.
 *
 * @param isOwn Whether the code is the learner's own.
 */
export function steerView(
  app: App,
  subject: Subject,
  { model, schedule }: { model: string; schedule: string },
  isOwn: boolean,
): View {
  const { id: step } = subject;
  let steps = schedule;
  return stageView(app, {
    title: `Be the scheduler: ${model}`,
    head: [
      h(
        "p",
        {},
        "Each thread stands before its next operation on the shared memory. Choose who goes on, until it breaks or all have ended.",
      ),
      h(
        "div",
        { class: "actions" },
        isOwn && h(
          "a",
          { class: "button", href: subject.address },
          "Edit the code",
        ),
        button("Copy a link", () =>
          copyLink({
            step,
            files: subject.shared(),
            model,
            schedule: steps,
          })),
      ),
    ],
    space: subject.space,
    files: subject.files,
    model: subject.model(model),
    schedule,
    sources: subject.sources(),
    onScene(scene) {
      steps = scene.steps;
      if (!isOwn) return;
      // A reload, and a bookmark, come back here.
      const address = addressOf({
        page: "steer",
        step,
        model,
        schedule: steps,
      });
      history.replaceState(null, "", address);
    },
  });
}
