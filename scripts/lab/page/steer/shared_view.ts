import { h } from "../dom.ts";
import type { App, View } from "../app.ts";
import { benchOn } from "../bench/bench_view.ts";
import { benchSteps, type Found, getSources } from "../course.ts";
import { memoryStore, Workspace } from "../files/workspace.ts";
import { addressOf } from "../route.ts";
import { type Shared, unpack } from "../share.ts";
import { steerView } from "./steer_view.ts";

const TITLE = "Code that someone sent";

/** What someone sent: nothing of it runs before it is asked for. */
export async function sharedView(app: App, data: string): Promise<View> {
  const shared = await unpack(data);
  const found = benchSteps(app.course).find(({ step }) =>
    step.step === shared?.step
  );
  if (shared === undefined || found === undefined) {
    return { title: TITLE, element: cannotOpen() };
  }
  const { lesson } = found;
  const sources = await getSources(lesson);
  const space = new Workspace(lesson, sources, memoryStore(shared.files));
  const banner = h(
    "p",
    { class: "banner" },
    "This is code that someone sent you. Your own files stay as they are. ",
    h("button", {
      type: "button",
      onclick: () => takeOver(app, found, shared),
    }, "Put it on my bench"),
  );
  let inner: View | undefined;
  const element = h("div", {});
  const show = async (view: Promise<View> | View) => {
    inner = await view;
    element.replaceChildren(banner, inner.element);
    inner.element.querySelector<HTMLElement>("h1")?.focus();
  };
  const { model } = shared;
  element.append(h(
    "div",
    { class: "prose" },
    h("h1", { tabindex: -1 }, TITLE),
    h(
      "p",
      {},
      `Step ${shared.step}, ${found.step.title}. Look at the code first: it runs in this page, away from your files, once you say so.`,
    ),
    h(
      "div",
      { class: "actions" },
      model !== undefined && h("button", {
        type: "button",
        class: "primary",
        onclick: () => show(steerView(app, { ...shared, model }, false)),
      }, "Open its schedule"),
      h("button", {
        type: "button",
        onclick: () => show(benchOn(app, found, space)),
      }, "Run its tests"),
    ),
    space.own.filter((path) => space.isChanged(path)).map((path) => [
      h("h2", {}, path.split("/").at(-1)),
      h("pre", { tabindex: 0, class: "code" }, space.read(path)),
    ]),
  ));
  return { title: TITLE, element, dispose: () => inner?.dispose?.() };
}

function cannotOpen(): HTMLElement {
  return h(
    "div",
    { class: "prose" },
    h("h1", { tabindex: -1 }, TITLE),
    h(
      "p",
      { class: "wrong" },
      "This link cannot be opened: it was cut on its way, or comes from another version of the course. Ask for it again.",
    ),
  );
}

async function takeOver(
  app: App,
  { lesson, step }: Found,
  { files }: Shared,
): Promise<void> {
  const own = await app.workspace(lesson);
  for (const [path, text] of Object.entries(files)) {
    if (own.isOwn(path)) own.replace(path, text, "code that someone sent");
  }
  location.hash = addressOf({ page: "bench", step: step.step });
}
