import { assertEquals, assertMatch } from "@std/assert";
import { sentElsewhere } from "../../scripts/selftest/sent_to.ts";
import { LESSON } from "./fixture/course.ts";

const solutionOf = (name: string) =>
  `export function ${name}(): number {
  // TODO(7.9.2): Give the number of ${name}.
  // #region 7.9.2
  return 1;
  // #endregion
}
`;

const methods = ["four", "five"].map(solutionOf).join("")
  .replaceAll("export function ", "").replaceAll(/^(?=.)/gm, "  ");

const PAIR = `export class Pair {\n${methods}}\n`;

const SOLUTION = new Map([
  ["one.ts", solutionOf("one")],
  ["two.ts", solutionOf("two") + solutionOf("three") + PAIR],
  ["given/zero.ts", "export const zero = 0;\n"],
]);

/** Why the failure of a changed file, which names a place, leads astray. */
function elsewhere(
  [file, from, to]: [string, string, string],
  place: string,
  test = "7.9.2 it counts",
  site?: string,
): string | undefined {
  const text = SOLUTION.get(file)?.replace(from, to) ?? "";
  const lesson = {
    ...LESSON,
    steps: LESSON.steps.map((step) => ({
      ...step,
      files: ["one.ts", "two.ts"] as [string, ...string[]],
    })),
  };
  return sentElsewhere({
    lesson,
    solution: SOLUTION,
    files: new Map(SOLUTION).set(file, text),
    file,
  }, {
    test,
    step: "7.9.2",
    status: "failed",
    duration: 1,
    output: "",
    failure: {
      kind: "story",
      steps: [],
      verdict: { expected: "1", got: `2, by ${place}`, site },
    },
  });
}

const WRONG: [string, string, string] = ["two.ts", "return 1", "return 2"];

Deno.test("sentElsewhere() finds nothing when file and task are the wrong code's", () => {
  assertEquals(elsewhere(WRONG, "two.ts:4"), undefined);
});

Deno.test("sentElsewhere() tells of a failure that names another file", () => {
  assertEquals(
    elsewhere(WRONG, "one.ts:4"),
    '"Edit" must name two.ts, where line 4 is wrong, and names one.ts:4: see "about" of its misconception.',
  );
});

Deno.test("sentElsewhere() tells of a failure that names another line of the file", () => {
  assertMatch(
    elsewhere(WRONG, "two.ts:10") ?? "",
    /^"Edit" must name a line of what "Give the number of two\." asks for, as line 4 of two\.ts is wrong, and names line 10: /,
  );
});

Deno.test("sentElsewhere() tells of a failure that quotes another task", () => {
  // Of the two tasks in it, none is the only one that is meant.
  assertMatch(
    elsewhere(WRONG, "nothing", "7.9.2 Pair counts") ?? "",
    /^"Task" must be the one at line 4 of two\.ts, "Give the number of two\.", and is "Give the number of four\."/,
  );
});

Deno.test("sentElsewhere() goes by the line that was seen to be wrong, if one was", () => {
  const site = "two.ts:4, in zero.ts:1";
  assertEquals(elsewhere(WRONG, "two.ts:10", undefined, site), undefined);
});

Deno.test("sentElsewhere() asks nothing of given code", () => {
  assertEquals(
    elsewhere(["given/zero.ts", "0", "1"], "one.ts:4"),
    undefined,
  );
});
