import "../dom.ts";
import {
  RangeSet,
  RangeSetBuilder,
  StateEffect,
  StateField,
} from "@codemirror/state";
import { Decoration, EditorView, gutter, GutterMarker } from "@codemirror/view";

/** A line to mark. */
export interface Mark {
  /** From 1. */
  line: number;
  /** What stands in the margin: `T1`. */
  label: string;
  /** `"here"`: the step that is looked at. `"wrong"`: what does not load. */
  kind: "here" | "next" | "wrong";
}

/** Puts marks in the place of those that were there. */
export const setMarks = StateEffect.define<readonly Mark[]>();

class Label extends GutterMarker {
  constructor(readonly text: string, readonly kind: string) {
    super();
  }

  override eq(other: Label): boolean {
    return other.text === this.text && other.kind === this.kind;
  }

  override toDOM(): Node {
    const label = document.createElement("span");
    label.className = `mark-label mark-${this.kind}`;
    label.textContent = this.text;
    return label;
  }
}

interface Marked {
  lines: RangeSet<Decoration>;
  labels: RangeSet<GutterMarker>;
}

const NONE: Marked = { lines: RangeSet.empty, labels: RangeSet.empty };

const field = StateField.define<Marked>({
  create: () => NONE,
  update(marked, { effects, changes, state }) {
    for (const effect of effects) {
      if (effect.is(setMarks)) return build(effect.value, state.doc);
    }
    return changes.empty ? marked : {
      lines: marked.lines.map(changes),
      labels: marked.labels.map(changes),
    };
  },
  provide: (self) => EditorView.decorations.from(self, ({ lines }) => lines),
});

function build(
  marks: readonly Mark[],
  doc: EditorView["state"]["doc"],
): Marked {
  const lines = new RangeSetBuilder<Decoration>();
  const labels = new RangeSetBuilder<GutterMarker>();
  const byLine = Map.groupBy(
    marks.filter(({ line }) => line >= 1 && line <= doc.lines),
    ({ line }) => line,
  );
  for (const [line, here] of [...byLine].sort(([a], [b]) => a - b)) {
    const { from } = doc.line(line);
    const kind = ["wrong", "here", "next"].find((kind) =>
      here.some((mark) =>
        mark.kind === kind
      )
    ) ?? "next";
    lines.add(from, from, Decoration.line({ class: `cm-mark-${kind}` }));
    const text = [...new Set(here.map(({ label }) => label))].join(" ");
    labels.add(from, from, new Label(text, kind));
  }
  return { lines: lines.finish(), labels: labels.finish() };
}

/** Lines with a colour, and a label in the margin that says why. */
export const marks = [
  field,
  gutter({
    class: "cm-marks",
    markers: (view) => view.state.field(field).labels,
    initialSpacer: () => new Label("T0", "next"),
  }),
];
