import {
  assertEquals,
  assertMatch,
  assertRejects,
  assertThrows,
} from "@std/assert";
import { join } from "node:path";
import { mergeReports } from "../../../scripts/grade/merge.ts";
import { csvReport } from "../../../scripts/grade/report/csv.ts";
import { gradescopeReport } from "../../../scripts/grade/report/gradescope.ts";
import { htmlReport } from "../../../scripts/grade/report/html.ts";
import { jsonReport } from "../../../scripts/grade/report/json.ts";
import { junitReport } from "../../../scripts/grade/report/junit.ts";
import type { GradeReport } from "../../../scripts/grade/report/report.ts";
import { markdownReport } from "../../../scripts/grade/report/markdown.ts";
import { readReport } from "../../../scripts/grade/report/read.ts";
import { tableReport } from "../../../scripts/grade/report/table.ts";
import {
  tryReports,
  writeReports,
} from "../../../scripts/grade/report/write.ts";
import { ofShard, parseShard } from "../../../scripts/grade/shard.ts";
import { UsageError } from "../../../scripts/terminal/errors.ts";

function report(name = "ada", part = 1, of = 1): GradeReport {
  return {
    version: 1,
    sandbox: { kind: "none", about: "There was no sandbox." },
    lessons: ["7.9"],
    shard: { part, of },
    submissions: [{
      name,
      points: 40,
      of: 60,
      findings: [{ path: "a.ts", line: 3, message: "It is <b>odd</b>." }],
      lessons: [{
        lesson: "7.9",
        title: "Doubling",
        status: "graded",
        message: "",
        points: 40,
        of: 60,
        duration: 12.4,
        steps: [
          {
            step: "7.9.1",
            title: "One",
            status: "passed",
            points: 40,
            of: 40,
            message: "",
            duration: 1.6,
          },
          {
            step: "7.9.2",
            title: "Two",
            status: "failed",
            points: 0,
            of: 20,
            message: 'Expected: <script>alert("x")</script>',
            duration: 2.2,
          },
        ],
      }],
    }],
  };
}

Deno.test("jsonReport() writes whole milliseconds and names its schema", () => {
  const json = JSON.parse(jsonReport(report()));
  assertEquals(json.version, 1);
  assertMatch(json.$schema, /report\.schema\.json$/);
  assertEquals(json.submissions[0].lessons[0].duration, 12);
  assertEquals(json.submissions[0].lessons[0].steps[0].duration, 2);
});

Deno.test("jsonReport() has the fields of its schema", async () => {
  const schema = JSON.parse(
    await Deno.readTextFile(
      new URL(
        "../../../scripts/grade/report/report.schema.json",
        import.meta.url,
      ),
    ),
  );
  const json = JSON.parse(jsonReport(report()));
  const [submission] = json.submissions;
  const [lesson] = submission.lessons;
  for (
    const [value, { properties, required }] of [
      [json, schema],
      [submission, schema.$defs.submission],
      [lesson, schema.$defs.lesson],
      [lesson.steps[0], schema.$defs.step],
    ]
  ) {
    const keys = Object.keys(value);
    assertEquals(keys.filter((key) => !(key in properties)), []);
    assertEquals(required.filter((key: string) => !keys.includes(key)), []);
  }
});

Deno.test("junitReport() has a case for each step", () => {
  const xml = junitReport(report());
  assertMatch(xml, /<testsuites tests="2" failures="1" errors="0"/);
  assertMatch(xml, /name="7\.9\.2 Two"/);
  assertMatch(xml, /&lt;script>/);
});

