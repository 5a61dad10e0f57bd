import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { makeStarter } from "../../../scripts/lesson/regions.ts";
import { EARLIER, fixtureCourse, SOLUTION } from "../fixture/course.ts";
import { type } from "../fixture/user.ts";

Deno.test("start shows the map and runs the first lesson that is not finished", async () => {
  await using course = await fixtureCourse({
    ...EARLIER,
    "lessons/7.9-doubling/double.ts": makeStarter(SOLUTION),
    ".course/progress.txt":
      "7.8.1 passed\n7.8.2 passed\n7.8.3 passed\n7.9.1 passed\n",
  });
  const { code, stdout, stderr } = await type(course.root, "start");
  assertEquals([code, stderr], [1, ""]);
  assertStringIncludes(
    stdout,
    `How concurrent network servers work, in Deno and TypeScript

  7.8  Halves    [##########] 3/3 steps, 100 points
  7.9  Doubling  [###-------] 1/3 steps, 40 points

The text is lessons/7.9-doubling/README.md.
The next step is 7.9.2 Step 2:
  Edit      lessons/7.9-doubling/double.ts

Checking lesson 7.9 (Doubling) …
`,
  );
  assertStringIncludes(
    stdout,
    "  Task      7.9.1 Step 1: Give twice the number.\n",
  );
  assertMatch(
    stdout,
    /\nNext: deno task test:7\.9 .*\n.*deno task hint 7\.9\.1 .*\n$/,
  );
});

Deno.test("start goes on to the next lesson when one is finished", async () => {
  await using course = await fixtureCourse(EARLIER);
  const first = await type(course.root, "start");
  assertStringIncludes(
    first.stdout,
    "\nLesson 7.8 is done.\nNext: deno task start",
  );
  const second = await type(course.root, "start");
  assertStringIncludes(second.stdout, "\nChecking lesson 7.9 (Doubling) …\n");
  const third = await type(course.root, "start");
  assertEquals(third.code, 0);
  assertMatch(
    third.stdout,
    /\nAll lessons are done\. .*deno task diff 7\.9\n$/,
  );
});

Deno.test("start works on the lesson that is named from then on", async () => {
  await using course = await fixtureCourse({
    ...EARLIER,
    "lessons/7.9-doubling/double.ts": makeStarter(SOLUTION),
  });
  const chosen = await type(course.root, "start 7.9");
  assertStringIncludes(chosen.stdout, "\nChecking lesson 7.9 (Doubling) …\n");
  const again = await type(course.root, "start");
  assertStringIncludes(again.stdout, "\nChecking lesson 7.9 (Doubling) …\n");
});
