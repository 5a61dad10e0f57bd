import { h } from "../dom.ts";
import type { App } from "../app.ts";
import { stepsHere } from "../course.ts";
import { addressOf } from "../route.ts";

/** Chooses among the steps that one can work on here. */
export function stepPicker(app: App, chosen: string): HTMLElement {
  const select = h(
    "select",
    {
      id: "step",
      onchange: () => {
        location.hash = addressOf({ page: "bench", step: select.value });
      },
    },
    [...Map.groupBy(stepsHere(app), ({ lesson }) => lesson)].map((
      [{ number, title }, found],
    ) =>
      h(
        "optgroup",
        { label: `${number} ${title}` },
        found.map(({ step: { step, title } }) =>
          h("option", {
            value: step,
            selected: step === chosen,
          }, `${step} ${title}`)
        ),
      )
    ),
  );
  return h("label", { class: "picker" }, "Step ", select);
}
