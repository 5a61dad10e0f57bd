import { assertEquals, assertMatch } from "@std/assert";
import { SOLUTION } from "./fixture/course.ts";
import {
  LEARNER,
  oneTest,
  OWN_TESTS,
  run,
  statuses,
} from "./fixture/run_fixture.ts";

Deno.test("runTests() gives the story of a failed check", async () => {
  const wrong = SOLUTION.replace("number * 2", "number + 1");
  const { tests } = await run({ [LEARNER]: wrong });
  assertEquals(tests[0]?.failure, {
    kind: "story",
    steps: [{ what: "called double(2)" }],
    verdict: {
      expected: "double(2): 4",
      got: "3",
      cause: "it does not multiply.",
      misconception: "no-product",
    },
  });
  assertEquals(tests[0]?.misconception, {
    id: "no-product",
    says: "it does not multiply.",
    text: "lessons/7.9-doubling/README.md#doubling",
  });
});

Deno.test("runTests() waits for what does not come once in a step, and no test of it runs then", async () => {
  const waits = `(story) =>
    story.within(new Promise(() => {}), { expected: "", got: "nothing" }, 50)`;
  const { tests } = await run({
    [OWN_TESTS]: `import { lessonTest } from "../harness/lesson_test.ts";
lessonTest("7.9.1 thing waits", ${waits});
lessonTest("7.9.1 thing waits again", ${waits});
lessonTest("7.9.2 other thing comes next", () => {});
`,
  }, { evenUnreached: true });
  assertEquals(tests.map(({ status, because }) => [status, because]), [
    ["failed", undefined],
    ["unreached", "a failed test of its step tells more"],
    ["passed", undefined],
  ]);
});

Deno.test("runTests() knows a misconception by what the code threw", async () => {
  const { tests } = await run({
    ...oneTest('throw new TypeError("odd");'),
    "tests/7.9-doubling/misconceptions.ts":
      `export const misconceptions = { odd: { says: "it is odd.", section: "odd" } };
export const recognise = ({ failure }) => /odd/.test(failure.error) ? "odd" : undefined;
`,
  });
  assertEquals(tests[0]?.misconception?.id, "odd");
});

Deno.test("runTests() names the step that is not written", async () => {
  const { tests } = await run(oneTest('throw new Error("TODO(7.9.1)");'));
  const failure = tests[0]?.failure;
  assertEquals(failure?.kind, "todo");
  if (failure?.kind !== "todo") return;
  assertEquals([failure.step, failure.steps], ["7.9.1", []]);
  assertMatch(failure.error ?? "", /^Error: TODO.*\n +at .*double_test\.ts:/);
});

Deno.test("runTests() tells an error that no check expected", async () => {
  const { tests } = await run(
    oneTest('story.did("began"); throw new TypeError("odd");'),
  );
  const failure = tests[0]?.failure;
  assertEquals(failure?.kind, "threw");
  if (failure?.kind !== "threw") return;
  assertEquals(failure.steps, [{ what: "began" }]);
  assertMatch(failure.error, /^TypeError: odd/);
});

Deno.test("runTests() fails only the test that runs when a promise rejects unheard", async () => {
  const result = await run(oneTest(
    'Promise.reject(new Error("unheard")); await new Promise((done) => setTimeout(done, 50));',
  ));
  assertEquals(statuses(result), ["7.9.1 failed", "7.9.2 unreached"]);
  const failure = result.tests[0]?.failure;
  assertMatch(failure?.kind === "threw" ? failure.error : "", /unheard/);
});

Deno.test("runTests() says so when what nobody heard is no Error", async () => {
  const { tests } = await run(oneTest(
    'Promise.reject("unheard"); await new Promise((done) => setTimeout(done, 50));',
  ));
  const failure = tests[0]?.failure;
  assertMatch(
    failure?.kind === "threw" ? failure.error : "",
    /^Error: A promise was rejected with "unheard", and nobody caught it/,
  );
});

Deno.test("runTests() lets a test clean up after an error that nobody heard", async () => {
  const { tests } = await run({
    [OWN_TESTS]: `import { lessonTest } from "../harness/lesson_test.ts";
let open = 0;
lessonTest("7.9.1 thing waits in its story", async (story) => {
  open++;
  try {
    Promise.reject(new Error("unheard"));
    await story.within(new Promise(() => {}), { expected: "", got: "", cause: "" });
  } finally {
    await new Promise((done) => setTimeout(done, 20));
    open--;
  }
});
lessonTest("7.9.2 other thing comes next", (story) => {
  story.equal(open, 0, { what: "what is open", cause: "it was not closed." });
});
`,
  }, { evenUnreached: true });
  assertEquals(tests.map(({ status }) => status), ["failed", "passed"]);
  const failure = tests[0]?.failure;
  assertMatch(failure?.kind === "threw" ? failure.error : "", /unheard/);
});

Deno.test("runTests() tells the failure that a test or the code it calls has swallowed", async () => {
  const { tests } = await run(oneTest(
    'try { story.fail({ expected: "a", got: "b", cause: "c" }); } catch { /* It goes on. */ }',
  ));
  assertEquals(tests[0]?.failure, {
    kind: "story",
    steps: [],
    verdict: { expected: "a", got: "b", cause: "c" },
  });
});

Deno.test("runTests() tells what went wrong first when the end of a block fails too", async () => {
  const { tests } = await run(oneTest(
    'using _end = { [Symbol.dispose]() { throw new Error("second"); } }; throw new TypeError("first");',
  ));
  const failure = tests[0]?.failure;
  assertMatch(
    failure?.kind === "threw" ? failure.error : "",
    /^TypeError: first/,
  );
});

Deno.test("runTests() tells what a test left open", async () => {
  const { tests } = await run(
    oneTest('Deno.listen({ hostname: "127.0.0.1", port: 0 });'),
  );
  const failure = tests[0]?.failure;
  assertMatch(
    failure?.kind === "deno" ? failure.message : "",
    /A TCP listener was opened/i,
  );
});
