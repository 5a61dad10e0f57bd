import { announce, h } from "../dom.ts";
import type { Found } from "../course.ts";
import type { Disk } from "../files/disk.ts";
import { filesOf } from "../files/files_of.ts";
import { keep } from "../files/kept.ts";
import type { Workspace } from "../files/workspace.ts";
import type { CourseLesson } from "../../site.ts";
import { button } from "../frame.ts";

/** Asks which of a step's files are to be as they were at the start. */
export function startAgainDialog(
  space: Workspace,
  { lesson, step }: Found,
  disk: Disk | undefined,
): void {
  const paths = filesOf({ lesson, step }).slice(0, step.files.length)
    .filter((path) => space.isChanged(path));
  const boxes = paths.map((path) =>
    h("input", { type: "checkbox", checked: true, value: path })
  );
  const agree = async () => {
    const chosen = boxes.filter(({ checked }) => checked)
      .map(({ value }) => value);
    dialog.close();
    const backup = await putBack(space, lesson, chosen, disk);
    announce(
      `The starter is back. What you had is kept${
        backup === undefined ? "" : `, also in ${backup}`
      }.`,
    );
  };
  const dialog = h(
    "dialog",
    {
      "aria-labelledby": "again-title",
      onclose: () => dialog.remove(),
    },
    h("h2", { id: "again-title" }, `Start step ${step.step} again`),
    paths.length === 0
      ? h("p", {}, "Its files are as they were at the start.")
      : [
        h("p", {}, "These files become what they were at the start:"),
        h(
          "ul",
          { class: "choose" },
          paths.map((path, at) =>
            h("li", {}, h("label", {}, boxes[at], " ", path))
          ),
        ),
        h(
          "p",
          {},
          `What you have now is kept under "Kept versions"${
            disk === undefined ? "" : ", and in a copy in .course/backups/"
          }.`,
        ),
      ],
    h(
      "div",
      { class: "actions" },
      paths.length > 0 &&
        button("Put the starter back", () => void agree(), {
          class: "primary",
        }),
      button(
        paths.length > 0 ? "Leave it as it is" : "Close",
        () => dialog.close(),
      ),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
}

/** @returns Where the copy on disk lies, if there is one. */
async function putBack(
  space: Workspace,
  lesson: CourseLesson,
  paths: readonly string[],
  disk: Disk | undefined,
): Promise<string | undefined> {
  if (disk === undefined) {
    for (const path of paths) space.reset(path);
    return undefined;
  }
  for (const path of paths) keep(path, space.read(path), "reset");
  return await disk.reset(lesson, paths) ?? undefined;
}
