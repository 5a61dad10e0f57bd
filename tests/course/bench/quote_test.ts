import { assertEquals, assertThrows } from "@std/assert";
import { benchMark } from "../../../scripts/bench/texts/bench_mark.ts";
import { quote } from "../../../scripts/bench/texts/quote.ts";
import { report } from "./report.ts";

const mark = (argument: string) =>
  benchMark({ kind: "bench", argument, content: "", line: 2 });

Deno.test("benchMark() gives section, chart and contenders", () => {
  assertEquals(mark('servers "Memory" of fork, thread'), {
    section: "servers",
    chart: "Memory",
    only: ["fork", "thread"],
    line: 2,
  });
  assertEquals(mark('locks "A lock"'), {
    section: "locks",
    chart: "A lock",
    line: 2,
  });
});

Deno.test("benchMark() refuses what it cannot read", () => {
  for (const argument of ["", "x", 'x "y" of ', 'x "y" fork']) {
    assertThrows(() => mark(argument), SyntaxError, "Line 2 is no mark: write");
  }
});

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
