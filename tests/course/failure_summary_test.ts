import { assertEquals } from "@std/assert";
import { tell } from "./failure_told.ts";

Deno.test("failureSummary() leaves out the place", async () => {
  const { summary } = await tell({
    kind: "story",
    steps: [],
    verdict: {
      expected: "b.read() resolves",
      got: "it rejected with Error: no (lessons/7.9-doubling/double.ts:3)",
    },
  });
  assertEquals(
    summary,
    "it rejected with Error: no; expected: b.read() resolves",
  );
});

Deno.test("failureSummary() says what a short value should be", async () => {
  const { summary } = await tell({
    kind: "story",
    steps: [],
    verdict: { expected: "no buffer is left over", got: "300 are" },
  });
  assertEquals(summary, "300 are; expected: no buffer is left over");
});

Deno.test("failureSummary() says on one line what a value should be", async () => {
  const { summary } = await tell({
    kind: "story",
    steps: [],
    verdict: {
      expected: "the list of errors: []",
      got: '[\n  "file:///home/me/tests/a.ts:3: no",\n  "no"\n]',
    },
  });
  assertEquals(
    summary,
    '[ "tests/a.ts:3: no", "no" ]; expected: the list of errors: []',
  );
});

Deno.test("failureSummary() says once what was looked at, without a schedule", async () => {
  const { summary } = await tell({
    kind: "story",
    steps: [],
    verdict: {
      expected: "what the mutex says: LOCKED",
      got: "what the mutex says: UNLOCKED\n\nWhat the threads did:\n\n  T0",
    },
  });
  assertEquals(summary, "what the mutex says: UNLOCKED; expected: LOCKED");
});

Deno.test("failureSummary() says what an earlier test has left", async () => {
  const { summary } = await tell({
    kind: "deno",
    steps: [],
    message: `error: Leaks detected:
  - 4 timers were started before the test, but completed during the test. Intervals and timers should not complete in a test if they were not started in that test.`,
  });
  assertEquals(summary, "something of an earlier test went on in this one.");
});

Deno.test("failureSummary() says that Deno has not said why", async () => {
  const { summary } = await tell({ kind: "deno", steps: [], message: "" });
  assertEquals(
    summary,
    "Deno ended before it had said why it failed: run it again.",
  );
});
