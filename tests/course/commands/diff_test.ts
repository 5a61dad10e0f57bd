import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { makeStarter } from "../../../scripts/lesson/regions.ts";
import { fixtureCourse, SOLUTION } from "../fixture/course.ts";
import { type } from "../fixture/user.ts";

const LEARNER = "lessons/7.9-doubling/double.ts";
const STARTER = makeStarter(SOLUTION);
const FIRST = "return number * 2;";
const SECOND = "return numbers.map(double);";
const PASSED = ".course/progress.txt";

/** A learner's file: step 7.9.1 is written in another way. */
const MINE = STARTER.replace(
  'throw new Error("TODO(7.9.1)");',
  "return number + number;",
);

Deno.test("diff hides the solution when no step has passed", async () => {
  await using course = await fixtureCourse({ [LEARNER]: MINE });
  assertEquals(await type(course.root, "diff 7.9"), {
    code: 1,
    stdout:
      `No step of 7.9 has passed yet, so the solution stays hidden. To see it all the same:
  deno task diff 7.9 --spoil
`,
    stderr: "",
  });
  const step = await type(course.root, "diff 7.9.2");
  assertEquals(step.code, 1);
  assertMatch(step.stdout, /^Step 7\.9\.2 has not passed yet.*\n.*--spoil\n$/);
});

Deno.test("diff shows what has passed and hides the rest when some steps have", async () => {
  await using course = await fixtureCourse({
    [LEARNER]: MINE,
    [PASSED]: "7.9.1 passed\n",
  });
  assertEquals(await type(course.root, "diff 7.9"), {
    code: 0,
    stdout: `--- yours: lessons/7.9-doubling/double.ts
+++ solution: solutions/7.9-doubling/double.ts
@@ -1,6 +1,6 @@
 /** Twice the number. */
 export function double(number: number): number {
-  return number + number;
+  return number * 2;
 }
 
 /** Twice each of the numbers. */

Hidden until they pass: 7.9.2, 7.9.3.
`,
    stderr: "",
  });
});

Deno.test("diff never shows a hidden step's solution when the learner wrote something there", async () => {
  await using course = await fixtureCourse({
    [LEARNER]: SOLUTION.replace(SECOND, "return [];"),
    [PASSED]: "7.9.1 passed\n",
  });
  const { stdout } = await type(course.root, "diff 7.9");
  assertStringIncludes(stdout, "-  return [];");
  assertEquals(stdout.includes(SECOND), false);
  assertStringIncludes(stdout, "hidden until it passes");
});

Deno.test("diff --spoil shows the whole solution when a lesson is named", async () => {
  await using course = await fixtureCourse({ [LEARNER]: STARTER });
  const { code, stdout } = await type(course.root, "diff 7.9 --spoil");
  assertEquals(code, 0);
  for (const line of [FIRST, SECOND]) {
    assertStringIncludes(stdout, `+  ${line}`);
  }
  assertEquals(/#region|#endregion|Hidden/.test(stdout), false);
});

Deno.test("diff --spoil shows one step's solution when a step is named", async () => {
  await using course = await fixtureCourse({ [LEARNER]: STARTER });
  const { code, stdout } = await type(course.root, "diff 7.9.2 --spoil");
  assertEquals(code, 0);
  assertStringIncludes(stdout, `+  ${SECOND}`);
  assertEquals(stdout.includes(FIRST), false);
});

Deno.test("diff says so when there is no difference", async () => {
  await using course = await fixtureCourse({
    [PASSED]: "7.9.1 passed\n7.9.2 passed\n7.9.3 passed\n",
  });
  assertEquals(await type(course.root, "diff 7.9"), {
    code: 0,
    stdout: "Your code and the solution are the same.\n",
    stderr: "",
  });
});
