import { h } from "../dom.ts";
import type { Place } from "../../engine/protocol.ts";
import type { Workspace } from "../files/workspace.ts";
import { Editor } from "./editor.ts";
import type { Mark } from "./marks.ts";
import { type Tab, Tabs } from "./tabs.ts";

/** A mark and the file that it is in. */
export interface PlacedMark extends Mark {
  path: string;
}

/** Tabs and the editor below them: the learner's files, and those to read. */
export class CodePane {
  readonly element: HTMLElement;
  readonly #editor: Editor;
  readonly #tabs: Tabs;
  readonly #space: Workspace;
  readonly #readOnly: boolean;
  readonly #paths: string[];
  readonly #forget: () => void;
  #marks: readonly PlacedMark[] = [];

  /** @param first The files to show first, the main one before the others. */
  constructor(space: Workspace, first: readonly string[], readOnly = false) {
    this.#space = space;
    this.#readOnly = readOnly;
    const shown = first.filter((path) => space.has(path));
    this.#paths = shown.length > 0 ? shown : space.own;
    this.#editor = new Editor((path, text) => space.write(path, text));
    this.#tabs = new Tabs("Files", "code", (path) => this.open(path));
    this.#forget = space.onChange((path, elsewhere) => {
      if (elsewhere && path === this.#editor.path) {
        this.#editor.replace(space.read(path));
      }
    });
    const others = space.all.filter((path) =>
      path.endsWith(".ts") && !this.#paths.includes(path)
    );
    const more = h(
      "select",
      {
        "aria-label": "Open another file",
        onchange: () => {
          if (more.value !== "") this.open(more.value);
          more.value = "";
        },
      },
      h("option", { value: "" }, "more files"),
      others.map((path) => h("option", { value: path }, this.#shortName(path))),
    );
    this.element = h(
      "section",
      { class: "code-pane", "aria-label": "Code" },
      h("div", { class: "tab-row" }, this.#tabs.element, more),
      h(
        "div",
        { id: "code", role: "tabpanel", "aria-label": "File" },
        this.#editor.element,
      ),
      h(
        "p",
        { class: "hint-line" },
        readOnly
          ? "This code is to read."
          : "Esc, then Tab leaves the editor. Ctrl+Enter checks at once.",
      ),
    );
    this.open(this.#paths[0] ?? "");
  }

  /**
   * Lets one type in it; resolves once that can be. What takes processors begins
   * then, and not while the page is still being drawn.
   */
  ready(): Promise<void> {
    return this.#editor.ready();
  }

  /** Whether there is such a file to show. */
  has(path: string): boolean {
    return this.#space.has(path);
  }

  /** Shows a file. */
  open(path: string): void {
    if (!this.#space.has(path)) return;
    if (!this.#paths.includes(path)) this.#paths.push(path);
    this.#editor.open({
      path,
      text: this.#space.read(path),
      readOnly: this.#readOnly || !this.#space.isOwn(path),
    });
    this.#tabs.show(this.#paths.map((one) => this.#tab(one)), path);
    this.#showMarks();
  }

  /** Goes to a line, and puts the cursor there. */
  goTo({ path, line }: Place): void {
    this.open(path);
    if (line !== undefined) this.#editor.goTo(line);
    this.#editor.focus();
  }

  /** What stands in a line of a file. */
  lineAt({ path, line }: Place): string | undefined {
    if (line === undefined || !this.#space.has(path)) return undefined;
    return this.#space.read(path).split("\n")[line - 1];
  }

  /** Marks lines, and shows the file of the first that is `"here"`. */
  mark(marks: readonly PlacedMark[]): void {
    this.#marks = marks;
    const here = marks.find(({ kind }) => kind === "here");
    if (
      here !== undefined && here.path !== this.#editor.path &&
      this.#space.has(here.path)
    ) {
      this.open(here.path);
    } else {
      this.#showMarks();
    }
  }

  /** Marks what is wrong with a file that cannot be read, or nothing. */
  markProblem(problem: Place | undefined): void {
    const { path, line } = problem ?? {};
    this.mark(
      path === undefined || line === undefined
        ? []
        : [{ path, line, label: "!", kind: "wrong" }],
    );
  }

  dispose(): void {
    this.#forget();
    this.#editor.dispose();
  }

  #showMarks(): void {
    const own = this.#marks.filter(({ path }) => path === this.#editor.path);
    this.#editor.mark(own, "here");
  }

  #tab(path: string): Tab {
    const tab = { path, name: this.#shortName(path) };
    return this.#space.isOwn(path) ? tab : { ...tab, note: "to read" };
  }

  #shortName(path: string): string {
    return path.replace(`lessons/${this.#space.folder}/`, "")
      .replace("lessons/", "");
  }
}
