import { assertEquals, assertRejects } from "@std/assert";
import { grade } from "../../../scripts/grade/grade.ts";
import { Journal } from "../../../scripts/grade/journal.ts";
import { mergeReports } from "../../../scripts/grade/merge.ts";
import { jsonReport } from "../../../scripts/grade/report/json.ts";
import type { GradeReport } from "../../../scripts/grade/report/report.ts";
import { findSubmissions } from "../../../scripts/grade/submissions/find.ts";
import { fixtureCourse } from "../fixture/course.ts";
import { gradeClass, OPTIONS, writeClass } from "./class.ts";
import { HONEST } from "./honest.ts";
import { sandbox } from "./sandbox.ts";

function withoutTimes(report: GradeReport): string {
  return [...jsonReport(report)].join("")
    .replaceAll(/"duration": \d+/g, '"duration": 0');
}

Deno.test("grade() gives the same report again but for times, at once or in parts", async () => {
  await using submitted = await writeClass(HONEST);
  const first = await gradeClass(submitted.folder, sandbox);
  const second = await gradeClass(submitted.folder, sandbox, { jobs: 1 });
  assertEquals(withoutTimes(first), withoutTimes(second));
  const parts: { name: string; report: GradeReport }[] = [];
  for (const part of [2, 1]) {
    const report = await gradeClass(submitted.folder, sandbox, {
      jobs: 4,
      shard: { part, of: 2 },
    });
    parts.push({ name: `${part}.json`, report });
  }
  assertEquals(withoutTimes(mergeReports(parts)), withoutTimes(first));
});

Deno.test("grade() goes on where it was interrupted", async () => {
  await using submitted = await writeClass(HONEST.slice(0, 3));
  await using course = await fixtureCourse();
  const abort = new AbortController();
  const run = async (resume: boolean, signal: AbortSignal) =>
    await grade(course.root, {
      ...{ ...OPTIONS, jobs: 1 },
      submissions: await findSubmissions(submitted.folder),
      sandbox,
      journal: await Journal.open(course.root, { resume }),
      signal,
      onProgress: ({ done }) => {
        if (done === 1) abort.abort();
      },
    });
  await assertRejects(() => run(false, abort.signal), DOMException);
  const kept = await Deno.readTextFile(
    new URL(".course/grade.jsonl", course.root),
  );
  assertEquals(kept.trim().split("\n").length, 1);

  const { submissions } = await run(true, new AbortController().signal);
  assertEquals(submissions.map(({ points }) => points), [100, 40, 0]);
  // The first one was not run again: its times are the same.
  assertEquals(
    submissions[0]?.lessons[0]?.duration,
    JSON.parse(kept).result.duration,
  );
});

Deno.test("grade() gives each part of a class its own submissions", async () => {
  await using submitted = await writeClass(HONEST.slice(0, 3));
  const names = await Promise.all([1, 2].map(async (part) => {
    const report = await gradeClass(submitted.folder, sandbox, {
      shard: { part, of: 2 },
    });
    return report.submissions.map(({ name }) => name);
  }));
  assertEquals(names, [["complete", "starter"], ["half done"]]);
});
