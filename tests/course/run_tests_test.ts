import { assertEquals, assertMatch } from "@std/assert";
import { runTests } from "../../scripts/runner/run_tests.ts";
import { loadError, type RunResult } from "../../scripts/runner/result.ts";
import { fixtureCourse, LESSON, SOLUTION } from "./fixture/course.ts";

const LEARNER = "lessons/7.9-doubling/double.ts";
const OWN_TESTS = "tests/7.9-doubling/double_test.ts";

/** Test file of one test of step 7.9.1, with this body. */
function oneTest(body: string, options = "{}"): Record<string, string> {
  return {
    [OWN_TESTS]: `import { lessonTest } from "../harness/lesson_test.ts";
lessonTest("7.9.1 thing does its work", async (story) => { ${body} }, ${options});
lessonTest("7.9.2 other thing does its work", () => {});
`,
  };
}

async function run(
  files: Record<string, string>,
  options: Parameters<typeof runTests>[2] = {},
): Promise<RunResult> {
  await using course = await fixtureCourse(files);
  return await runTests(course.root, LESSON, options);
}

function statuses({ tests }: RunResult): string[] {
  return tests.map(({ step, status }) => `${step} ${status}`);
}

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

Deno.test("runTests() gives the story of a failed check", async () => {
  const wrong = SOLUTION.replace("number * 2", "number + 1");
  const { tests } = await run({ [LEARNER]: wrong });
  assertEquals(tests[0]?.failure, {
    kind: "story",
    steps: [{ what: "called double(2)" }],
    verdict: {
      expected: "double(2) is 4",
      got: "3",
      cause: "it does not multiply.",
    },
  });
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

Deno.test("runTests() names the step that is not written", async () => {
  const { tests } = await run(oneTest('throw new Error("TODO(7.9.1)");'));
  assertEquals(tests[0]?.failure, { kind: "todo", step: "7.9.1", steps: [] });
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

Deno.test("runTests() tells that a time limit ran out", async () => {
  const { tests } = await run(oneTest(
    "const timer = setInterval(() => {}, 1000); await new Promise(() => {}); clearInterval(timer);",
    "{ timeout: 50 }",
  ));
  const failure = tests[0]?.failure;
  assertMatch(
    failure?.kind === "deno" ? failure.message : "",
    /timed out after 50ms/,
  );
});

Deno.test("runTests() ends a test that never yields", async () => {
  const result = await run(oneTest("for (;;) {}", "{ timeout: 50 }"));
  assertEquals(statuses(result), ["7.9.1 failed", "7.9.2 unreached"]);
});

Deno.test("runTests() kills tests that never load", async () => {
  const result = await run({
    [LEARNER]: `${SOLUTION}for (;;) {}`,
  }, { loadLimit: 500 });
  assertEquals(result.tests, []);
  assertMatch(result.broken ?? "", /^Loading them never ended/);
});

Deno.test("runTests() tells that the process was ended from inside", async () => {
  const result = await run(oneTest('Deno.kill(Deno.pid, "SIGKILL");'));
  assertEquals(statuses(result), ["7.9.1 failed", "7.9.2 unreached"]);
  assertEquals(result.tests[0]?.failure, {
    kind: "died",
    steps: [],
    how: "by SIGKILL",
  });
});

Deno.test("runTests() keeps what each test printed", async () => {
  const { tests } = await run(oneTest(
    'console.log("one"); await Deno.stdout.write(new TextEncoder().encode("two"));',
  ));
  assertEquals(tests[0]?.output, "one\ntwo");
  assertEquals(tests[1]?.output, "");
});

Deno.test("runTests() keeps what a test printed on stderr", async () => {
  const { tests } = await run(oneTest('console.error("one");'));
  assertEquals(tests[0]?.output, "one\n");
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

Deno.test("runTests() ends what the tests started when it is aborted", async () => {
  const abort = new AbortController();
  const began = Promise.withResolvers<void>();
  const running = run(
    oneTest(
      'await new Deno.Command("sleep", { args: ["600.77"] }).output();',
    ),
    { signal: abort.signal, onBegin: () => began.resolve() },
  );
  await began.promise;
  abort.abort();
  const { stopped } = await running;
  assertEquals(stopped, true);
});
