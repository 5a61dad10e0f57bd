import { fill, h } from "../dom.ts";
import { codeHtml } from "../../book/code_html.ts";
import { whenIdle } from "../idle.ts";
import type { CodeMirror } from "./code_mirror.ts";
import type { Mark } from "./marks.ts";

/** A text to show. */
export interface Shown {
  path: string;
  text: string;
  readOnly: boolean;
}

/**
 * The editor: plain code, which is there with the page's first frame, until
 * somebody needs more, and CodeMirror takes its place.
 */
export class Editor {
  readonly element: HTMLElement = h("div", { class: "editor" });
  readonly #plain: HTMLElement = h("div", {
    class: "plain",
    tabindex: 0,
    role: "group",
    "aria-label": "Code",
    onpointerdown: ({ clientX: x, clientY: y }: PointerEvent) =>
      this.#pressed = { x, y },
  });
  readonly #onEdit: (path: string, text: string) => void;
  #path = "";
  #pressed: { x: number; y: number } | undefined;
  #ready: Promise<void> | undefined;
  #codeMirror: CodeMirror | undefined;
  #isOver = false;
  /** What CodeMirror is to do once it is there. */
  readonly #asked: ((codeMirror: CodeMirror) => void)[] = [];

  constructor(onEdit: (path: string, text: string) => void) {
    this.#onEdit = onEdit;
    fill(this.element, this.#plain);
  }

  /** The file that is shown. */
  get path(): string {
    return this.#path;
  }

  /** Lets one type; resolves once that can be. */
  ready(): Promise<void> {
    return this.#ready ??= this.#load();
  }

  /** Shows a file, where it was left. */
  open(shown: Shown): void {
    this.#path = shown.path;
    this.#showPlain(shown.text);
    this.#ask((codeMirror) => codeMirror.open(shown));
  }

  /** Puts another text in the place of the shown one, and leaves the cursor. */
  replace(text: string): void {
    this.#showPlain(text);
    this.#ask((codeMirror) => codeMirror.replace(text));
  }

  /** Marks lines of the shown file, and brings the first of a kind into view. */
  mark(marked: readonly Mark[], see?: Mark["kind"]): void {
    if (marked.length > 0) void this.ready();
    this.#ask((codeMirror) => codeMirror.mark(marked, see));
  }

  /** Puts the cursor into a line. */
  goTo(line: number): void {
    void this.ready();
    this.#ask((codeMirror) => codeMirror.goTo(line));
  }

  focus(): void {
    void this.ready();
    this.#ask((codeMirror) => codeMirror.focus());
  }

  dispose(): void {
    this.#isOver = true;
    this.#codeMirror?.dispose();
  }

  async #load(): Promise<void> {
    await whenIdle();
    const { CodeMirror } = await import("./code_mirror.ts").catch((error) => {
      this.#plain.prepend(
        h("p", { class: "wrong" }, "The editor cannot be loaded: reload it."),
      );
      throw error;
    });
    // What waits for it would go on in a view that is gone.
    if (this.#isOver) return await new Promise(() => {});
    const { scrollTop } = this.#plain;
    const hadFocus = document.activeElement === this.#plain;
    fill(this.element);
    const codeMirror = new CodeMirror(this.element, this.#onEdit);
    for (const act of this.#asked.splice(0)) act(codeMirror);
    codeMirror.takeOver(scrollTop, hadFocus ? this.#pressed : undefined);
    if (hadFocus) codeMirror.focus();
    this.#codeMirror = codeMirror;
  }

  #ask(act: (codeMirror: CodeMirror) => void): void {
    if (this.#codeMirror === undefined) this.#asked.push(act);
    else act(this.#codeMirror);
  }

  #showPlain(text: string): void {
    if (this.#codeMirror !== undefined) return;
    const numbers = text.split("\n").map((_, at) => `${at + 1}\n`);
    fill(
      this.#plain,
      h("pre", { class: "numbers", "aria-hidden": "true" }, numbers.join("")),
    );
    this.#plain.insertAdjacentHTML("beforeend", codeHtml(text, "ts"));
  }
}
