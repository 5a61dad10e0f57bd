import { assertEquals } from "@std/assert";
import { disagreements } from "../../scripts/selftest/agreement.ts";
import {
  fixtureCourse,
  LESSON,
  MUTANTS,
  SOLUTION,
  TESTS,
} from "./fixture/course.ts";

const DOUBLE = "solutions/7.9-doubling/double.ts";
const OWN_TESTS = "tests/7.9-doubling/double_test.ts";

async function found(
  files: Record<string, string>,
  lesson = LESSON,
): Promise<string[]> {
  await using course = await fixtureCourse(files, { frame: false });
  return await disagreements(course.root, lesson);
}

Deno.test("disagreements() finds none when all agree", async () => {
  assertEquals(await found({}), []);
});

Deno.test("disagreements() tells of a region when it is of no step", async () => {
  const more = `${SOLUTION}
export function more(): void {
  // TODO(7.9.4): Do more.
  // #region 7.9.4
  // #endregion
}
`;
  assertEquals(await found({ [DOUBLE]: more }), [
    "double.ts has a region 7.9.4, which is no step.",
  ]);
});

Deno.test("disagreements() tells of a step when its file has no region for it", async () => {
  const [head, tail] = SOLUTION.split("/** Twice the number, as often");
  assertEquals(
    await found({
      [DOUBLE]: head ?? "",
      "solutions/7.9-doubling/times.ts":
        `/** Twice the number, as often${tail}`,
    }),
    [
      "lesson.json puts step 7.9.3 into double.ts, which has no region for it.",
      "times.ts has a region 7.9.3, and lesson.json does not name it among the step's files.",
    ],
  );
});

Deno.test("disagreements() tells of what is to be read when it is not there", async () => {
  const read = { ...LESSON.steps[0], read: ["given/a.ts", "../given/b.ts"] };
  const lesson = { ...LESSON, steps: [read, ...LESSON.steps.slice(1)] };
  const files = { "solutions/given/b.ts": "" };
  assertEquals(await found(files, lesson as typeof LESSON), [
    "lesson.json has given/a.ts read before step 7.9.1, and there is no such file.",
  ]);
});

Deno.test("disagreements() tells of marks when they do not pair", async () => {
  const open = SOLUTION.replace(
    "  // #endregion\n}\n\n/** Twice each",
    "}\n\n/** Twice each",
  );
  assertEquals(await found({ [DOUBLE]: open }), [
    "double.ts: Line 11 opens region 7.9.2 inside region 7.9.1.",
    "lesson.json puts step 7.9.1 into double.ts, which has no region for it.",
    "lesson.json puts step 7.9.2 into double.ts, which has no region for it.",
    "lesson.json puts step 7.9.3 into double.ts, which has no region for it.",
  ]);
});

Deno.test("disagreements() tells of a test when it is of no step", async () => {
  assertEquals(
    await found({
      [OWN_TESTS]: `${TESTS}\nlessonTest("7.9.7 odd() is odd", () => {});\n`,
    }),
    [`${OWN_TESTS} has a test for no step of the lesson: 7.9.7 odd() is odd`],
  );
});

Deno.test("disagreements() tells of a step when no test names it", async () => {
  assertEquals(
    await found({ [OWN_TESTS]: TESTS.replace("7.9.3 ", "7.9.2 ") }),
    ["No test names step 7.9.3."],
  );
});

Deno.test("disagreements() tells of a test file when it calls Deno.test", async () => {
  assertEquals(
    await found({ [OWN_TESTS]: `${TESTS}\nDeno.test("bare", () => {});\n` }),
    [`${OWN_TESTS} calls Deno.test: lessons' tests call lessonTest.`],
  );
});

Deno.test("disagreements() reads a test's name when it stands on its own line or has quotes", async () => {
  const laidOut = TESTS
    .replace('lessonTest("7.9.1', 'lessonTest(\n  "7.9.1')
    .replace(
      '"7.9.2 doubleAll() doubles each number"',
      `'7.9.2 doubleAll() gives "all", doubled'`,
    );
  assertEquals(await found({ [OWN_TESTS]: laidOut }), []);
});

Deno.test("disagreements() tells of a test when its file is named for another step", async () => {
  const file = "tests/7.9-doubling/7.9.1_more_test.ts";
  const text = 'lessonTest("7.9.2 double() doubles more", () => {});\n';
  assertEquals(await found({ [file]: text }), [
    `${file} is named for step 7.9.1 and has a test for another: 7.9.2 double() doubles more`,
  ]);
});

Deno.test("disagreements() tells of misconceptions that no wrong version shows, and of unknown ones", async () => {
  assertEquals(
    await found({
      "tests/7.9-doubling/mutants.ts": MUTANTS.replace("no-product", "other")
        .replace('shows: "forgets-some", ', ""),
    }),
    [
      'The wrong version "leaves the last one out" does not say what it shows.',
      'A wrong version shows "other", which misconceptions.ts does not have.',
      'misconceptions.ts has "no-product", which no wrong version shows.',
      'misconceptions.ts has "forgets-some", which no wrong version shows.',
    ],
  );
});

Deno.test("disagreements() tells of a misconception that two parts of the catalogue have", async () => {
  const part = 'export const part = {\n  "forgets-some": {\n  },\n};\n';
  const folder = "tests/7.9-doubling/misconceptions";
  assertEquals(
    await found({ [`${folder}/one.ts`]: part, [`${folder}/two.ts`]: part }),
    [
      'Two parts of the catalogue have the misconception "forgets-some", and one hides the other.',
    ],
  );
});