Deno.test("csvReport() keeps spreadsheets from running a name", () => {
  assertMatch(csvReport(report("=1+1")), /\n'=1\+1,40,0,40,graded,40,60\n/);
});

Deno.test("htmlReport() shows what submissions say as text", () => {
  const html = htmlReport(report("<img src=x>"));
  assertEquals(/<(script|img|b)\b/.test(html), false);
  assertMatch(html, /&lt;img src=x&gt;/);
});

Deno.test("markdownReport() shows what submissions say as text", () => {
  const markdown = markdownReport(report("# ![x](y)"));
  assertMatch(markdown, /^## \\# \\!\\\[x\\\]\\\(y\\\): 40 of 60 points$/m);
  assertEquals(/[^\\]<script/.test(markdown), false);
});

Deno.test("tableReport() lets no submission move the cursor", () => {
  assertEquals(tableReport(report("\x1b[2Jada")).includes("\x1b[2J"), false);
});

Deno.test("all reports are well-formed whatever a submission is called", () => {
  const name = "a\n\0\x1b]8;;x\x07\u202egpj\ud800\ufffe\u2028b";
  const texts = [
    junitReport,
    csvReport,
    htmlReport,
    markdownReport,
    tableReport,
  ]
    .map((write) => write(report(name)));
  for (const text of texts) {
    for (const odd of "\0\x07\x1b\u202e\u2028\ufffe") {
      assertEquals(text.includes(odd), false);
    }
    assertEquals(text.isWellFormed(), true);
    assertMatch(text, /gpj/);
  }
});

Deno.test("gradescopeReport() has scores for each step", () => {
  const [submission] = report().submissions;
  const json = JSON.parse(
    submission === undefined ? "" : gradescopeReport(submission),
  );
  assertEquals(json.score, 40);
  assertEquals(json.tests[1].max_score, 20);
  assertEquals(json.tests[1].status, "failed");
});

Deno.test("parseShard() takes a part and their number", () => {
  assertEquals(parseShard("2/4"), { part: 2, of: 4 });
  for (const wrong of ["0/4", "5/4", "1", "a/b", "1/4/2", "-1/4"]) {
    assertEquals(parseShard(wrong), undefined);
  }
});

Deno.test("ofShard() gives each entry to one part", () => {
  const all = ["a", "b", "c", "d", "e"];
  const parts = [1, 2, 3].map((part) => ofShard(all, { part, of: 3 }));
  assertEquals(parts.flat().sort(), all);
});

Deno.test("mergeReports() joins all parts in order of names", () => {
  const whole = mergeReports([
    { name: "2.json", report: report("bob", 2, 2) },
    { name: "1.json", report: report("cyd", 1, 2) },
  ]);
  assertEquals(whole.submissions.map(({ name }) => name), ["bob", "cyd"]);
  assertEquals(whole.shard, { part: 1, of: 1 });
});

Deno.test("mergeReports() says in one line what else is wrong with a part", () => {
  const merge = (...reports: GradeReport[]) => () =>
    mergeReports(
      reports.map((report, index) => ({ name: `${index}.json`, report })),
    );
  const bare = report("bob", 2, 2);
  bare.submissions[0]!.lessons = [];
  assertThrows(
    merge(report("ada", 1, 2), report("ada", 2, 2)),
    UsageError,
    '"ada" is in these parts twice',
  );
  assertThrows(merge(report("ada", 3, 2)), UsageError, "no such part");
  assertThrows(merge(report("ada", 1, 2), bare), UsageError, "other lessons");
  assertThrows(
    merge(report("ada", 1, 9999)),
    UsageError,
    "9/9999 and 9990 more are missing",
  );
});

Deno.test("readReport() says in one line what is wrong with a file", async () => {
  const file = await Deno.makeTempFile();
  const json = jsonReport(report());
  for (
    const [text, says] of [
      ["[".repeat(100_000), "it is no JSON"],
      ["\0\n\n", "it is no JSON"],
      ["null", "it holds no grades"],
      [json.replace(`"of": 1`, `"of": 4e9`), "it holds no grades"],
      [json.replace(`"of": 1`, `"of": 1e308`), "it holds no grades"],
      [json.replace(`"of": 1`, `"__proto__": 1`), "it holds no grades"],
    ] as const
  ) {
    await Deno.writeTextFile(file, text);
    const error = await assertRejects(() => readReport(file), UsageError, says);
    assertEquals(/[\n\0]/.test(error.message), false, error.message);
  }
  await Deno.remove(file);
  await assertRejects(() => readReport("/"), UsageError, "Cannot read /");
});

Deno.test("writeReports() writes the others where one fails, and says so", async () => {
  const folder = await Deno.makeTempDir();
  const gone = join(folder, "gone/grades.json");
  const csv = join(folder, "grades.csv");
  await Deno.mkdir(join(folder, "gone"));
  await tryReports({ json: gone, csv });
  // As a disk that is taken away while the class is graded.
  await Deno.remove(join(folder, "gone"));
  const problems = await writeReports(report(), { json: gone, csv });
  assertEquals(await Deno.readTextFile(csv), csvReport(report()));
  assertEquals(problems.length, 1);
  assertMatch(
    problems[0] ?? "",
    /^Cannot write .*gone.grades\.json .*--resume/,
  );
  await Deno.remove(folder, { recursive: true });
});

Deno.test("tableReport() has 80 columns at most, however long a name is", () => {
  for (
    const name of ["n".repeat(500), "\u5b57".repeat(500), "e\u0301".repeat(500)]
  ) {
    const many = report(name);
    many.lessons = Array(5).fill(many.lessons[0]);
    many.submissions[0]!.lessons = Array(5).fill(
      many.submissions[0]!.lessons[0],
    );
    const [border = "", ...lines] = tableReport(many).split("\n");
    assertEquals(border.length <= 80, true, border);
    const row = lines.find((line) => line.includes(name.slice(0, 2))) ?? "";
    assertMatch(row, /^│.*…+.*│$/u);
  }
});

Deno.test("mergeReports() refuses parts that are missing, twice or foreign", () => {
  const one = { name: "1.json", report: report("ada", 1, 2) };
  const merge = (...parts: (typeof one)[]) => () => mergeReports(parts);
  assertThrows(merge(one), UsageError, "2/2 is missing");
  assertThrows(merge(one, one), UsageError, "the same part");
  const foreign = report("bob", 2, 2);
  foreign.lessons = ["7.8"];
  assertThrows(
    merge(one, { name: "2.json", report: foreign }),
    UsageError,
    "other lessons",
  );
  assertThrows(merge(), UsageError, "no parts");
});
