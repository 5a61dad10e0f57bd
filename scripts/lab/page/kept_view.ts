import { announce, h } from "./dom.ts";
import type { App, View } from "./app.ts";
import { keptTexts } from "./files/kept.ts";
import type { Workspace } from "./files/workspace.ts";
import { button, wideView } from "./frame.ts";
import { FILE } from "./question/question.ts";
import { QUESTION } from "./share.ts";
import { subjectOf } from "./subject_of.ts";

/** Texts that others have taken the place of. */
export function keptView(app: App): View {
  const kept = keptTexts();
  return wideView(
    "Kept versions",
    h(
      "p",
      {},
      kept.length === 0
        ? "Nothing yet. When another text takes the place of yours, yours is kept here."
        : "What stood in a file before another text took its place. It is kept in this browser, and can be put back.",
    ),
    kept.map(({ path, text, why, at }) =>
      h(
        "details",
        {},
        h(
          "summary",
          {},
          h("code", {}, path),
          `, ${new Date(at).toLocaleString("en")}: ${why}`,
        ),
        h("pre", { tabindex: 0, class: "code", "aria-label": path }, text),
        button("Put it back", () => void putBack(app, path, text)),
      )
    ),
  );
}

/** Puts a text back where it stood; what stands there now is kept. */
async function putBack(app: App, path: string, text: string): Promise<void> {
  const space = await spaceOf(app, path);
  if (space === undefined) return;
  space.replace(path, text, "an older version was put back");
  announce(`${path} is as it was.`);
  dispatchEvent(new Event("hashchange"));
}

async function spaceOf(
  app: App,
  path: string,
): Promise<Workspace | undefined> {
  if (path === FILE) return (await subjectOf(app, QUESTION))?.space;
  const lesson = app.course.lessons.find(({ folder }) =>
    path.startsWith(`lessons/${folder}/`)
  );
  return lesson && await app.workspace(lesson);
}
