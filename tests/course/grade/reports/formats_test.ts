import { assertEquals, assertMatch } from "@std/assert";
import { csvReport } from "../../../../scripts/grade/report/csv.ts";
import { gradescopeReport } from "../../../../scripts/grade/report/gradescope.ts";
import { htmlReport } from "../../../../scripts/grade/report/html.ts";
import { jsonReport } from "../../../../scripts/grade/report/json.ts";
import { junitReport } from "../../../../scripts/grade/report/junit.ts";
import { markdownReport } from "../../../../scripts/grade/report/markdown.ts";
import { readReport } from "../../../../scripts/grade/report/read.ts";
import { tableReport } from "../../../../scripts/grade/report/table.ts";
import { report, written } from "./sample.ts";

Deno.test("jsonReport() writes whole milliseconds and names its schema", () => {
  const json = JSON.parse(written(jsonReport));
  assertEquals(json.version, 1);
  assertMatch(json.$schema, /report\.schema\.json$/);
  assertEquals(json.submissions[0].lessons[0].duration, 12);
  assertEquals(json.submissions[0].lessons[0].steps[0].duration, 2);
});

Deno.test("jsonReport() writes what readReport() reads", async () => {
  const several = report();
  several.submissions.push(...report("bob").submissions);
  const file = await Deno.makeTempFile();
  await Deno.writeTextFile(file, written(jsonReport, several));
  const read = await readReport(file);
  await Deno.remove(file);
  assertEquals(read.submissions.map(({ name }) => name), ["ada", "bob"]);
  assertEquals(
    written(jsonReport, several),
    `${JSON.stringify(read, null, 2)}\n`,
  );
});

Deno.test("junitReport() has a case for each step", () => {
  const xml = written(junitReport);
  assertMatch(xml, /<testsuites tests="2" failures="1" errors="0">/);
  assertMatch(xml, /<testcase classname="ada.7.9" name="7\.9\.2 Two"/);
  assertMatch(xml, /<failure message="Expected: &lt;script&gt;/);
});

Deno.test("csvReport() keeps spreadsheets from running a name", () => {
  assertMatch(
    written(csvReport, report("=1+1")),
    /\n'=1\+1,40,0,40,graded,40,60\n/,
  );
});

Deno.test("gradescopeReport() has scores for each step", () => {
  const json = JSON.parse(written(gradescopeReport));
  assertEquals(json.score, 40);
  assertEquals(json.tests[1].max_score, 20);
  assertEquals(json.tests[1].status, "failed");
});

Deno.test("tableReport() says which steps did not pass", () => {
  assertMatch(written(tableReport), / {2}ada: 7\.9: not passed: 7\.9\.2/);
});

Deno.test("reports name the misconception that a failure shows", () => {
  const [, second] = report().submissions[0]?.lessons[0]?.steps ?? [];
  const json = JSON.parse(written(jsonReport)).submissions[0].lessons[0];
  assertEquals(json.steps[1].misconception, second?.misconception);
  const says = /It does not (<|&lt;|\\<)multiply(>|&gt;|\\>)\./;
  for (const writer of [junitReport, htmlReport, markdownReport]) {
    const text = written(writer);
    assertMatch(text, says, writer.name);
    assertMatch(text, /no\\?-product/, writer.name);
    assertMatch(text, /README\.md\\?#doubling|7\.9, “doubling”/, writer.name);
  }
  assertMatch(JSON.parse(written(gradescopeReport)).tests[1].output, says);
});
