import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { fixtureCourse, MUTANTS, SOLUTION, TESTS } from "./fixture/course.ts";
import { type } from "./fixture/user.ts";

const OWN_TESTS = "tests/7.9-doubling/double_test.ts";
const OWN_MUTANTS = "tests/7.9-doubling/mutants.ts";
const DOUBLE = "solutions/7.9-doubling/double.ts";
const NO_MUTANTS =
  "export const mutants = [];\nexport const alternatives = [];\n";
const CATALOGUE = "tests/7.9-doubling/misconceptions.ts";
const NONE = {
  [OWN_MUTANTS]: NO_MUTANTS,
  [CATALOGUE]:
    "export const misconceptions = {};\nexport const means = () => ({});\n",
};

async function selfTest(files: Record<string, string>) {
  await using course = await fixtureCourse(files);
  return await type(course.root, "test 7.9");
}

/** Runs the self-test, which must fail in one entry and say why. */
async function fails(
  files: Record<string, string>,
  entries: string | string[],
  says: string[],
  counts: string,
): Promise<void> {
  const { code, stdout, stderr } = await selfTest(files);
  const failed = stdout.match(/^ {2}FAILED {2}(.+?)( \(.+\))?$/gm) ?? [];
  assertEquals(
    // They end in any order.
    failed.map((line) => line.slice(10).replace(/ \(.+\)$/, "")).sort(),
    [entries].flat().sort(),
    stdout,
  );
  for (const text of says) assertStringIncludes(stdout, text);
  assertEquals(stdout.trimEnd().split("\n").at(-1), counts);
  assertEquals([code, stderr], [1, ""]);
}

Deno.test("test passes when starters fail, solutions pass and wrong versions are caught", async () => {
  const { code, stdout, stderr } = await selfTest({});
  assertEquals([code, stderr], [0, ""]);
  assertEquals(stdout.match(/^ {2}ok /gm)?.length, 10);
  assertMatch(
    stdout,
    /\nKill matrix of lesson 7\.9: X caught and named it, x caught it, \. let it pass, blank was not run\n {27}\.1 \.2 \.3\n {2}adds one {17}X\n {2}leaves the last one out {5}X\n {2}From the start to the first failure: \S+ \S+ at the median, \S+ \S+ for nine tenths, \S+ \S+ at most\n\nIt took /,
  );
  assertEquals(stdout.trimEnd().split("\n").at(-1), "10 passed, 0 failed");
});

Deno.test("test fails when a wrong version is told as another mistake", async () => {
  await fails(
    {
      [OWN_TESTS]: TESTS.replace(
        'means("forgets-some")',
        'means("no-product")',
      ),
    },
    "wrong version caught in 7.9.2: leaves the last one out",
    ['It must be told as "forgets-some", and is told as "no-product" by "7.9.2 doubleAll() doubles each number"'],
    "9 passed, 1 failed",
  );
});

Deno.test("test fails when a step cannot be passed before a later one is written", async () => {
  await fails(
    {
      ...NONE,
      [OWN_TESTS]: TESTS.replace(
        "double(2), 4",
        "double(2) && doubleTimes(2, 1), 4",
      ),
    },
    "solved up to step 7.9.1, the later ones unwritten: passes",
    ['It must pass "7.9.1 double() gives twice the number", which failed:'],
    "7 passed, 1 failed",
  );
});

Deno.test("test fails when a solution does not pass", async () => {
  await fails(
    {
      ...NONE,
      [DOUBLE]: SOLUTION.replace("numbers.map(double)", "numbers"),
    },
    [
      "solved up to step 7.9.2, the later ones unwritten: passes",
      "the solution passes",
    ],
    ['It must pass "7.9.2 doubleAll() doubles each number", which failed:'],
    "6 passed, 2 failed",
  );
});

Deno.test("test fails when lesson.json, regions and tests disagree", async () => {
  await fails(
    {
      ...NONE,
      [OWN_TESTS]: `${TESTS}
if (Deno.args.length > 9) lessonTest("7.9.7 odd() is odd", () => {});
`,
    },
    "lesson.json, regions and tests agree",
    ["Steps disagree\ntests/7.9-doubling/double_test.ts has a test for no step of the lesson: 7.9.7 odd() is odd"],
    "7 passed, 1 failed",
  );
});

Deno.test("test goes on to the end when a lesson cannot be tested", async () => {
  await fails(
    {
      [OWN_MUTANTS]: MUTANTS.replace(
        "export const mutants = [",
        "export const mutants = ",
      ),
    },
    "lesson 7.9 can be tested",
    ["Cannot load tests/7.9-doubling/mutants.ts: "],
    "0 passed, 1 failed",
  );
});

Deno.test("test counts the tools' tests, and one file that does not load as failed", async () => {
  await using course = await fixtureCourse({
    ...NONE,
    "tests/course/good_test.ts": 'Deno.test("tool works", () => {});',
    "tests/course/bad_test.ts":
      'Deno.test("tool fails", () => { throw new Error("so it is"); });',
    "tests/course/worse_test.ts": 'throw new Error("at once");',
  });
  const { code, stdout } = await type(course.root, "test");
  assertEquals(stdout.match(/^ {2}\S+ +\S*(tool|worse).*$/gm)?.sort(), [
    "  FAILED  ./tests/course/worse_test.ts",
    "  FAILED  tool fails",
    "  ok      tool works",
  ]);
  assertStringIncludes(stdout, "\ntool fails\nerror: Error: so it is\n");
  assertEquals(stdout.trimEnd().split("\n").at(-1), "9 passed, 2 failed");
  assertEquals(code, 1);
});
