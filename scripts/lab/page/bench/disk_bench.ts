import { h } from "../dom.ts";
import type { App, View } from "../app.ts";
import type { Found } from "../course.ts";
import { CodePane } from "../editor/code_pane.ts";
import { filesOf } from "../files/files_of.ts";
import { codeFrame } from "../frame.ts";
import { HelpParts } from "../help/help_parts.ts";
import { stepPicker } from "./step_picker.ts";

/** The bench for a step whose tests run on this machine alone. */
export async function diskBench(app: App, found: Found): Promise<View> {
  const { lesson, step } = found;
  const space = await app.workspace(lesson);
  const pane = new CodePane(space, filesOf(found));
  void app.used.then(() => pane.ready());
  const help = new HelpParts(app, found, space);
  const title = `${step.step} ${step.title}`;
  return {
    title,
    element: codeFrame({
      title,
      head: [
        stepPicker(app, step.step),
        h("div", { class: "actions" }, help.startAgain),
      ],
      columns: [
        pane.element,
        h("div", { class: "outcome" }, help.elements),
      ],
      onkeydown(event) {
        if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        help.run();
      },
    }),
    dispose() {
      help.dispose();
      pane.dispose();
    },
  };
}
