import { announce, fill, h, sign, told } from "../dom.ts";
import type { App, View } from "../app.ts";
import { addressOf, addressOfText } from "../route.ts";
import { stageView } from "../steer/stage.ts";
import { subjectOf } from "../subject_of.ts";
import type { Exhibit } from "../../gallery/exhibit.ts";
import { note } from "./gallery.ts";

/**
 * Something broken, to break by hand.
 *
 * @param next The one that comes after it.
 */
export async function exhibitView(
  app: App,
  exhibit: Exhibit,
  next: Exhibit | undefined,
): Promise<View> {
  const { id, title, step, par, model, files } = exhibit;
  const subject = await subjectOf(app, step, files);
  if (subject === undefined) throw new Error(`No step ${step} in this page.`);
  const score = h("p", { class: "score" }, `Par ${par}. Break it!`);
  const after = h(
    "div",
    { class: "meaning", hidden: true },
    whyItBreaks(exhibit, next),
  );
  return stageView(app, {
    title,
    head: [
      h("a", { href: addressOf({ page: "gallery" }) }, "All broken things"),
      score,
    ],
    above: after,
    space: subject.space,
    files: Object.keys(files),
    model: subject.model(model),
    schedule: "0",
    waits: true,
    sources: subject.sources(),
    onScene({ state, schedule }, isShown) {
      const steps = schedule.rows.length - 1;
      after.hidden = state !== "wrong";
      if (state !== "wrong") {
        fill(score, `${steps} ${steps === 1 ? "step" : "steps"}. Par ${par}.`);
        return;
      }
      const isRecord = !isShown && note(id, steps);
      const line = `${
        isShown ? "The explorer breaks it" : "Broken"
      } in ${steps} steps${
        steps <= par
          ? ". That is par: it cannot be done in fewer."
          : `. Par is ${par}.`
      }${isRecord ? " Your best." : ""}`;
      fill(score, sign("✗ "), h("strong", {}, line));
      announce(line);
    },
  });
}

function whyItBreaks(
  { says, text }: Exhibit,
  next: Exhibit | undefined,
): HTMLElement[] {
  return [
    h("h2", {}, "Why it breaks"),
    h("p", {}, told(says)),
    h(
      "p",
      {},
      h("a", { href: addressOfText(text) }, "Read about it in the book"),
      next !== undefined && [
        " · ",
        h("a", {
          href: addressOf({ page: "gallery", id: next.id }),
        }, `Next: ${next.title}`),
      ],
    ),
  ];
}
