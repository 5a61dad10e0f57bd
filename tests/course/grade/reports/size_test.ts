import { assertEquals, assertLess } from "@std/assert";
import { join } from "node:path";
import { Findings } from "../../../../scripts/grade/report/findings.ts";
import type { GradeReport } from "../../../../scripts/grade/report/report.ts";
import { tableReport } from "../../../../scripts/grade/report/table.ts";
import { writeReports } from "../../../../scripts/grade/report/write.ts";
import { MOST_STEPS } from "../../../../scripts/grade/channel/line.ts";
import { failedTest } from "../../../../scripts/grade/run/failed_test.ts";
import { steady } from "../../../../scripts/grade/run/failure.ts";
import { assertNeverBlocks } from "../longest_block.ts";
import { lesson, step } from "./sample.ts";

/** What is longest when it is written, for one format or another. */
const LONG = ["\u202e", '"', "\x01", "\u5b57", "<", "*"]
  .map((one) => one.repeat(20_000));

/** Submissions of a class, each with the longest result there can be. */
function worst(count: number): GradeReport {
  const submissions = Array.from({ length: count }, (_, index) => {
    const text = LONG[index % LONG.length] ?? "";
    const found = Array.from({ length: 200 }, (_, line) => ({
      ...{ path: text, message: text, line: line + 1 },
    }));
    const steps = Array.from(
      { length: 9 },
      (_, number) =>
        step(`7.9.${number}`, {
          message: steady(text),
          failure: failedTest(`7.9.${number} x`, {
            kind: "story",
            steps: Array(MOST_STEPS).fill({ what: text }),
            verdict: { expected: text, got: text },
          }),
        }),
    );
    return {
      name: `${text.slice(0, 240)}${index}`,
      ...{ points: 0, of: 180 },
      findings: new Findings().addAll(found).list(),
      lessons: [lesson({ steps })],
    };
  });
  return {
    version: 1,
    sandbox: { kind: "none", about: "" },
    lessons: ["7.9"],
    shard: { part: 1, of: 1 },
    submissions,
  };
}

Deno.test({
  name: "writeReports() bounds a submission's part, and never blocks",
  ignore: Deno.build.os !== "linux",
  fn: async () => {
    const count = 120;
    const report = worst(count);
    const folder = await Deno.makeTempDir({ prefix: "course-reports-" });
    const files = Object.fromEntries(
      ["json", "csv", "junit", "html", "summary", "gradescope"].map((name) => [
        name,
        join(folder, name),
      ]),
    );
    await assertNeverBlocks(async () => {
      assertEquals(await writeReports(report, files), []);
    });
    for (const { name, size } of await sizesIn(folder)) {
      const most = { html: 160, summary: 160, json: 140 }[name] ?? 80;
      assertLess(size / count, most * 1024, name);
    }
    await Deno.remove(folder, { recursive: true });
    let length = 0;
    for (const part of tableReport(report)) length += part.length;
    assertLess(length / count, 4 * 1024);
  },
});

async function sizesIn(folder: string) {
  const found: { name: string; size: number }[] = [];
  for await (const { name } of Deno.readDir(folder)) {
    found.push({ name, size: (await Deno.stat(join(folder, name))).size });
  }
  return found;
}
