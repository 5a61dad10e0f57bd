import { assertEquals, assertStringIncludes } from "@std/assert";
import { casesOf } from "../../scripts/selftest/cases.ts";
import { Pool } from "../../scripts/selftest/pool.ts";
import { runCases } from "../../scripts/selftest/run_cases.ts";
import { fixtureCourse, LESSON, SOLUTION, TESTS } from "./fixture/course.ts";

const OWN_TESTS = "tests/7.9-doubling/double_test.ts";
const OWN_MUTANTS = "tests/7.9-doubling/mutants.ts";
const DOUBLE = "solutions/7.9-doubling/double.ts";

/** A file of wrong versions with one: `from` of the solution becomes `to`. */
function mutant(step: string, from: string, to: string): string {
  const mutants = [{
    name: "odd",
    step,
    file: "double.ts",
    edits: [[from, to]],
  }];
  return `export const mutants = ${JSON.stringify(mutants)};
export const alternatives = [];
`;
}

/** What is wrong with how the case of this name came out. */
async function problemOf(
  name: string,
  files: Record<string, string>,
): Promise<string | undefined> {
  await using course = await fixtureCourse(files);
  const cases = (await casesOf(course.root, LESSON, { thorough: true }))
    .filter((one) => one.name === name);
  const told: (string | undefined)[] = [];
  const results = await runCases(course.root, cases, {
    pool: new Pool(1),
    signal: new AbortController().signal,
    onResult: ({ problem }) => told.push(problem),
  });
  assertEquals(results.length, 1);
  assertEquals(told, results.map(({ problem }) => problem));
  return results[0]?.problem;
}

async function assertProblem(
  name: string,
  files: Record<string, string>,
  says: string,
): Promise<void> {
  assertStringIncludes(await problemOf(name, files) ?? "nothing", says);
}

Deno.test("runCases() finds nothing wrong when a case is as it must be", async () => {
  assertEquals(await problemOf("the starter", {}), undefined);
  assertEquals(await problemOf("leaves the last one out", {}), undefined);
});

Deno.test("runCases() tells when the solution does not pass", async () => {
  await assertProblem(
    "the solution",
    { [DOUBLE]: SOLUTION.replace("numbers.map(double)", "numbers") },
    'It must pass "7.9.2 doubleAll() doubles each number", which failed:',
  );
});

Deno.test("runCases() tells when the solution's tests do not load", async () => {
  await assertProblem(
    "the solution",
    { [OWN_TESTS]: "export {" },
    "Its tests do not load: ",
  );
});

Deno.test("runCases() tells when the solution's types do not check", async () => {
  await assertProblem(
    "the solution",
    {
      [DOUBLE]: SOLUTION.replace(
        "return number * 2;",
        "const twice: string = number * 2;\n  return twice as unknown as number;",
      ),
    },
    "Its types do not check:\nTS2322",
  );
});

Deno.test("runCases() tells when another correct version fails", async () => {
  await assertProblem("adds instead", {
    [OWN_MUTANTS]: `export const mutants = [];
export const alternatives = [{ folder: "sum", differs: "adds instead" }];
`,
    "tests/7.9-doubling/alternatives/sum/double.ts": SOLUTION.replace(
      "number * 2",
      "number + number + 1",
    ),
  }, 'It must pass "7.9.1 double() gives twice the number", which failed:');
});

Deno.test("runCases() tells when no test catches a wrong version", async () => {
  await assertProblem(
    "odd",
    { [OWN_MUTANTS]: mutant("7.9.3", "done < times", "done <= times - 1") },
    "No test of step 7.9.3 catches it.",
  );
});

/**
 * How a wrong version came out whose tests catch it by turns: the number of
 * its runs in one copy of the course so far is `runs`.
 */
async function byTurns(
  wrong: string,
  repeats?: number,
): Promise<[problem: string | undefined, late: string | undefined]> {
  await using course = await fixtureCourse({
    [OWN_MUTANTS]: mutant("7.9.3", "done < times", `done < times - (${wrong})`),
    [DOUBLE]: `${SOLUTION}
const folder = new URL("runs/", import.meta.url);
Deno.mkdirSync(folder, { recursive: true });
const runs = [...Deno.readDirSync(folder)].length;
Deno.writeTextFileSync(new URL(String(runs), folder), "");
`,
  });
  const cases = (await casesOf(course.root, LESSON))
    .filter(({ name }) => name === "odd");
  const [result] = await runCases(course.root, cases, {
    pool: new Pool(1),
    repeats,
    signal: new AbortController().signal,
    onResult: () => {},
  });
  return [result?.problem, result?.late];
}

Deno.test("runCases() tells in which run a wrong version was not caught", async () => {
  assertEquals(await byTurns("runs < 2 ? 1 : 0", 4), [
    "In run 3 of 4: No test of step 7.9.3 catches it.",
    undefined,
  ]);
});

Deno.test("runCases() tells that a wrong version was caught in a second run only", async () => {
  assertEquals(await byTurns("runs === 1 ? 1 : 0"), [
    undefined,
    "No test of step 7.9.3 catches it.",
  ]);
  assertEquals(await byTurns("runs > 1 ? 1 : 0"), [
    "No test of step 7.9.3 catches it.",
    undefined,
  ]);
});

Deno.test("runCases() tells when a wrong version is caught in an earlier step", async () => {
  await assertProblem(
    "odd",
    { [OWN_MUTANTS]: mutant("7.9.2", "number * 2", "number + 1") },
    'It must be caught in step 7.9.2, not before by "7.9.1 double() gives twice the number", which failed:',
  );
});

Deno.test("runCases() tells when a wrong version is no more than a starter", async () => {
  await assertProblem(
    "odd",
    {
      [OWN_MUTANTS]: mutant(
        "7.9.1",
        "return number * 2",
        'throw new Error("TODO(7.9.1)")',
      ),
    },
    'It is no mutant: "7.9.1 double() gives twice the number" failed:',
  );
});

Deno.test("runCases() tells when a wrong version's edit is not found", async () => {
  await assertProblem(
    "odd",
    { [OWN_MUTANTS]: mutant("7.9.1", "number * 3", "number") },
    'Cannot make the mutant "odd" as double.ts has this text 0 times, not once:\nnumber * 3',
  );
});

Deno.test("runCases() tells when a step's test passes without the step", async () => {
  await assertProblem(
    "all but step 7.9.3 solved",
    {
      [OWN_TESTS]: TESTS.replace(
        "story.equal(doubleTimes(1, 3), 8,",
        "story.equal(8, 8,",
      ),
    },
    'It must fail "7.9.3 doubleTimes() doubles so many times" by TODO(7.9.3), but it was passed.',
  );
});

Deno.test("runCases() tells when a starter's types do not check", async () => {
  await assertProblem(
    "the starter",
    {
      [DOUBLE]: SOLUTION.replace(
        "  return number * 2;\n  // #endregion",
        "  const twice = number * 2;\n  // #endregion\n  return twice;",
      ),
    },
    "Its types do not check:\nTS2304 [ERROR]: Cannot find name 'twice'.",
  );
});
