import { announce, type Child, fill, h } from "../dom.ts";
import type { Found } from "../course.ts";
import type { Disk } from "../files/disk.ts";
import { button } from "../frame.ts";
import type { Diff } from "../../server/api.ts";

/** The learner's files of a step beside the solution, once asked for. */
export function solutionPart(
  disk: Disk,
  { step: { step } }: Found,
): HTMLElement | undefined {
  if (disk.state?.solutions === false) return undefined;
  const result = h("div", { class: "solution", tabindex: -1 });
  const compare = async (spoil: boolean) => {
    let told: Child;
    try {
      await disk.flush();
      told = parts(await disk.client.diff(step, spoil));
    } catch (error) {
      told = h("p", { class: "wrong" }, (error as Error).message);
    }
    fill(result, told);
    announce(result.querySelector("p")?.textContent ?? "");
    result.focus();
  };
  const parts = ({ patches, hidden }: Diff): Child =>
    hidden.length > 0
      ? [
        h(
          "p",
          {},
          `Step ${step} has not passed on this machine yet, so its solution stays hidden.`,
        ),
        button("Show it all the same", () => void compare(true)),
      ]
      : patches.length === 0
      ? h("p", {}, "Your code and the solution are the same.")
      : [
        h(
          "p",
          {},
          "Lines with a minus stand in your code alone, lines with a plus in the solution alone. Yours may be as good.",
        ),
        patches.map(({ file, patch }) => [
          h("h3", {}, file),
          h("pre", { class: "patch", tabindex: 0 }, patchLines(patch)),
        ]),
      ];
  return h(
    "section",
    { "aria-labelledby": "solution-title" },
    h("h2", { id: "solution-title" }, "The solution"),
    button("Compare with the solution", () => void compare(false)),
    result,
  );
}

const KINDS: Readonly<Record<string, string>> = {
  "+": "is-more",
  "-": "is-less",
  "@": "quiet",
};

/** A patch without its head, which names files that the heading names. */
function patchLines(patch: string): Child {
  const lines = patch.split("\n");
  return lines.slice(lines.findIndex((line) => line.startsWith("@@")))
    .map((line) =>
      h("span", { class: KINDS[line[0] ?? ""] ?? "" }, `${line}\n`)
    );
}
