import { type Child, h } from "../dom.ts";
import type { App, View } from "../app.ts";
import { CodePane } from "../editor/code_pane.ts";
import type { Workspace } from "../files/workspace.ts";
import { codeFrame } from "../frame.ts";
import { type Steered, SteerPanel } from "./steer_panel.ts";

/** What is on the stage. */
export interface Stage extends Steered {
  title: string;
  /** What belongs to the heading. */
  head: Child;
  /** Stands above the choices. */
  above?: Child;
  space: Workspace;
  /** The files to show. */
  files: readonly string[];
  /** Whether the threads wait until somebody does something in the page. */
  waits?: boolean;
}

/** A person is the scheduler of a model; its code is there to read. */
export function stageView(
  { engine, used }: App,
  { title, head, above, space, files, waits = false, ...steered }: Stage,
): View {
  const pane = new CodePane(space, files, true);
  const panel = new SteerPanel(engine, pane, steered);
  const begins = waits ? used : Promise.resolve();
  void begins.then(() => pane.ready()).then(() => panel.begin());
  return {
    title,
    element: codeFrame({
      title,
      head,
      columns: [
        h("div", { class: "outcome" }, above, panel.element),
        pane.element,
      ],
      onkeydown: (event) => panel.onKey(event),
    }),
    dispose() {
      panel.dispose();
      pane.dispose();
    },
  };
}
