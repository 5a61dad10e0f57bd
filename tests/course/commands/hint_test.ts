import { assertEquals } from "@std/assert";
import { fixtureCourse } from "../fixture/course.ts";
import { type } from "../fixture/user.ts";

Deno.test("hint gives one more hint each time and then names the solution", async () => {
  await using course = await fixtureCourse();
  const first = await type(course.root, "hint 7.9.2");
  assertEquals(first, {
    code: 0,
    stdout: `7.9.2 Step 2
  Edit      lessons/7.9-doubling/double.ts

  1. A nudge for 7.9.2.

1 more: deno task hint 7.9.2
`,
    stderr: "",
  });
  const last = `7.9.2 Step 2
  Edit      lessons/7.9-doubling/double.ts

  1. A nudge for 7.9.2.
  2. Nearly the code of 7.9.2.

That was the last one. The solution: deno task diff 7.9.2 --spoil
`;
  for (let times = 0; times < 2; times++) {
    const next = await type(course.root, "hint 7.9.2");
    assertEquals(next, { code: 0, stdout: last, stderr: "" });
  }
  const other = await type(course.root, "hint 7.9.3");
  assertEquals(other.stdout.includes("2. "), false);
});

Deno.test("hint is of the first open step when a lesson is named", async () => {
  await using course = await fixtureCourse({
    ".course/progress.txt": "7.9.1 passed\n",
  });
  const { stdout } = await type(course.root, "hint 7.9");
  assertEquals(stdout.split("\n")[0], "7.9.2 Step 2");
});

Deno.test("hint is of the step that failed last when nothing is named", async () => {
  await using course = await fixtureCourse({
    ".course/progress.txt": "7.9.1 passed\n7.9.3 failed\n",
  });
  const { stdout } = await type(course.root, "hint");
  assertEquals(stdout.split("\n")[0], "7.9.3 Step 3");
});
