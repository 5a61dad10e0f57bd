import { assertEquals } from "@std/assert";
import { EVENT_MARK } from "../harness/events.ts";
import { ReportParser } from "../../scripts/runner/report_parser.ts";
import type { ReportItem } from "../../scripts/runner/report_parser.ts";

const A = "7.9.1 a() works";
const B = "7.9.2 b() works";
const BEGIN_A = event("begin", A);
const END_A = event("end", A);

function event(type: string, test: string): string {
  return `${EVENT_MARK}${JSON.stringify({ type, test })}`;
}

/** The items in few words; neighbouring output is joined. */
function parse(text: string, piece = text.length): string[] {
  const parser = new ReportParser();
  const items: ReportItem[] = [];
  for (let at = 0; at < text.length; at += piece) {
    items.push(...parser.feed(text.slice(at, at + piece)));
  }
  items.push(...parser.end());
  const told: string[] = [];
  let output = "";
  const flush = () => {
    if (output !== "") told.push(`output ${JSON.stringify(output)}`);
    output = "";
  };
  for (const item of items) {
    if (item.type === "output") {
      output += item.text;
      continue;
    }
    flush();
    if (item.type === "result") told.push(`${item.verdict} ${item.test}`);
    else if (item.type === "error") {
      told.push(`error ${item.test}: ${item.message}`);
    } else told.push(`${item.type} ${item.test}`);
  }
  flush();
  return told;
}

function oneTest(output: string, result = `${A} ... ok (1ms)`): string {
  return `running 1 test from ./a_test.ts
${A} ...
------- output -------
${BEGIN_A}
${output}----- output end -----
${result}
`;
}

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

Deno.test("ReportParser keeps a test's output when stdout comes before its begin or after its end", () => {
  const text = oneTest(`late\n----- output end -----\n`)
    .replace(`${BEGIN_A}\n`, `early\n${BEGIN_A}\n${END_A}\n`);
  assertEquals(parse(text), [
    'output "early\\n"',
    `begin ${A}`,
    `end ${A}`,
    'output "late\\n----- output end -----\\n"',
    `ok ${A}`,
  ]);
});

Deno.test("ReportParser ends a test that is not reached, which has no end", () => {
  const text = oneTest("").replace(BEGIN_A, event("unreached", A));
  assertEquals(parse(text), [`unreached ${A}`, `ok ${A}`]);
});

Deno.test("ReportParser needs no events when it is told so", () => {
  const text = oneTest("one\n").replace(`${BEGIN_A}\n`, "");
  const parser = new ReportParser({ events: false });
  assertEquals([...parser.feed(text)].map(({ type }) => type), [
    "output",
    "result",
  ]);
});

Deno.test("ReportParser keeps lines as output when a program prints Deno's own", () => {
  const printed = `${A} ... ok (0ms)
${A} ... FAILED (0ms)
----- output end -----
${B} ... ok (0ms)
------- output -------
 ERRORS 
 FAILURES 
----- output end -----
----- output end -----
`;
  assertEquals(parse(oneTest(`${printed}${END_A}\n`)), [
    `begin ${A}`,
    `output ${JSON.stringify(printed)}`,
    `end ${A}`,
    `ok ${A}`,
  ]);
});

Deno.test("ReportParser keeps a line as output when it has the events' mark and no event", () => {
  const printed = `${EVENT_MARK}{"half\n${EVENT_MARK}7\nx${EVENT_MARK}\n`;
  assertEquals(parse(oneTest(`${printed}${END_A}\n`)), [
    `begin ${A}`,
    `output ${JSON.stringify(printed)}`,
    `end ${A}`,
    `ok ${A}`,
  ]);
});

Deno.test("ReportParser ends a test by Deno's lines when its time ran out in it", () => {
  for (const printed of ["", "whole line\n", "half a line"]) {
    assertEquals(parse(oneTest(printed, `${A} ... FAILED (53ms)`)), [
      `begin ${A}`,
      ...(printed === "" ? [] : [`output ${JSON.stringify(printed)}`]),
      `failed ${A}`,
    ]);
  }
});

Deno.test("ReportParser keeps a test open when an earlier one ends late", () => {
  const printed = `${event("end", B)}\n${A} ... ok (0ms)\n${END_A}\n`;
  assertEquals(parse(oneTest(printed)), [
    `begin ${A}`,
    `end ${B}`,
    `output "${A} ... ok (0ms)\\n"`,
    `end ${A}`,
    `ok ${A}`,
  ]);
});

Deno.test("ReportParser ends a test by Deno's lines when an error cancels it", () => {
  const uncaught = `Uncaught error from ./a_test.ts FAILED
${A} ... cancelled (0ms)
${B} ... cancelled (0ms)`;
  assertEquals(parse(oneTest("half", uncaught)), [
    `begin ${A}`,
    'output "half"',
    `cancelled ${A}`,
    `cancelled ${B}`,
  ]);
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
