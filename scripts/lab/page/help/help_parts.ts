import { type Child, h } from "../dom.ts";
import type { App } from "../app.ts";
import type { Found } from "../course.ts";
import type { Disk } from "../files/disk.ts";
import type { Workspace } from "../files/workspace.ts";
import { button } from "../frame.ts";
import { RunLog } from "../lessons/run_log.ts";
import { browserStorage } from "../storage.ts";
import { hintsOf } from "./hints.ts";
import { solutionPart } from "./solution.ts";
import { startAgainDialog } from "./start_again.ts";

const HINTS = "lab.hints";

/**
 * What helps with a step besides its tests: hints, and where the files are those
 * on this machine, its run there and the solution.
 */
export class HelpParts {
  readonly elements: Child;
  /** Puts starters back, after asking. */
  readonly startAgain: HTMLElement;
  readonly #found: Found;
  readonly #disk: Disk | undefined;
  readonly #log: RunLog | undefined;

  constructor(app: App, found: Found, space: Workspace) {
    const { disk } = app;
    this.#found = found;
    this.#disk = disk;
    this.startAgain = button(
      "Start again …",
      () => startAgainDialog(space, found, disk),
    );
    this.#log = disk && new RunLog(disk);
    this.elements = [
      this.#log !== undefined && this.#machinePart(this.#log),
      hintsPart(found, disk),
      disk !== undefined && solutionPart(disk, found),
    ];
  }

  /** Runs the step's tests on this machine. */
  run(): void {
    const { lesson, step } = this.#found;
    void this.#disk?.run(lesson.number, step.step);
  }

  dispose(): void {
    this.#log?.dispose();
  }

  #machinePart(log: RunLog): HTMLElement {
    const { step, inPage } = this.#found.step;
    return h(
      "section",
      { class: "machine", "aria-labelledby": "machine-title" },
      h("h2", { id: "machine-title" }, "On this machine"),
      h(
        "p",
        {},
        inPage
          ? "The same tests in Deno, with types checked: what passes here counts as progress."
          : "This step starts processes, sockets or workers, so its tests run in Deno.",
      ),
      h(
        "div",
        { class: "actions" },
        button(`Run step ${step}`, () => this.run(), {
          class: inPage ? "" : "primary",
        }),
        log.stop,
      ),
      log.element,
    );
  }
}

/** Hints that were shown stay so; on this machine, for the terminal, too. */
function hintsPart(
  { step: { step, hints } }: Found,
  disk: Disk | undefined,
): HTMLElement {
  const shown = browserStorage.json<Record<string, number>>(HINTS, {});
  const before = Math.max(shown[step] ?? 0, disk?.state?.hints[step] ?? 0);
  return hintsOf(hints, before, (count) => {
    browserStorage.set(HINTS, JSON.stringify({ ...shown, [step]: count }));
    void disk?.client.hint(step);
  });
}
