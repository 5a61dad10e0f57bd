import { fill, h, told } from "../dom.ts";
import { button } from "../frame.ts";

/**
 * Hints, one more at a time.
 *
 * @param onMore Told how many are shown now.
 */
export function hintsOf(
  hints: readonly string[],
  shown: number,
  onMore: (shown: number) => void,
): HTMLElement {
  const element = h("section", { class: "hints" });
  const more = () => {
    shown++;
    draw();
    onMore(shown);
    element.querySelector("button")?.focus();
  };
  const draw = () => {
    const left = hints.length - shown;
    fill(
      element,
      h("h2", {}, "Hints"),
      shown > 0 &&
        h(
          "ol",
          {},
          hints.slice(0, shown).map((hint) => h("li", {}, told(hint))),
        ),
      left > 0
        ? button(
          shown === 0
            ? `Show a hint (${left})`
            : `One more hint (${left} left)`,
          more,
        )
        : h("p", { class: "quiet" }, "These are all hints."),
    );
  };
  draw();
  return element;
}
