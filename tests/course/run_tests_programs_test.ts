import { assertEquals, assertLess } from "@std/assert";
import type { RunResult } from "../../scripts/runner/result.ts";
import type { RunOptions } from "../../scripts/runner/run_tests.ts";
import { OWN_TESTS, run } from "./fixture/run_fixture.ts";
import { ENDLESS, SOON, testFile } from "./fixture/test_file.ts";

/** Runs these tests, a file for each of the lists, in two programs. */
function runTwo(
  files: Record<string, string>[],
  options: RunOptions = {},
): Promise<RunResult> {
  const [last = {}, ...others] = files.toReversed();
  return run({
    [OWN_TESTS]: testFile(last),
    ...Object.fromEntries(
      others.reverse().map((tests, index) => {
        const [step] = Object.keys(tests)[0]?.split(" ") ?? [];
        return [
          `tests/7.9-doubling/${step}_${index}_test.ts`,
          testFile(tests),
        ];
      }),
    ),
  }, { programs: 2, ...options });
}

function told({ tests }: RunResult): string[] {
  return tests.map(({ test, status, because }) =>
    [status, test, ...because === undefined ? [] : [because]].join(": ")
  );
}

Deno.test("runTests() runs files in two programs when told to, each once, and tells of them in order", async () => {
  const order: string[] = [];
  const { tests } = await runTwo([
    { "7.9.1 one": 'write("one"); await written(t, "three");' },
    { "7.9.1 two": 'write("two"); await written(t, "one");' },
    { "7.9.2 three": 'await written(t, "two"); write("three");' },
    { "7.9.3 four": "" },
  ], {
    onBegin: (test) => order.push(`begin ${test}`),
    onResult: ({ test }) => order.push(`end ${test}`),
  });
  const names = ["7.9.1 one", "7.9.1 two", "7.9.2 three", "7.9.3 four"];
  assertEquals(tests.map(({ test, status }) => `${test} ${status}`), [
    ...names.map((name) => `${name} passed`),
  ]);
  assertEquals(order.filter((line) => line.startsWith("end")), [
    ...names.map((name) => `end ${name}`),
  ]);
  // One that has ended before its turn came is told at once.
  for (const [index, line] of order.entries()) {
    const begin = order.indexOf(line.replace("end", "begin"));
    assertLess(begin, index + 1);
  }
});

Deno.test("runTests() ends the program whose test needs a step that fails in the other one", async () => {
  const result = await runTwo([
    { "7.9.1 one": 'await written(t, "begun"); throw new Error("wrong");' },
    { "7.9.2 two": ENDLESS, "7.9.2 more": "" },
    { "7.9.1 late": "" },
    { "7.9.3 three": "" },
  ]);
  assertEquals(told(result), [
    "failed: 7.9.1 one",
    "passed: 7.9.1 late",
    "unreached: 7.9.2 two: it needs step 7.9.1",
    "unreached: 7.9.2 more: it needs step 7.9.1",
    "unreached: 7.9.3 three: it needs step 7.9.1",
  ]);
  assertLess(result.duration, SOON);
});

Deno.test("runTests() does not count what a test gave whose needed step fails later in another program", async () => {
  const told: string[] = [];
  const { tests } = await runTwo([
    { "7.9.1 one": 'await written(t, "done"); throw new Error("wrong");' },
    { "7.9.2 two": "", "7.9.2 more": 'write("done");' },
    { "7.9.3 three": "" },
  ], { onResult: ({ test, status }) => told.push(`${status}: ${test}`) });
  const expected = [
    "failed: 7.9.1 one",
    "unreached: 7.9.2 two",
    "unreached: 7.9.2 more",
    "unreached: 7.9.3 three",
  ];
  assertEquals(told, expected);
  assertEquals(tests.map(({ test, status }) => `${status}: ${test}`), expected);
});

Deno.test("runTests() lets one wait in vain for a step, the first in order, in whatever program", async () => {
  const result = await runTwo([
    {
      "7.9.1 one":
        'await written(t, "begun"); await t.eventually(() => false, {}, 50);',
    },
    { "7.9.1 two": ENDLESS },
    { "7.9.2 three": "" },
  ], { evenUnreached: true });
  assertEquals(told(result), [
    "failed: 7.9.1 one",
    "unreached: 7.9.1 two: a failed test of its step tells more",
    "passed: 7.9.2 three",
  ]);
  assertLess(result.duration, SOON);
});

Deno.test("runTests() runs what is left in one program when the other one has died", async () => {
  const result = await runTwo([
    {
      "7.9.1 one": 'await written(t, "begun"); Deno.kill(Deno.pid, "SIGKILL");',
      "7.9.1 more": "",
    },
    { "7.9.2 two": 'write("begun");' },
    { "7.9.3 three": "" },
  ], { evenUnreached: true });
  assertEquals(told(result), [
    "failed: 7.9.1 one",
    "unreached: 7.9.1 more: a failed test of its step tells more",
    "passed: 7.9.2 two",
    "passed: 7.9.3 three",
  ]);
});

Deno.test("runTests() ends both programs when it is aborted", async () => {
  const abort = new AbortController();
  const both = 'write("two"); ' + ENDLESS;
  const { stopped, duration } = await runTwo([
    { "7.9.1 one": 'write("one"); await written(t, "two");' },
    { "7.9.1 two": both },
    { "7.9.2 three": 'await written(t, "two"); ' + ENDLESS },
  ], { signal: abort.signal, onResult: () => abort.abort() });
  assertEquals(stopped, true);
  assertLess(duration, SOON);
});
