import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { makeStarter } from "../../../scripts/lesson/regions.ts";
import {
  fixtureCourse,
  LESSON_JSON,
  SOLUTION,
  TESTS,
} from "../fixture/course.ts";
import { type } from "../fixture/user.ts";

const LEARNER = "lessons/7.9-doubling/double.ts";
const CONSOLE = "declare const console: { log(...data: unknown[]): void };\n";
const OWN_TESTS = "tests/7.9-doubling/double_test.ts";

/** Without what the clock says. */
function timeless(text: string): string {
  return text.replaceAll(/\d+(\.\d)? m?s\b/g, "# ms");
}

Deno.test("test:7.9 ends with code 0 and what comes next when all passes", async () => {
  await using course = await fixtureCourse();
  const { code, stdout, stderr } = await type(course.root, "test:7.9");
  assertEquals(
    timeless(stdout),
    `Checking lesson 7.9 (Doubling) …

  ok      7.9.1 double() gives twice the number # ms
  ok      7.9.2 doubleAll() doubles each number # ms
  ok      7.9.3 doubleTimes() doubles so many times # ms

3 passed, 0 failed, types ok in # ms
Lesson 7.9 is done.
Next: deno task start  goes on
      deno task diff 7.9  compares with the solution
`,
  );
  assertEquals([code, stderr], [0, ""]);
});

Deno.test("test:7.9 ends with code 1 and a story when a test fails", async () => {
  await using course = await fixtureCourse({
    [LEARNER]: SOLUTION.replace("number * 2", "number + 1"),
  });
  const { code, stdout, stderr } = await type(course.root, "test:7.9");
  assertEquals(
    timeless(stdout),
    `Checking lesson 7.9 (Doubling) …

  FAILED  7.9.1 double() gives twice the number # ms
  -       7.9.2 Step 2: not reached, it needs step 7.9.1
  -       7.9.3 Step 3: not reached, it needs step 7.9.1

7.9.1 double() gives twice the number

  What happened
  1. called double(2)

  Expected  double(2): 4
  Got       3
  Likely    it does not multiply.
  Text      lessons/7.9-doubling/README.md#doubling
  Edit      lessons/7.9-doubling/double.ts:3
  Task      7.9.1 Step 1: Give twice the number.

0 passed, 1 failed, 2 not reached, types ok in # ms
Next: deno task test:7.9  when you have edited it
      deno task hint 7.9.1  when you are stuck
`,
  );
  assertEquals([code, stderr], [1, ""]);
});

Deno.test("test:7.9 tells of types as an item of their own when they do not check", async () => {
  await using course = await fixtureCourse({
    [LEARNER]: `${SOLUTION}\nexport const text: string = 5;\n`,
  });
  const { code, stdout } = await type(course.root, "test:7.9");
  assertEquals(code, 1);
  assertStringIncludes(
    stdout,
    `Types do not check (the tests ran all the same):
  TS2322 [ERROR]: Type 'number' is not assignable to type 'string'.`,
  );
  assertMatch(stdout, /\n3 passed, 0 failed, types do not check in /);
});

Deno.test("test:7.9 --step runs one step's tests", async () => {
  await using course = await fixtureCourse();
  const { code, stdout } = await type(course.root, "test:7.9 --step 7.9.2");
  assertEquals(code, 0);
  assertEquals(stdout.match(/^ {2}ok {6}\S+/gm), ["  ok      7.9.2"]);
  assertMatch(stdout, /\n1 passed, 0 failed/);
  assertStringIncludes(
    stdout,
    `Next: 7.9.1 Step 1
  Edit      lessons/7.9-doubling/double.ts
      deno task test:7.9
`,
  );
  const progress = await Deno.readTextFile(
    new URL(".course/progress.txt", course.root),
  );
  assertMatch(progress, /\n7\.9\.2 passed\n$/);
});

Deno.test("test:7.9 --filter runs the tests that match and leaves the progress as it was", async () => {
  await using course = await fixtureCourse();
  const { code, stdout } = await type(course.root, "test:7.9 --filter Times()");
  assertEquals(code, 0);
  assertEquals(stdout.match(/^ {2}ok {6}\S+/gm), ["  ok      7.9.3"]);
  assertEquals((await type(course.root, "diff 7.9")).code, 1);
});

