import { assertEquals, assertMatch } from "@std/assert";
import { csvReport } from "../../../../scripts/grade/report/csv.ts";
import { Findings } from "../../../../scripts/grade/report/findings.ts";
import { gradescopeReport } from "../../../../scripts/grade/report/gradescope.ts";
import { htmlReport } from "../../../../scripts/grade/report/html.ts";
import { junitReport } from "../../../../scripts/grade/report/junit.ts";
import { markdownReport } from "../../../../scripts/grade/report/markdown.ts";
import {
  printable,
  shown,
} from "../../../../scripts/grade/report/printable.ts";
import type { GradeReport } from "../../../../scripts/grade/report/report.ts";
import { tableReport } from "../../../../scripts/grade/report/table.ts";
import { lesson, report, step, written } from "./sample.ts";

/** Moves a cursor, turns the direction around, is no XML, or cannot be seen. */
const ODD =
  "\0\x07\x1b[2J\n\x85\u202e\u2066\u200f\u200b\ufeff\u2028\ufffe\ud800";

const WRITERS = [
  csvReport,
  gradescopeReport,
  htmlReport,
  junitReport,
  markdownReport,
  tableReport,
];

/** A report in which this stands wherever a submission has a say. */
function saying(text: string): GradeReport {
  const all = report(text);
  all.submissions[0]!.findings = [{ path: text, message: text }];
  all.submissions[0]!.lessons = [
    lesson({
      status: "refused",
      message: text,
      steps: [step("7.9.1", { message: text }), step("7.9.2")],
    }),
  ];
  return all;
}

Deno.test("printable() shows as an escape what could not be seen", () => {
  assertEquals(printable("a\u202ebg\x1b한é"), "a\\u{202e}bg\\u{1b}한é");
  assertEquals(printable(printable(ODD)), printable(ODD));
});

Deno.test("shown() is of the length it may have, escapes and all", () => {
  assertEquals(shown("\0".repeat(9), 10), "\\u{0}\\u{0…");
  assertEquals(shown("ab", 2), "ab");
});

Deno.test("all reports show odd characters as escapes, wherever they stand", () => {
  for (const writer of WRITERS) {
    const text = written(writer, saying(`a${ODD}b`));
    for (const odd of ODD.replaceAll(/[\n[2J]/g, "")) {
      assertEquals(text.includes(odd), false, `${writer.name} ${odd}`);
    }
    assertEquals(text.isWellFormed(), true, writer.name);
    assertMatch(text, /u\\?\{202e\\?\}/, writer.name);
  }
});

Deno.test("findings are shown as escapes in the JSON, too", () => {
  const [one] = new Findings().add({ path: "\u202e", message: "\x1b" }).list();
  assertEquals(one, { path: "\\u{202e}", message: "\\u{1b}" });
});

Deno.test("htmlReport() and junitReport() show what submissions say as text", () => {
  for (const writer of [htmlReport, junitReport]) {
    const text = written(writer, saying('<img src="x">'));
    assertEquals(/<(script|img)\b/.test(text), false);
    assertMatch(text, /&lt;img src=&quot;x&quot;&gt;/);
  }
});

Deno.test("markdownReport() shows what submissions say as text", () => {
  const markdown = written(markdownReport, report("# ![x](y)"));
  assertMatch(markdown, /^## \\# \\!\\\[x\\\]\\\(y\\\): 40 of 60 points$/m);
  assertEquals(/[^\\]<script/.test(markdown), false);
});

Deno.test("tableReport() has 80 columns at most, however long a name is", () => {
  for (
    const name of ["n".repeat(500), "\u5b57".repeat(500), "e\u0301".repeat(500)]
  ) {
    const many = report(name);
    many.lessons = Array(5).fill("7.9");
    many.submissions[0]!.lessons = Array(5).fill(lesson());
    const [border = "", ...lines] = written(tableReport, many).split("\n");
    assertEquals(border.length <= 80, true, border);
    const row = lines.find((line) => line.includes(name.slice(0, 2))) ?? "";
    assertMatch(row, /^│.*…+.*│$/u);
  }
});
