import "../dom.ts";
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

/** Colours are the page's, which know of dark and light. */
export const look = [
  EditorView.theme({
    "&": { height: "100%", backgroundColor: "var(--code-ground)" },
    "&.cm-focused": { outline: "2px solid var(--accent)" },
    ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.5" },
    ".cm-content": { caretColor: "var(--text)", paddingBlock: "0.5rem" },
    ".cm-gutters": {
      backgroundColor: "var(--code-ground)",
      color: "var(--quiet)",
      borderRight: "1px solid var(--line)",
    },
    ".cm-activeLine": { backgroundColor: "var(--active-line)" },
    ".cm-activeLineGutter": { backgroundColor: "var(--active-line)" },
    ".cm-cursor": { borderLeftColor: "var(--text)" },
    "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground":
      { background: "var(--selection)" },
    ".cm-mark-here": {
      backgroundColor: "var(--here)",
      boxShadow: "inset 4px 0 0 var(--accent)",
    },
    ".cm-mark-next": { boxShadow: "inset 2px 0 0 var(--line-strong)" },
    ".cm-mark-wrong": {
      backgroundColor: "var(--bad-ground)",
      boxShadow: "inset 4px 0 0 var(--bad)",
    },
    ".mark-label": {
      fontFamily: "var(--mono)",
      fontSize: "0.8em",
      fontWeight: "700",
      paddingInline: "3px",
      borderRadius: "3px",
    },
    ".mark-here": { background: "var(--accent)", color: "var(--on-accent)" },
    ".mark-wrong": { background: "var(--bad)", color: "var(--on-accent)" },
  }),
  syntaxHighlighting(HighlightStyle.define([
    { tag: tags.comment, color: "var(--code-comment)", fontStyle: "italic" },
    { tag: tags.keyword, color: "var(--code-keyword)" },
    { tag: [tags.string, tags.regexp], color: "var(--code-string)" },
    { tag: [tags.number, tags.bool, tags.null], color: "var(--code-number)" },
    { tag: [tags.typeName, tags.className], color: "var(--code-type)" },
    {
      tag: tags.function(tags.variableName),
      color: "var(--code-function)",
    },
  ])),
];