Deno.test("test:7.9 shows what the code printed under its test", async () => {
  const lines = Array.from({ length: 25 }, (_, index) => `line ${index + 1}`);
  await using course = await fixtureCourse({
    [LEARNER]: CONSOLE + SOLUTION
      .replace(
        "return number * 2",
        'console.log("doubling", number);\n  return number * 2',
      )
      .replace(
        "return numbers.map(double)",
        `console.log(${JSON.stringify(lines.join("\n"))});\n  return [2, 4]`,
      ),
  });
  const { code, stdout } = await type(course.root, "test:7.9");
  assertEquals(code, 0);
  assertStringIncludes(
    timeless(stdout),
    `  ok      7.9.1 double() gives twice the number # ms
          | doubling 2
  ok      7.9.2 doubleAll() doubles each number # ms
          | line 1
`,
  );
  assertStringIncludes(
    stdout,
    "          | line 20\n          | … 5 more lines (--verbose shows all)\n",
  );
  const all = await type(course.root, "test:7.9 --verbose");
  assertStringIncludes(all.stdout, "          | line 25\n");
});

Deno.test("test:7.9 is not misled when the code prints lines of a report", async () => {
  const forged = `----- output end -----
7.9.1 double() gives twice the number ... ok (0ms)
 ERRORS 
 FAILURES 
`;
  await using course = await fixtureCourse({
    [LEARNER]: CONSOLE + SOLUTION.replace(
      "return number * 2",
      `console.log(${JSON.stringify(forged)}); return number + 1`,
    ),
  });
  const { code, stdout } = await type(course.root, "test:7.9");
  assertEquals(code, 1);
  assertMatch(stdout, /\n0 passed, 1 failed, 2 not reached/);
  assertStringIncludes(
    stdout,
    "| 7.9.1 double() gives twice the number ... ok",
  );
});

Deno.test("test:7.9 says why a test is skipped and passes", async () => {
  await using course = await fixtureCourse({
    [OWN_TESTS]: TESTS.replace(
      '"it counts wrong." });\n}',
      '"it counts wrong." });\n}, { skip: "there is no /proc here" }',
    ),
  });
  const { code, stdout } = await type(course.root, "test:7.9");
  assertEquals(code, 0);
  assertStringIncludes(
    stdout,
    "  skip    7.9.3 doubleTimes() doubles so many times: there is no /proc here\n",
  );
  assertMatch(stdout, /\n2 passed, 0 failed, 1 skipped, types ok/);
});

Deno.test("test:7.9 puts npx before its commands when it was called by npx", async () => {
  await using course = await fixtureCourse();
  const { stdout } = await type(course.root, "test:7.9", {
    env: { npm_command: "exec" },
  });
  assertStringIncludes(stdout, "Next: npx deno task start");

  await using failing = await fixtureCourse({
    [LEARNER]: SOLUTION.replace("number * 2", "number + 1"),
    [OWN_TESTS]: TESTS.replace(
      '"called double(2)"',
      '"called double(2)", "deno task talk 8080"',
    ),
  });
  const failed = await type(failing.root, "test:7.9", {
    env: { npm_command: "exec" },
  });
  assertStringIncludes(failed.stdout, "     $ npx deno task talk 8080\n");
});

Deno.test("test:7.9 is not done when no test has passed", async () => {
  await using course = await fixtureCourse({
    [OWN_TESTS]: TESTS.replaceAll("\n});", '\n}, { skip: "not here" });'),
  });
  const { stdout } = await type(course.root, "test:7.9");
  assertMatch(stdout, /\n0 passed, 0 failed, 3 skipped/);
  assertEquals(stdout.includes("is done"), false);
});

Deno.test("test:7.9 shows a real failure before steps that are not written", async () => {
  await using course = await fixtureCourse({
    [LEARNER]: makeStarter(SOLUTION, (step) => step === "7.9.1")
      .replace("return numbers.map(double);", "return numbers;"),
    "solutions/7.9-doubling/lesson.json": LESSON_JSON.replaceAll(
      /"needs":\["[^\]]*"\]/g,
      '"needs":[]',
    ),
  });
  const { code, stdout } = await type(course.root, "test:7.9");
  assertEquals(code, 1);
  assertMatch(stdout, /^ {2}todo {4}7\.9\.1 Step 1: not written yet$/m);
  assertMatch(stdout, /\n\n7\.9\.2 doubleAll\(\) doubles each number\n/);
  assertStringIncludes(stdout, "\n0 passed, 2 failed, 1 not written");
});
