import "../dom.ts";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { indentLess, indentMore } from "@codemirror/commands";
import { javascript } from "@codemirror/lang-javascript";
import { bracketMatching, indentOnInput } from "@codemirror/language";
import { Annotation, EditorState } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { STYLE_NONCE } from "../../build/policy.ts";
import type { Shown } from "./editor.ts";
import { look } from "./look.ts";
import { type Mark, marks, setMarks } from "./marks.ts";

/** A change that comes from elsewhere, and is no edit of the learner's. */
const elsewhere = Annotation.define<boolean>();

/** CodeMirror: one view, and a state for each file that was opened. */
export class CodeMirror {
  readonly #view: EditorView;
  readonly #states = new Map<string, EditorState>();
  readonly #onEdit: (path: string, text: string) => void;
  #path = "";

  constructor(
    parent: HTMLElement,
    onEdit: (path: string, text: string) => void,
  ) {
    this.#onEdit = onEdit;
    // Styles are made with the view, whatever state it shows later.
    this.#view = new EditorView({
      parent,
      extensions: EditorView.cspNonce.of(STYLE_NONCE),
    });
  }

  /** Shows a file, where it was left. */
  open({ path, text, readOnly }: Shown): void {
    if (this.#path !== "") this.#states.set(this.#path, this.#view.state);
    this.#path = path;
    let state = this.#states.get(path);
    if (state === undefined || state.doc.toString() !== text) {
      state = this.#newState(path, text, readOnly);
    }
    this.#view.setState(state);
  }

  /** Puts another text in the place of the shown one, and leaves the cursor. */
  replace(text: string): void {
    const { state } = this.#view;
    if (state.doc.toString() === text) return;
    this.#view.dispatch({
      changes: { from: 0, to: state.doc.length, insert: text },
      annotations: elsewhere.of(true),
    });
  }

  /** Marks lines of the shown file, and brings the first of a kind into view. */
  mark(marked: readonly Mark[], see?: Mark["kind"]): void {
    const { doc } = this.#view.state;
    const seen = marked.find(({ kind, line }) =>
      kind === see && line >= 1 && line <= doc.lines
    );
    this.#view.dispatch({ effects: setMarks.of(marked) });
    if (seen !== undefined) this.#center(doc.line(seen.line).from);
  }

  /** Puts the cursor into a line. */
  goTo(line: number): void {
    const { doc } = this.#view.state;
    const { from } = doc.line(Math.min(Math.max(line, 1), doc.lines));
    this.#view.dispatch({
      selection: { anchor: from },
      effects: EditorView.scrollIntoView(from, { y: "center" }),
    });
  }

  /** As `EditorView.scrollIntoView()`, but leaves the page where it is. */
  #center(position: number): void {
    this.#view.requestMeasure({
      key: this,
      read: (view) => {
        const { top, height } = view.lineBlockAt(position);
        return top - (view.scrollDOM.clientHeight - height) / 2;
      },
      write: (top, { scrollDOM }) => void scrollDOM.scrollTo({ top }),
    });
  }

  /** Shows what was shown in its place: as far down, with the cursor there. */
  takeOver(
    scrollTop: number,
    cursor: { x: number; y: number } | undefined,
  ): void {
    this.#view.scrollDOM.scrollTop = scrollTop;
    const anchor = cursor && this.#view.posAtCoords(cursor, false);
    if (anchor !== undefined) this.#view.dispatch({ selection: { anchor } });
  }

  focus(): void {
    this.#view.focus();
  }

  dispose(): void {
    this.#view.destroy();
  }

  #newState(path: string, doc: string, readOnly: boolean): EditorState {
    const name = path.split("/").at(-1) ?? path;
    return EditorState.create({
      doc,
      extensions: [
        EditorView.cspNonce.of(STYLE_NONCE),
        lineNumbers(),
        marks,
        history(),
        drawSelection(),
        indentOnInput(),
        bracketMatching(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        javascript({ typescript: true }),
        look,
        EditorState.readOnly.of(readOnly),
        EditorView.contentAttributes.of({
          tabindex: "0",
          "aria-label": readOnly ? `${name}, to read` : name,
          ...readOnly ? { "aria-readonly": "true" } : {},
        }),
        // Escape, then Tab, leaves the editor: CodeMirror sees to it.
        keymap.of([
          // The view around it checks; by default, a line would come below.
          { key: "Mod-Enter", run: () => true },
          ...defaultKeymap,
          ...historyKeymap,
          { key: "Tab", run: readOnly ? () => false : indentMore },
          { key: "Shift-Tab", run: readOnly ? () => false : indentLess },
        ]),
        EditorView.updateListener.of(({ docChanged, transactions, state }) => {
          if (!docChanged) return;
          if (transactions.some((one) => one.annotation(elsewhere))) return;
          this.#onEdit(path, state.doc.toString());
        }),
      ],
    });
  }
}
