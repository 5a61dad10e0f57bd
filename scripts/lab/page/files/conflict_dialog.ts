import { announce, h } from "../dom.ts";
import type { Conflict } from "../../server/api.ts";
import type { Disk } from "./disk.ts";
import { keep } from "./kept.ts";

/**
 * Shows both versions of a file that was changed here and on disk. Whichever is
 * chosen, the other one is kept.
 */
export function conflictDialog(disk: Disk, conflict: Conflict): void {
  const { path, backup } = conflict;
  const theirs = conflict.disk?.text ?? "";
  const mine = h("textarea", { spellcheck: "false" });
  // Typing goes on while the question is open.
  mine.value = disk.load(path) ?? conflict.yours;
  const onDisk = h("pre", { tabindex: 0, "aria-label": "On disk" }, theirs);
  const choose = (text: string, other: string, why: string) => {
    keep(path, other, why);
    dialog.close();
    void disk.settle(conflict, text);
    announce(`${path}: ${why}`);
  };
  const button = (words: string, act: () => void, kind = "") =>
    h("button", { type: "button", class: kind, onclick: act }, words);
  const dialog = h(
    "dialog",
    {
      class: "conflict",
      "aria-labelledby": "conflict-title",
      oncancel: (event: Event) => event.preventDefault(),
      onclose: () => dialog.remove(),
    },
    h("h2", { id: "conflict-title" }, `${path} was changed in two places`),
    h(
      "p",
      {},
      conflict.disk === null
        ? "The file on disk is gone. "
        : "Another program has changed the file on disk. ",
      `What you typed lies in ${backup}, too; the version that you do not take is kept in this page under "Kept versions".`,
    ),
    h(
      "div",
      { class: "two" },
      h("label", {}, "In this page (you may edit it)", mine),
      h(
        "div",
        {},
        h("p", {}, "On disk"),
        onDisk,
      ),
    ),
    h(
      "div",
      { class: "actions" },
      button(
        "Keep what is in this page",
        () => choose(mine.value, theirs, "the version on disk was replaced"),
        "primary",
      ),
      button(
        "Take what is on disk",
        () => choose(theirs, mine.value, "the page's version was replaced"),
      ),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
  showDifference(mine, onDisk);
  announce(`${path} was changed here and on disk. Choose a version.`);
}

/** Scrolls both to the line in which they begin to differ. */
function showDifference(mine: HTMLTextAreaElement, onDisk: HTMLElement): void {
  const theirs = onDisk.textContent ?? "";
  let at = 0;
  while (at < theirs.length && mine.value[at] === theirs[at]) at++;
  mine.setSelectionRange(at, at);
  const line = mine.value.slice(0, at).split("\n").length - 1;
  for (const [shown, text] of [[mine, mine.value], [onDisk, theirs]] as const) {
    shown.scrollTop = shown.scrollHeight * line / text.split("\n").length;
  }
}
