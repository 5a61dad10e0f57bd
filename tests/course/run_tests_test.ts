import { assertEquals, assertMatch } from "@std/assert";
import { loadError } from "../../scripts/runner/result.ts";
import { SOLUTION } from "./fixture/course.ts";
import {
  LEARNER,
  oneTest,
  OWN_TESTS,
  run,
  statuses,
} from "./fixture/run_fixture.ts";

Deno.test("runTests() reports each test as it ends when all pass", async () => {
  const order: string[] = [];
  const result = await run({}, {
    onBegin: (test, of) => order.push(`begin ${test.slice(0, 5)} of ${of}`),
    onResult: ({ step, status }) => order.push(`${status} ${step}`),
  });
  assertEquals(statuses(result), [
    "7.9.1 passed",
    "7.9.2 passed",
    "7.9.3 passed",
  ]);
  assertEquals(order, [
    "begin 7.9.1 of 3",
    "passed 7.9.1",
    "begin 7.9.2 of 3",
    "passed 7.9.2",
    "begin 7.9.3 of 3",
    "passed 7.9.3",
  ]);
  assertEquals(result.broken, undefined);
});

Deno.test("runTests() leaves out steps whose needed step has failed", async () => {
  const wrong = SOLUTION.replace("number * 2", "number + 1");
  const result = await run({ [LEARNER]: wrong });
  assertEquals(statuses(result), [
    "7.9.1 failed",
    "7.9.2 unreached",
    "7.9.3 unreached",
  ]);
  assertEquals(result.tests[2]?.because, "it needs step 7.9.1");
});

Deno.test("runTests() runs them all the same when asked to", async () => {
  const wrong = SOLUTION.replace("number * 2", "number + 1");
  const result = await run({ [LEARNER]: wrong }, { evenUnreached: true });
  assertEquals(statuses(result), [
    "7.9.1 failed",
    "7.9.2 failed",
    "7.9.3 failed",
  ]);
});

Deno.test("runTests() leaves a smoke test out when a test of its step has failed", async () => {
  const result = await run({
    [OWN_TESTS]: `import { lessonTest } from "../harness/lesson_test.ts";
lessonTest("7.9.1 thing is proved", () => { throw new Error("wrong"); });
lessonTest("7.9.1 thing works for real", () => {}, { smoke: true });
lessonTest("7.9.2 other thing works for real", () => {}, { smoke: true });
`,
  }, { evenUnreached: true });
  assertEquals(statuses(result), [
    "7.9.1 failed",
    "7.9.1 unreached",
    "7.9.2 passed",
  ]);
  assertEquals(
    result.tests[1]?.because,
    "a failed test of its step tells more",
  );
});

Deno.test("runTests() says why a test is skipped", async () => {
  const { tests } = await run(
    oneTest("", '{ skip: "there is no /proc here" }'),
  );
  const skipped = tests.find(({ status }) => status === "skipped");
  assertEquals(skipped?.because, "there is no /proc here");
});

Deno.test("runTests() tells why the tests do not load", async () => {
  const result = await run({ [LEARNER]: "export const double = ;" });
  assertEquals(statuses(result), ["7.9.1 failed"]);
  assertMatch(loadError(result) ?? "", /^SyntaxError: Expression expected/);
  assertMatch(loadError(result) ?? "", / lessons\/\S+double\.ts:1:23$/);
});

Deno.test("runTests() fails the step of a file that does not load, and runs the others", async () => {
  const test = (name: string) =>
    `import { lessonTest } from "../harness/lesson_test.ts";
lessonTest("${name}", () => {});
`;
  const lacks = 'import { nothing } from "../harness/needs.ts";\nnothing();\n';
  const folder = "tests/7.9-doubling";
  const result = await run({
    [OWN_TESTS]: test("7.9.1 thing does its work"),
    [`${folder}/7.9.2_first_test.ts`]: test("7.9.2 other does its work"),
    [`${folder}/7.9.2_second_test.ts`]: lacks,
    [`${folder}/7.9.2_third_test.ts`]: lacks,
    [`${folder}/7.9.3_last_test.ts`]: test("7.9.3 last does its work"),
  });
  assertEquals(result.tests.map(({ test, status }) => `${status} ${test}`), [
    "passed 7.9.2 other does its work",
    "unreached 7.9.3 last does its work",
    "passed 7.9.1 thing does its work",
    "failed 7.9.2 second_test.ts can be loaded",
    "unreached 7.9.2 third_test.ts can be loaded",
  ]);
  assertMatch(loadError(result) ?? "", /export named 'nothing'/);
});

Deno.test("runTests() runs one step's tests when told to", async () => {
  const result = await run({}, { steps: ["7.9.2"] });
  assertEquals(statuses(result), ["7.9.2 passed"]);
});
