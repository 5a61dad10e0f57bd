import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { feedbackText } from "../../../../scripts/grade/feedback/feedback_text.ts";
import { mergeReports } from "../../../../scripts/grade/merge.ts";
import { withoutNames } from "../../../../scripts/grade/report/anonymous.ts";
import { htmlReport } from "../../../../scripts/grade/report/html.ts";
import { jsonReport } from "../../../../scripts/grade/report/json.ts";
import { readReport } from "../../../../scripts/grade/report/read.ts";
import type { GradeReport } from "../../../../scripts/grade/report/report.ts";
import { ofShard, parseShard } from "../../../../scripts/grade/shard.ts";
import { UsageError } from "../../../../scripts/terminal/errors.ts";
import { report, written } from "./sample.ts";

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

Deno.test("mergeReports() gives the whole class's page again, of four parts", () => {
  const names = Array.from({ length: 10 }, (_, index) => `learner ${index}`);
  const whole = report();
  whole.submissions = names.flatMap((name) => report(name).submissions);
  const parts = [4, 2, 1, 3].map((part) => ({
    name: `${part}.json`,
    report: {
      ...whole,
      shard: { part, of: 4 },
      submissions: ofShard(whole.submissions, { part, of: 4 }),
    },
  }));
  const merged = mergeReports(parts);
  for (const writer of [htmlReport, jsonReport]) {
    assertEquals(written(writer, merged), written(writer, whole));
    assertEquals(
      written(writer, withoutNames(merged).report),
      written(writer, withoutNames(whole).report),
    );
  }
  assertEquals(
    merged.submissions.map((one) => feedbackText(one)),
    whole.submissions.map((one) => feedbackText(one)),
  );
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
  const json = written(jsonReport);
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
