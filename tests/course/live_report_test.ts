import { assert, assertEquals } from "@std/assert";
import { readLessons } from "../../scripts/lesson/manifest.ts";
import { LiveReport } from "../../scripts/report/live_report.ts";
import type { TestResult } from "../../scripts/runner/result.ts";
import { fixtureCourse } from "./fixture/course.ts";

const how = { output: "", duration: 1 };

const passed = (step: string): TestResult => ({
  ...{ ...how, step, test: `${step} it does` },
  status: "passed",
});

const unreached = (step: string): TestResult => ({
  ...passed(step),
  status: "unreached",
  because: "it needs step 7.9.1",
});

const open = (step: string): TestResult => ({
  ...passed(step),
  status: "failed",
  failure: { kind: "todo", step, steps: [], error: "" },
});

/** The lines that are printed of results that came in this order. */
async function printed(...results: TestResult[]): Promise<string[]> {
  await using course = await fixtureCourse();
  const [lesson] = await readLessons(course.root);
  assert(lesson !== undefined);
  const lines: string[] = [];
  const { log } = console;
  console.log = (line: string) => lines.push(line.slice(2, 15));
  try {
    const live = new LiveReport(lesson);
    for (const result of results) live.result(result);
    live.end();
  } finally {
    console.log = log;
  }
  return lines;
}

Deno.test("LiveReport names steps that are to be written, or were not reached, in their order", async () => {
  assertEquals(
    await printed(
      unreached("7.9.3"),
      open("7.9.2"),
      unreached("7.9.2"),
      open("7.9.2"),
      passed("7.9.1"),
    ),
    ["ok      7.9.1", "todo    7.9.2", "-       7.9.3"],
  );
});

Deno.test("LiveReport does not call a step unreached of which a test has run", async () => {
  assertEquals(
    await printed(unreached("7.9.1"), passed("7.9.1"), open("7.9.1")),
    ["ok      7.9.1", "todo    7.9.1"],
  );
});
