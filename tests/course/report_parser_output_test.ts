import { assertEquals } from "@std/assert";
import { EVENT_MARK } from "../harness/events.ts";
import { ReportParser } from "../../scripts/runner/report_parser.ts";
import { A, B, BEGIN_A, END_A, event, parse } from "./fixture/parsed_report.ts";

function oneTest(output: string, result = `${A} ... ok (1ms)`): string {
  return `running 1 test from ./a_test.ts
${A} ...
------- output -------
${BEGIN_A}
${output}----- output end -----
${result}
`;
}

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
