import { h, sign } from "../dom.ts";
import type { App, View } from "../app.ts";
import { wideView } from "../frame.ts";
import { addressOf } from "../route.ts";
import type { Exhibit } from "../../gallery/exhibit.ts";
import { getExhibits, records } from "./gallery.ts";

/** Broken locks, queues and rings: all of them, or one to break. */
export async function galleryView(app: App, id?: string): Promise<View> {
  const exhibits = await getExhibits();
  const at = exhibits.findIndex((exhibit) => exhibit.id === id);
  const exhibit = exhibits[at];
  if (exhibit === undefined) return listView(exhibits);
  // With the editor, which the list does without.
  const { exhibitView } = await import("./exhibit_view.ts");
  return await exhibitView(app, exhibit, exhibits[at + 1]);
}

function listView(exhibits: readonly Exhibit[]): View {
  const best = records();
  const broken = exhibits.filter(({ id }) => best[id] !== undefined);
  return wideView(
    "The gallery of broken things",
    h(
      "p",
      {},
      "Each of these has passed many a test. You are the scheduler: choose who goes next until it breaks. Par is the shortest schedule that does it. The code is nearly that of a solution: if you have not written the step yet, write it first.",
    ),
    exhibits.length > 0 &&
      h("p", {}, `You have broken ${broken.length} of ${exhibits.length}.`),
    [...Map.groupBy(exhibits, ({ kind }) => kind)].map(([kind, ofKind]) => [
      h("h2", {}, kind),
      h("ul", { class: "cards" }, ofKind.map((one) => card(one, best))),
    ]),
  );
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
