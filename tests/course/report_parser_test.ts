import { assertEquals } from "@std/assert";
import { A, B, BEGIN_A, END_A, event, parse } from "./fixture/parsed_report.ts";

/** What Deno 2.9.6 printed for a file with five tests. */
const GOLDEN = `------- pre-test output -------
${event("registered", A)}
----- pre-test output end -----
running 5 tests from ./a_test.ts
${A} ...
------- output -------
${BEGIN_A}
one
two
three${END_A}
----- output end -----
${A} ... ok (860µs)
${B} ... ok (150µs)
7.9.3 c() works ... FAILED (1s)
7.9.4 d() works ... ignored (0ms)
7.9.5 e() ... ok (1ms) ... ok (1m2s)

 ERRORS 

7.9.3 c() works => ./a_test.ts:5:6
error: Error: bad

second => x:1:2
  throw new Error("bad");
        ^
    at file:///tmp/a_test.ts:5:44

./a_test.ts (uncaught error)
error: Error: late
It most likely originated from a dangling promise.

 FAILURES 

7.9.3 c() works => ./a_test.ts:5:6
./a_test.ts (uncaught error)

FAILED | 3 passed | 1 failed | 1 ignored (9ms)

`;

const GOLDEN_ITEMS = [
  `registered ${A}`,
  `begin ${A}`,
  'output "one\\ntwo\\nthree"',
  `end ${A}`,
  `ok ${A}`,
  `ok ${B}`,
  "failed 7.9.3 c() works",
  "ok 7.9.5 e() ... ok (1ms)",
  `error 7.9.3 c() works: error: Error: bad

second => x:1:2
  throw new Error("bad");
        ^
    at file:///tmp/a_test.ts:5:44`,
  "error ./a_test.ts: error: Error: late\nIt most likely originated from a dangling promise.",
];

Deno.test("ReportParser gives tests, output and errors when Deno's report is whole", () => {
  assertEquals(parse(GOLDEN), GOLDEN_ITEMS);
});

Deno.test("ReportParser gives the same when the text comes in pieces of any size", () => {
  for (const size of [1, 2, 3, 7, 64]) {
    assertEquals(parse(GOLDEN, size), GOLDEN_ITEMS);
  }
});

Deno.test("ReportParser gives what it has when the text ends early", () => {
  const early = GOLDEN.slice(0, GOLDEN.indexOf("three") + 2);
  assertEquals(parse(early), [
    `registered ${A}`,
    `begin ${A}`,
    'output "one\\ntwo\\nth\\n"',
  ]);
  assertEquals(parse(""), []);
});

Deno.test("ReportParser tells each error when a message looks like the report's end", () => {
  const text = `
 ERRORS 

${A} => ./a_test.ts:5:6
error: Error: first
 FAILURES 
odd => ./a_test.ts:1:1

${B} => ./a_test.ts:9:6
error: Leaks detected:
  - A TCP listener was opened

 FAILURES 

${A} => ./a_test.ts:5:6
`;
  assertEquals(parse(text), [
    `error ${A}: error: Error: first`,
    `error ${B}: error: Leaks detected:\n  - A TCP listener was opened`,
  ]);
});
