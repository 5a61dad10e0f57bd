import { fill, h } from "./dom.ts";
import type { View } from "./app.ts";
import { keptTexts } from "./files/kept.ts";

/** Texts that others have taken the place of. */
export function keptView(): View {
  const title = "Kept versions";
  const list = h("div", {});
  fill(
    list,
    keptTexts().map(({ path, text, why, at }) =>
      h(
        "details",
        {},
        h(
          "summary",
          {},
          `${path}, ${new Date(at).toLocaleString("en")}: ${why}`,
        ),
        h("pre", { tabindex: 0, class: "code" }, text),
      )
    ),
  );
  return {
    title,
    element: h(
      "div",
      { class: "prose wide" },
      h("h1", { tabindex: -1 }, title),
      h(
        "p",
        {},
        keptTexts().length === 0
          ? "Nothing yet. When another text takes the place of yours, yours is kept here."
          : "What stood in a file before another text took its place. It is kept in this browser.",
      ),
      list,
    ),
  };
}
