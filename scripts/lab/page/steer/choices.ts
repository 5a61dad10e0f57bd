import { type Child, h, sign } from "../dom.ts";
import type { EngineRequest, Scene } from "../../engine/protocol.ts";
import { shortPlace } from "../schedule/words.ts";

/**
 * What may come next: a column a thread, with what each would do. In the past,
 * the way back to it.
 *
 * @param at The step that is looked at.
 */
export function choiceButtons(
  scene: Scene,
  at: number,
  send: (request: EngineRequest) => void,
): Child {
  const { schedule, state } = scene;
  const last = schedule.rows.length - 1;
  if (at < last) {
    return [
      h("p", {}, `You look at step ${at} of ${last}.`),
      h("button", {
        type: "button",
        "data-key": "go-on",
        onclick: () => send({ type: "goTo", step: at }),
      }, "Go on from here"),
    ];
  }
  if (state === "open") return threads(scene, send);
  const isWrong = state === "wrong";
  return h(
    "p",
    { class: `verdict-line is-${state}` },
    sign(isWrong ? "✗ " : "✓ "),
    isWrong
      ? `Broken. ${schedule.message}`
      : "All threads have ended, and nothing broke.",
  );
}

function threads(
  { choices, schedule }: Scene,
  send: (request: EngineRequest) => void,
): Child {
  const shown = schedule.rows.at(-1)?.threads ?? [];
  return shown.map(({ text, place, state }, thread) => {
    const own = choices.filter((choice) => choice.thread === thread);
    return h(
      "div",
      { class: `choice of-thread t${thread}` },
      h("h3", {}, `T${thread}`),
      own.length === 0 &&
        h("p", { class: "quiet" }, state === "asleep" && sign("☾ "), text),
      own.map(({ kind, text: other }) =>
        h(
          "button",
          {
            type: "button",
            "data-key": `${kind}${thread}`,
            onclick: () => send({ type: "choose", thread, kind }),
          },
          kind === "run"
            ? [h("kbd", {}, `${thread}`), " ", text.replace(/^next: /, "")]
            : other,
          kind === "run" && place !== undefined &&
            h("span", { class: "where" }, ` ${shortPlace(place)}`),
        )
      ),
    );
  });
}
