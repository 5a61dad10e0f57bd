import { announce, fill, h, sign, told } from "../dom.ts";
import type { App, View } from "../app.ts";
import { benchSteps, getSources } from "../course.ts";
import { CodePane } from "../editor/code_pane.ts";
import { memoryStore, Workspace } from "../files/workspace.ts";
import { addressOf, addressOfText } from "../route.ts";
import { SteerPanel } from "../steer/steer_panel.ts";
import type { Exhibit } from "../../gallery/exhibit.ts";
import { getExhibits, note, records } from "./gallery.ts";

/** Broken locks, queues and rings: all of them, or one to break. */
export async function galleryView(app: App, id?: string): Promise<View> {
  const exhibits = await getExhibits();
  const at = exhibits.findIndex((exhibit) => exhibit.id === id);
  const exhibit = exhibits[at];
  return exhibit === undefined
    ? listView(exhibits)
    : await exhibitView(app, exhibit, exhibits[at + 1]);
}

function listView(exhibits: readonly Exhibit[]): View {
  const best = records();
  const title = "The gallery of broken things";
  return {
    title,
    element: h(
      "div",
      { class: "prose wide" },
      h("h1", { tabindex: -1 }, title),
      h(
        "p",
        {},
        "Each of these has passed many a test. You are the scheduler: choose who goes next until it breaks. Par is the shortest schedule that does it. The code is nearly that of a solution: if you have not written the step yet, write it first.",
      ),
      [...Map.groupBy(exhibits, ({ kind }) => kind)].map(([kind, ofKind]) => [
        h("h2", {}, kind),
        h("ul", { class: "cards" }, ofKind.map((one) => card(one, best))),
      ]),
    ),
  };
}

function card(
  { id, title, step, par }: Exhibit,
  best: Readonly<Record<string, number>>,
): HTMLElement {
  const own = best[id];
  return h(
    "li",
    { class: `card ${own === undefined ? "" : "is-broken"}` },
    h("a", { href: addressOf({ page: "gallery", id }) }, title),
    h("p", { class: "quiet" }, `Step ${step}. Par ${par}.`),
    h(
      "p",
      {},
      own === undefined ? "Not broken yet" : [
        sign("✓ "),
        `Broken in ${own} steps${own <= par ? ": par" : ""}`,
      ],
    ),
  );
}

async function exhibitView(
  app: App,
  exhibit: Exhibit,
  next: Exhibit | undefined,
): Promise<View> {
  const { id, title, step, par, model, says, text } = exhibit;
  const found = benchSteps(app.course).find((one) => one.step.step === step);
  if (found === undefined) throw new Error(`No step ${step} in this page.`);
  const sources = await getSources(found.lesson);
  const space = new Workspace(
    found.lesson,
    sources,
    memoryStore(exhibit.files),
  );
  const pane = new CodePane(space, Object.keys(exhibit.files), true);
  const score = h("p", { class: "score" }, `Par ${par}. Break it!`);
  const after = h("div", { class: "meaning", hidden: true });
  const panel = new SteerPanel(app.engine, pane, {
    model,
    schedule: "0",
    sources: space.texts(),
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
      fill(
        after,
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
      );
      announce(line);
    },
  });
  panel.start();
  return {
    title,
    element: h(
      "div",
      { class: "bench" },
      h(
        "header",
        { class: "step-head" },
        h("h1", { tabindex: -1 }, title),
        h("a", { href: addressOf({ page: "gallery" }) }, "All broken things"),
        score,
      ),
      h("div", { class: "outcome" }, after, panel.element),
      pane.element,
    ),
    dispose() {
      panel.stop();
      pane.dispose();
    },
  };
}
