import { type Child, h } from "./dom.ts";
import type { View } from "./app.ts";

/** A view to read: its heading, and what stands below it. */
export function textView(title: string, ...children: Child[]): View {
  return { title, element: text("prose", title, children) };
}

/** The same, as wide as several columns of cards. */
export function wideView(title: string, ...children: Child[]): View {
  return { title, element: text("prose wide", title, children) };
}

function text(kind: string, title: string, children: Child): HTMLElement {
  return h("div", { class: kind }, heading(title), children);
}

/** What a view with code consists of. */
export interface CodeFrame {
  title: string;
  /** What belongs to the heading: what to do here, and where else to go. */
  head: Child;
  /** The code, and what comes of it, in the order in which to read them. */
  columns: Child;
  onkeydown?: (event: KeyboardEvent) => void;
}

/** A view of code beside what comes of it. */
export function codeFrame(
  { title, head, columns, onkeydown = () => {} }: CodeFrame,
): HTMLElement {
  return h(
    "div",
    { class: "bench", onkeydown },
    h("header", { class: "step-head" }, heading(title), head),
    columns,
  );
}

/** A view's heading takes the focus when the view comes. */
function heading(title: string): HTMLElement {
  return h("h1", { tabindex: -1 }, title);
}

/** A button. */
export function button(
  words: Child,
  act: () => void,
  props: { class?: string; hidden?: boolean } = {},
): HTMLButtonElement {
  return h("button", { type: "button", ...props, onclick: act }, words);
}
