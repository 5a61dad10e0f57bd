import { h } from "../dom.ts";
import { LIMITS } from "../../../explore/limits.ts";
import { FILE } from "./question.ts";

/** What the explorer can and cannot tell. */
export function limits(): HTMLElement {
  return h(
    "section",
    { class: "limits" },
    h(
      "details",
      {},
      h("summary", {}, "What the explorer can and cannot tell"),
      h("ul", {}, LIMITS.map((limit) => h("li", {}, limit))),
      h(
        "p",
        {},
        "The page does not check types, and gives up after 30 seconds. The same file runs in a terminal, with a longer limit if you ask for it: ",
        h("code", {}, `deno task explore ${FILE} --limit 300`),
        ".",
      ),
    ),
  );
}
