import { announce, fill, h } from "../dom.ts";
import { button } from "../frame.ts";
import { addressOf } from "../route.ts";
import type { Question } from "../../site.ts";

/** Questions to begin with. What one had is kept. */
export function beginnings(
  questions: readonly Question[],
  begin: (text: string) => void,
): HTMLElement {
  const said = h("p", { class: "quiet" });
  return h(
    "section",
    { class: "beginnings", "aria-labelledby": "begin-title" },
    h(
      "h2",
      { id: "begin-title" },
      "Begin with one of these, or write your own",
    ),
    h(
      "ul",
      { class: "cards" },
      questions.map(({ title, asks, text }) =>
        h(
          "li",
          { class: "card" },
          button(title, () => {
            begin(text);
            fill(
              said,
              `${title} is in the editor. What you had is under `,
              h("a", { href: addressOf({ page: "kept" }) }, "Kept versions"),
              ".",
            );
            announce(said.textContent ?? "");
          }),
          h("p", {}, asks),
        )
      ),
    ),
    said,
  );
}
