import { assertEquals, assertThrows } from "@std/assert";
import { fillMarks, findMarks } from "../../../scripts/bench/texts/marks.ts";
import { quote } from "../../../scripts/bench/texts/quote.ts";
import { report } from "./report.ts";

const TEXT = `# Title
<!-- bench servers "Memory" of fork, thread -->
old
<!-- /bench -->
between
<!-- bench locks "A lock" -->
<!-- /bench -->
`;

Deno.test("findMarks() gives sections, charts and contenders", () => {
  assertEquals(findMarks(TEXT), [
    { section: "servers", chart: "Memory", only: ["fork", "thread"], line: 2 },
    { section: "locks", chart: "A lock", line: 6 },
  ]);
});

Deno.test("fillMarks() writes between marks, and again, and leaves the rest", () => {
  const render = ({ section }: { section: string }) =>
    section === "servers" ? "new" : undefined;
  const filled = TEXT.replace("old", "\nnew\n");
  assertEquals(fillMarks(TEXT, render), filled);
  assertEquals(fillMarks(filled, render), filled);
});

for (
  const [text, message] of [
    ["<!-- /bench -->", "Line 1 closes no table."],
    ["a\n<!-- bench x -->", "Line 2 is no mark"],
    [
      '<!-- bench x "y" -->\n<!-- bench x "y" -->',
      "Line 2 opens a table inside",
    ],
    ['a\n<!-- bench x "y" -->\nb', "Line 2 opens a table that is never closed"],
  ] as const
) {
  Deno.test(`findMarks() refuses a text: ${message}`, () => {
    assertThrows(() => findMarks(text), SyntaxError, message);
  });
}

Deno.test("quote() has the table of the wanted contenders, and what it was measured on", () => {
  const mark = {
    section: "servers",
    chart: "Memory",
    only: ["thread"],
    line: 1,
  };
  assertEquals(
    quote(report(), mark),
    `| Memory (MB) |   1 client |
| :---------- | ---------: |
| thread      | 50 ± 1 (1) |

Measured by \`deno task bench servers\` on 22 November 2026: Fast <1>, 2 cores, 8 GB, Linux 6.18, Deno 2.9.6. Median ± half the distance between the quartiles, and the place; two places, such as (2–3), mean: too close to rank.`,
  );
});

Deno.test("quote() gives nothing for a section that was not measured", () => {
  const mark = { section: "locks", chart: "A lock", line: 1 };
  assertEquals(quote(report(), mark), undefined);
});

Deno.test("quote() refuses a chart and a contender that do not exist", () => {
  const mark = { section: "servers", chart: "Memry", line: 7 };
  assertThrows(
    () => quote(report(), mark),
    SyntaxError,
    'Line 7 names no chart of servers: "Memry". There is "Memory".',
  );
  assertThrows(
    () => quote(report(), { ...mark, chart: "Memory", only: ["forks"] }),
    SyntaxError,
    'Line 7 names no contender of "Memory": "forks". There is "fork", ',
  );
});
