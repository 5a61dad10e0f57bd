import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { CourseError } from "../../scripts/terminal/errors.ts";
import { casesOf, mutate } from "../../scripts/selftest/cases.ts";
import { fixtureCourse, LESSON, SOLUTION } from "./fixture/course.ts";

const FILES = new Map([["double.ts", SOLUTION], ["notes.md", "notes"]]);

function wrong(...edits: [string, string][]) {
  const shows = "no-product";
  return { name: "adds", step: "7.9.1", file: "double.ts", shows, edits };
}

Deno.test("mutate() gives the solution with its edits when each text is there once", () => {
  const files = mutate(
    FILES,
    wrong(["number * 2", "number + 2"], ["number + 2", "$& + 3"]),
  );
  assertEquals(
    [...files],
    [
      ["double.ts", SOLUTION.replace("number * 2", () => "$& + 3")],
      ["notes.md", "notes"],
    ],
  );
  assertEquals(FILES.get("double.ts"), SOLUTION);
});

Deno.test("mutate() throws when an edit's text is not in the file", () => {
  assertEquals(
    assertThrows(() => mutate(FILES, wrong(["nowhere", ""])), CourseError)
      .message,
    'Cannot make the mutant "adds" as double.ts has this text 0 times, not once:\nnowhere',
  );
});

Deno.test("mutate() throws when an edit's text is in the file more than once", () => {
  assertThrows(
    () => mutate(FILES, wrong(["#endregion", ""])),
    CourseError,
    "as double.ts has this text 3 times, not once:\n#endregion",
  );
});

Deno.test("mutate() throws when the solution has no such file", () => {
  assertThrows(
    () => mutate(FILES, { ...wrong(["a", "b"]), file: "gone.ts" }),
    CourseError,
    'Cannot make the mutant "adds" as the solution has no file gone.ts.',
  );
});

Deno.test("casesOf() gives starters, the solution, other versions and wrong ones", async () => {
  await using course = await fixtureCourse({}, { frame: false });
  assertEquals(
    (await casesOf(course.root, LESSON)).map(({ kind, name, steps }) => [
      kind,
      name,
      ...steps,
    ]),
    [
      ["starter", "the starter", "7.9.1"],
      ["starter", "all but step 7.9.1 solved", "7.9.1"],
      ["starter", "all but step 7.9.2 solved", "7.9.2"],
      ["starter", "all but step 7.9.3 solved", "7.9.3"],
      ["solution", "the solution", "7.9.1", "7.9.2", "7.9.3"],
      ["underway", "solved up to step 7.9.1", "7.9.1"],
      ["underway", "solved up to step 7.9.2", "7.9.2"],
      ["mutant", "adds one", "7.9.1"],
      ["mutant", "leaves the last one out", "7.9.2"],
    ],
  );
});

Deno.test("casesOf() gives wrong versions their earlier steps when thorough", async () => {
  await using course = await fixtureCourse({}, { frame: false });
  const cases = await casesOf(course.root, LESSON, { thorough: true });
  assertEquals(
    cases.filter(({ kind }) => kind === "mutant").map(({ steps }) => steps),
    [["7.9.1"], ["7.9.1", "7.9.2"]],
  );
});

Deno.test("casesOf() throws when mutants.ts cannot be used", async () => {
  const path = "tests/7.9-doubling/mutants.ts";
  for (
    const [text, message] of [
      ["export const mutants = ;", `Cannot load ${path}: `],
      [
        "export const mutants = [];",
        `${path} must export "mutants" and "alternatives".`,
      ],
    ] as const
  ) {
    await using course = await fixtureCourse({ [path]: text }, {
      frame: false,
    });
    await assertRejects(
      () => casesOf(course.root, LESSON),
      CourseError,
      message,
    );
  }
});
