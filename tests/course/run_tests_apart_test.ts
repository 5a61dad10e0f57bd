import { assertEquals, assertLess, assertMatch } from "@std/assert";
import { LEARNER, OWN_TESTS, run, statuses } from "./fixture/run_fixture.ts";
import { SOLUTION } from "./fixture/course.ts";
import { ENDLESS, SOON, testFile } from "./fixture/test_file.ts";

const APART = "tests/7.9-doubling/7.9.2_long_apart_test.ts";

/** Three tests of which the last one waits for `ENDLESS`, and throws. */
const failing = (step: string) =>
  testFile({
    "7.9.1 one": "",
    [`${step} two`]: 'await written(t, "begun"); throw new Error("wrong");',
    "7.9.3 three": "",
  });

Deno.test("runTests() runs a file of tests apart from the others, beside them", async () => {
  const told: string[] = [];
  const { tests, broken } = await run({
    [OWN_TESTS]: testFile({
      "7.9.1 one": 'write("here"); await written(t, "there");',
      "7.9.2 two": "",
      "7.9.3 three": 't.holds(read("there") !== String(Deno.pid), {});',
    }),
    [APART]: testFile({
      "7.9.2 long": 'await written(t, "here"); write("there");',
    }),
  }, { onResult: ({ test }) => told.push(test) });
  assertEquals(tests.map(({ test, status }) => `${status} ${test}`), [
    "passed 7.9.1 one",
    "passed 7.9.2 two",
    "passed 7.9.2 long",
    "passed 7.9.3 three",
  ]);
  // What comes of it depends on the others, so it is told after them.
  assertEquals(told, [
    "7.9.1 one",
    "7.9.2 two",
    "7.9.3 three",
    "7.9.2 long",
  ]);
  assertEquals(broken, undefined);
});

Deno.test("runTests() says which test it waits for when only one apart is left", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const order: string[] = [];
    const { tests } = await run({
      [OWN_TESTS]: testFile({ "7.9.1 one": 'await written(t, "begun");' }),
      [APART]: testFile({
        "7.9.2 long": `write("begun"); folder = ${JSON.stringify(folder)};
  await written(t, "told");`,
      }),
    }, {
      onBegin: (test, of) => {
        order.push(`begin ${test} of ${of}`);
        if (test === "7.9.2 long") {
          Deno.writeTextFileSync(`${folder}/told`, "1");
        }
      },
      onResult: ({ test }) => order.push(`end ${test}`),
    });
    assertEquals(tests.map(({ status }) => status), ["passed", "passed"]);
    assertMatch(order.shift() ?? "", /^begin 7\.9\.1 one of [12]$/);
    assertEquals(order, [
      "end 7.9.1 one",
      "begin 7.9.2 long of 2",
      "end 7.9.2 long",
    ]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("runTests() ends a test apart when a step that it needs has failed", async () => {
  const { tests, duration } = await run({
    [OWN_TESTS]: failing("7.9.1"),
    [APART]: testFile({ "7.9.2 long": ENDLESS }),
  });
  const long = tests.find(({ test }) => test === "7.9.2 long");
  assertEquals(long, {
    test: "7.9.2 long",
    step: "7.9.2",
    status: "unreached",
    duration: 0,
    output: "",
    because: "it needs step 7.9.1",
  });
  assertLess(duration, SOON);
});

Deno.test("runTests() ends a test apart when another test of its step has failed", async () => {
  const { tests, duration } = await run({
    [OWN_TESTS]: failing("7.9.2"),
    [APART]: testFile({ "7.9.2 long": ENDLESS }),
  }, { evenUnreached: true });
  const long = tests.find(({ test }) => test === "7.9.2 long");
  assertEquals(long?.because, "a failed test of its step tells more");
  assertLess(duration, SOON);
});

Deno.test("runTests() tells a failure apart when the others pass", async () => {
  const result = await run({
    [APART]: testFile({ "7.9.2 long": 'throw new Error("wrong");' }),
  });
  assertEquals(statuses(result), [
    "7.9.1 passed",
    "7.9.2 passed",
    "7.9.2 failed",
    "7.9.3 passed",
  ]);
});

Deno.test("runTests() runs a test apart on steps that have failed when asked to", async () => {
  const wrong = SOLUTION.replace("return number * 2", "throw new Error()");
  const result = await run({
    [LEARNER]: wrong,
    [APART]: testFile({ "7.9.2 long": "" }),
  }, { evenUnreached: true, steps: ["7.9.1", "7.9.2"] });
  assertEquals(statuses(result), [
    "7.9.1 failed",
    "7.9.2 failed",
    "7.9.2 unreached",
  ]);
});

Deno.test("runTests() ends a test apart at the first failure when told to", async () => {
  const { tests, duration } = await run({
    [OWN_TESTS]: failing("7.9.3"),
    [APART]: testFile({ "7.9.2 long": ENDLESS }),
  }, { failFast: true });
  const long = tests.find(({ test }) => test === "7.9.2 long");
  assertEquals(long?.because, "the run ended in 7.9.3");
  assertLess(duration, SOON);
});

Deno.test("runTests() ends a test apart when it is aborted", async () => {
  const abort = new AbortController();
  const { stopped, duration } = await run({
    [OWN_TESTS]: testFile({ "7.9.1 one": 'await written(t, "begun");' }),
    [APART]: testFile({ "7.9.2 long": ENDLESS }),
  }, { signal: abort.signal, onResult: () => abort.abort() });
  assertEquals(stopped, true);
  assertLess(duration, SOON);
});

Deno.test("runTests() tells why a file apart does not load", async () => {
  const { tests } = await run({
    [APART]: 'import { nothing } from "../harness/needs.ts";\nnothing();\n',
  });
  assertEquals(
    tests.filter(({ status }) => status === "failed").map(({ test }) => test),
    ["7.9.2 long_apart_test.ts can be loaded"],
  );
});

Deno.test("runTests() tells that a file apart never loads", async () => {
  const { tests, broken } = await run(
    { [APART]: "for (;;);" },
    { loadLimit: 4_000 },
  );
  assertEquals(tests.map(({ status }) => status), Array(3).fill("passed"));
  assertMatch(broken ?? "", /^Loading them never ended/);
});

Deno.test("runTests() leaves out tests apart when the others never load", async () => {
  const { tests, broken } = await run({
    [OWN_TESTS]: "for (;;);",
    [APART]: testFile({ "7.9.2 long": ENDLESS }),
  }, { loadLimit: 1_000 });
  assertEquals(tests, []);
  assertMatch(broken ?? "", /^Loading them never ended/);
});
