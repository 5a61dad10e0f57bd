import { h } from "../dom.ts";
import type { App, View } from "../app.ts";
import { benchSteps, getSources } from "../course.ts";
import { CodePane } from "../editor/code_pane.ts";
import { filesOf } from "../files/files_of.ts";
import { memoryStore, Workspace } from "../files/workspace.ts";
import { addressOf } from "../route.ts";
import type { Shared } from "../share.ts";
import { copyLink } from "../share_button.ts";
import { SteerPanel } from "./steer_panel.ts";

/**
 * A person is the scheduler of one of a step's models.
 *
 * @param isOwn Whether the code is the learner's own, or the one in `shared`.
 */
export async function steerView(
  app: App,
  shared: Shared & { model: string },
  isOwn: boolean,
): Promise<View> {
  const { step, model, schedule = "0" } = shared;
  const found = benchSteps(app.course).find((one) => one.step.step === step);
  if (found === undefined) throw new Error(`No step ${step} in this page.`);
  const { lesson } = found;
  const space = isOwn ? await app.workspace(lesson) : new Workspace(
    lesson,
    await getSources(lesson),
    memoryStore(shared.files),
  );
  const pane = new CodePane(space, filesOf(found), true);
  const panel = new SteerPanel(app.engine, pane, {
    model,
    schedule,
    sources: space.texts(),
    onScene({ steps: schedule }) {
      if (!isOwn) return;
      // A reload, and a bookmark, come back here.
      const address = addressOf({ page: "steer", step, model, schedule });
      history.replaceState(null, "", address);
    },
  });
  panel.start();
  const title = `Be the scheduler: ${model}`;
  return {
    title,
    element: h(
      "div",
      { class: "bench" },
      h(
        "header",
        { class: "step-head" },
        h("h1", { tabindex: -1 }, title),
        h(
          "p",
          {},
          "Each thread stands before its next operation on the shared memory. Choose who goes on: by a click, or by the keys 0 to 3. Backspace takes a step back.",
        ),
        h(
          "div",
          { class: "actions" },
          isOwn &&
            h("a", {
              class: "button",
              href: addressOf({ page: "bench", step }),
            }, "Edit on the bench"),
          h("button", {
            type: "button",
            onclick: () =>
              copyLink({
                step,
                files: space.texts(),
                model,
                schedule: panel.scene?.steps ?? "0",
              }),
          }, "Copy a link"),
        ),
      ),
      h("div", { class: "outcome" }, panel.element),
      pane.element,
    ),
    dispose() {
      panel.stop();
      pane.dispose();
    },
  };
}
