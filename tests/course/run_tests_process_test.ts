import { assertEquals, assertMatch } from "@std/assert";
import { SOLUTION } from "./fixture/course.ts";
import { LEARNER, oneTest, run, statuses } from "./fixture/run_fixture.ts";

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

Deno.test({
  name: "runTests() kills a test that computes where it should wait",
  ignore: Deno.build.os !== "linux",
  async fn() {
    const { tests } = await run(oneTest("await 0; for (;;) await 0;"));
    const failure = tests[0]?.failure;
    assertEquals(failure?.kind === "hung" && failure.busy, true);
  },
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

Deno.test("runTests() fails the step whose code calls Deno.exit() as it is loaded", async () => {
  const result = await run({ [LEARNER]: `${SOLUTION}\nDeno.exit(0);` });
  assertEquals(statuses(result), ["7.9.1 failed"]);
  const failure = result.tests[0]?.failure;
  assertMatch(
    failure?.kind === "unloadable" ? failure.error : "",
    /calls Deno\.exit\(0\) as it is loaded/,
  );
});

Deno.test("runTests() fails the test whose promise rejects when it has returned", async () => {
  const result = await run({
    ...oneTest('Promise.reject(new Error("unheard"));'),
  });
  assertEquals(statuses(result), ["7.9.1 failed", "7.9.2 unreached"]);
  const failure = result.tests[0]?.failure;
  assertMatch(failure?.kind === "threw" ? failure.error : "", /unheard/);
});

Deno.test("runTests() hears a rejection that a due timer overtakes", async () => {
  const result = await run({
    ...oneTest(
      `Promise.reject(new Error("unheard"));
       // The harness's timer is set in these turns, and due after them.
       (async () => {
         for (let turns = 0; turns < 10; turns++) await 0;
         const since = performance.now();
         while (performance.now() - since < 20);
       })();`,
    ),
  });
  assertEquals(statuses(result), ["7.9.1 failed", "7.9.2 unreached"]);
  const failure = result.tests[0]?.failure;
  assertMatch(failure?.kind === "threw" ? failure.error : "", /unheard/);
});

Deno.test("runTests() tells of an error in a worker by its words", async () => {
  const result = await run(oneTest(
    `const code = "throw new Error('in the thread')";
     new Worker("data:application/javascript," + code, { type: "module" });
     await new Promise((done) => setTimeout(done, 5000));`,
  ));
  const failure = result.tests[0]?.failure;
  assertMatch(failure?.kind === "threw" ? failure.error : "", /in the thread/);
});
