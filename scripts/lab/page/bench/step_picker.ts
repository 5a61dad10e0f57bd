import { h } from "../dom.ts";
import type { Course } from "../../site.ts";
import { addressOf } from "../route.ts";

/** Chooses among the steps whose tests run in the page. */
export function stepPicker(course: Course, chosen: string): HTMLElement {
  const select = h(
    "select",
    {
      id: "step",
      onchange: () => {
        location.hash = addressOf({ page: "bench", step: select.value });
      },
    },
    course.lessons.map(({ number, title, steps }) => {
      const shown = steps.filter(({ inPage }) => inPage);
      return shown.length > 0 && h(
        "optgroup",
        { label: `${number} ${title}` },
        shown.map(({ step, title }) =>
          h("option", {
            value: step,
            selected: step === chosen,
          }, `${step} ${title}`)
        ),
      );
    }),
  );
  return h("label", { class: "picker" }, "Step ", select);
}
