import { type Child, h, sign, told } from "../dom.ts";
import type { Place, ToldFailure } from "../../engine/protocol.ts";
import { addressOfText } from "../route.ts";

/** What the failure asks of what is around it. */
export interface FailureHost {
  goTo(place: Place): void;
  has(path: string): boolean;
}

/** A failure as a story: what is wrong, what was expected, where to go on. */
export function failureParts(
  failure: ToldFailure,
  host: FailureHost,
): Child {
  const { test, kind, story, expected, got, advice, problem } = failure;
  return [
    h(
      "h2",
      {},
      kind === "todo"
        ? "To be written"
        : kind === "unloadable"
        ? "The code does not load"
        : "What fails",
    ),
    h("p", { class: "test-name" }, test),
    meaning(failure),
    kind !== "todo" && [
      h(
        "dl",
        { class: "verdict" },
        expected !== undefined && [
          h("dt", {}, "Expected"),
          h("dd", {}, told(expected)),
        ],
        h("dt", {}, "Got"),
        h("dd", {}, h("div", { class: "got" }, told(got))),
      ),
      problem !== undefined && !isNamed(problem, advice.edit) &&
      h("p", {}, placeLink(problem, host)),
      story.length > 0 && h(
        "details",
        { class: "story", open: true },
        h("summary", {}, "What the test did"),
        h(
          "ol",
          {},
          story.map(({ what, command }) =>
            h(
              "li",
              {},
              told(what),
              command !== undefined &&
                h("pre", { tabindex: 0 }, `$ ${command}`),
            )
          ),
        ),
      ),
    ],
    advice.task !== undefined && h(
      "div",
      { class: "task" },
      h("h3", {}, `Task ${advice.task.step}: ${advice.task.title}`),
      advice.task.tasks.map((task) => h("p", {}, told(task))),
      advice.task.more > 0 &&
        h("p", {}, `And ${advice.task.more} more in the step's files.`),
    ),
    links("Edit", advice.edit, host),
    links("Read first", advice.read.map((path) => ({ path })), host),
  ];
}

/** The mistake that was made, where what happened decides it. */
function meaning({ misconception, likely }: ToldFailure): Child {
  const says = misconception?.says ?? likely;
  return says !== undefined && h(
    "div",
    { class: "meaning" },
    h("h3", {}, sign("✱ "), "The mistake"),
    h("p", {}, told(says)),
    misconception !== undefined && h(
      "p",
      {},
      h("a", {
        href: addressOfText(misconception.text),
      }, "Read about it in the book"),
    ),
  );
}

function links(
  label: string,
  places: readonly Place[],
  host: FailureHost,
): Child {
  return places.length > 0 && h(
    "p",
    { class: "places" },
    h("strong", {}, label),
    " ",
    places.map((place) => placeLink(place, host)),
  );
}

function isNamed({ path, line }: Place, places: readonly Place[]): boolean {
  return places.some((place) => place.path === path && place.line === line);
}

function placeLink(place: Place, host: FailureHost): Child {
  const { path, line } = place;
  const name = path.replace(/^lessons\/[^/]*\//, "");
  const text = line === undefined ? name : `${name}, line ${line}`;
  return host.has(path)
    ? h("button", {
      type: "button",
      class: "place",
      onclick: () => host.goTo(place),
    }, text)
    : h("code", {}, path);
}
