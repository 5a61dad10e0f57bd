import { h } from "../dom.ts";
import type { App, View } from "../app.ts";
import { benchOn } from "../bench/bench_view.ts";
import { button, textView } from "../frame.ts";
import { questionOn } from "../question/question_view.ts";
import { QUESTION, unpack } from "../share.ts";
import type { Subject } from "../subject.ts";
import { subjectOf } from "../subject_of.ts";
import { steerView } from "./steer_view.ts";

const TITLE = "Code that someone sent";

/**
 * What someone sent: nothing of it runs before it is asked for, and nothing of
 * it concerns the files on disk.
 */
export async function sharedView(
  { disk: _own, ...app }: App,
  data: string,
): Promise<View> {
  const shared = await unpack(data);
  const sent = shared && await subjectOf(app, shared.step, shared.files);
  if (sent === undefined) {
    return textView(
      TITLE,
      h(
        "p",
        { class: "wrong" },
        "This link cannot be opened: it was cut on its way, or comes from another version of the course. Ask for it again.",
      ),
    );
  }
  const isQuestion = sent.id === QUESTION;
  const banner = h(
    "p",
    { class: "banner" },
    "This is code that someone sent you. Your own files stay as they are. ",
    button(
      isQuestion ? "Make it my question" : "Put it on my bench",
      () => takeOver(app, sent),
    ),
  );
  let inner: View | undefined;
  const element = h("div", {});
  const show = (view: View) => {
    inner = view;
    element.replaceChildren(banner, view.element);
    view.element.querySelector<HTMLElement>("h1")?.focus();
  };
  const { model, schedule = "0" } = shared ?? {};
  const { space } = sent;
  const changed = space.own.filter((path) => space.isChanged(path));
  const what = changed.length === 0
    ? "It is the starter: nothing is written yet."
    : "Look at the code first: it runs in this page, away from your files, once you say so.";
  const first = textView(
    TITLE,
    h("p", {}, `${sent.title}. ${what}`),
    h(
      "div",
      { class: "actions" },
      model !== undefined && button(
        "Open its schedule",
        () => show(steerView(app, sent, { model, schedule }, false)),
        { class: "primary" },
      ),
      button(
        isQuestion ? "Explore it" : "Run its tests",
        () => show(isQuestion ? questionOn(app, sent) : benchOn(app, sent)),
      ),
    ),
    changed.map((path) => [
      h("h2", {}, path.split("/").at(-1)),
      h("pre", { tabindex: 0, class: "code" }, space.read(path)),
    ]),
  );
  element.append(first.element);
  return { title: TITLE, element, dispose: () => inner?.dispose?.() };
}

/** What was sent takes the place of the learner's own, which is kept. */
async function takeOver(app: App, { id, space }: Subject): Promise<void> {
  const own = await subjectOf(app, id);
  if (own === undefined) return;
  for (const path of own.space.own) {
    own.space.replace(path, space.read(path), "code that someone sent");
  }
  location.hash = own.address;
}
