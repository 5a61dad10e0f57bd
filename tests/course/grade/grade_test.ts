import { assertEquals, assertRejects } from "@std/assert";
import { join } from "node:path";
import { Journal } from "../../../scripts/grade/journal.ts";
import { mergeReports } from "../../../scripts/grade/merge.ts";
import { jsonReport } from "../../../scripts/grade/report/json.ts";
import type { GradeReport } from "../../../scripts/grade/report/report.ts";
import { grade } from "../../../scripts/grade/grade.ts";
import {
  chooseSandbox,
  whyNoBwrap,
} from "../../../scripts/grade/sandbox/choose.ts";
import { DEFAULT_LIMITS } from "../../../scripts/grade/sandbox/limits.ts";
import { noSandbox } from "../../../scripts/grade/sandbox/none.ts";
import type { Sandbox } from "../../../scripts/grade/sandbox/sandbox.ts";
import { findSubmissions } from "../../../scripts/grade/submissions/find.ts";
import { readSolution, startersOf } from "../../../scripts/lesson/files.ts";
import { findLesson } from "../../../scripts/lesson/find.ts";
import { readLessons } from "../../../scripts/lesson/manifest.ts";
import { writeFiles } from "../../../scripts/lesson/write_files.ts";
import { runTests } from "../../../scripts/runner/run_tests.ts";
import { UsageError } from "../../../scripts/terminal/usage_error.ts";
import { COURSE, fixtureCourse, LESSON } from "../fixture/course.ts";
import { gradeClass, writeClass } from "./class.ts";
import { type Attack, SOLVED, UNWRITTEN } from "./hostile/attack.ts";

const sandbox = await chooseSandbox("auto");

/** Submissions of every honest kind. */
const HONEST: Attack[] = [
  { name: "complete", bodies: SOLVED, expected: {} },
  { name: "starter", expected: {} },
  {
    name: "half done",
    bodies: [SOLVED[0], UNWRITTEN[1], UNWRITTEN[2]],
    expected: {},
  },
  {
    name: "wrong",
    bodies: [SOLVED[0], "return numbers.slice(1);", SOLVED[2]],
    expected: {},
  },
  {
    name: "leaky",
    bodies: [
      SOLVED[0],
      SOLVED[1],
      'Deno.listen({ hostname: "127.0.0.1", port: 0 }); return 8;',
    ],
    expected: {},
  },
  {
    name: "throws at import",
    top: 'throw new Error("at import");',
    bodies: SOLVED,
    expected: {},
  },
];

function withoutTimes(report: GradeReport): string {
  return jsonReport(report).replaceAll(/"duration": \d+/g, '"duration": 0');
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

Deno.test("grade() gives what the learner's own run says", async () => {
  await using submitted = await writeClass(HONEST);
  const report = await gradeClass(submitted.folder, noSandbox("a test"));
  for (const { name, lessons: [lesson] } of report.submissions) {
    const path = "lessons/7.9-doubling/double.ts";
    await using course = await fixtureCourse({
      [path]: await Deno.readTextFile(join(submitted.folder, name, path)),
    });
    const { tests } = await runTests(course.root, LESSON);
    const passed = LESSON.steps.filter(({ step }) => {
      const own = tests.filter((test) => test.step === step);
      return own.length > 0 && own.every(({ status }) => status === "passed");
    });
    assertEquals(
      lesson?.steps.filter(({ status }) => status === "passed")
        .map(({ step }) => step),
      passed.map(({ step }) => step),
      name,
    );
  }
});

Deno.test("grade() goes on where it was interrupted", async () => {
  await using submitted = await writeClass(HONEST.slice(0, 3));
  await using course = await fixtureCourse();
  const abort = new AbortController();
  const run = async (resume: boolean, signal: AbortSignal) =>
    await grade(course.root, {
      lessons: [LESSON],
      submissions: await findSubmissions(submitted.folder),
      sandbox,
      limits: DEFAULT_LIMITS,
      loadLimit: 30_000,
      jobs: 1,
      shard: { part: 1, of: 1 },
      journal: await Journal.open(course.root, { resume }),
      signal,
      onProgress: (done) => {
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

Deno.test("chooseSandbox() says that bubblewrap cannot be used", async () => {
  const why = await whyNoBwrap();
  if (why === undefined) {
    assertEquals((await chooseSandbox("bwrap")).kind, "bwrap");
  } else {
    await assertRejects(() => chooseSandbox("bwrap"), UsageError, why);
  }
});

Deno.test("findSubmissions() says that there is nothing to grade", async () => {
  const folder = await Deno.makeTempDir();
  await assertRejects(() => findSubmissions(folder), UsageError, "no folder");
  await Deno.remove(folder);
  await assertRejects(() => findSubmissions(folder), UsageError, "no such");
  await Deno.writeTextFile(folder, "");
  await assertRejects(() => findSubmissions(folder), UsageError, "no folder");
  await Deno.remove(folder);
});

Deno.test("findSubmissions() gives each its own name, always the same", async () => {
  const folder = await Deno.makeTempDir();
  for (const name of ["ada", "ada (2)"]) await Deno.mkdir(join(folder, name));
  for (const name of ["ada.zip", "ada.tgz", "roster.xlsx"]) {
    await Deno.writeTextFile(join(folder, name), "");
  }
  const leftOut: string[] = [];
  const found = await findSubmissions(folder, leftOut);
  await Deno.remove(folder, { recursive: true });
  assertEquals(found.map(({ name }) => name), [
    "ada",
    "ada (2)",
    "ada (3)",
    "ada (4)",
  ]);
  assertEquals(leftOut, ["roster.xlsx"]);
});

Deno.test({
  name: "grade() runs what failed a second time",
  ignore: Deno.build.os === "windows",
  fn: async () => {
    await using submitted = await writeClass(HONEST.slice(0, 2));
    const told: number[][] = [];
    const run = async (once: boolean) => {
      let runs = 0;
      // The first run is asked for the tests' names; the second one is killed.
      const killing: Sandbox = {
        ...sandbox,
        launch: async (run) => {
          const launch = await sandbox.launch(run);
          return ++runs === 2
            ? { ...launch, command: "/bin/sh", args: ["-c", "kill -9 $$"] }
            : launch;
        },
      };
      const { submissions } = await gradeClass(submitted.folder, killing, {
        once,
        jobs: 1,
        onSecondRuns: (...counts) => told.push(counts),
      });
      return submissions.map(({ points }) => points);
    };
    assertEquals(await run(false), [100, 0]);
    assertEquals(await run(true), [0, 0]);
    // What is not written yet is not run again.
    assertEquals(told, [[1, 1], [0, 0]]);
  },
});

Deno.test("grade() tells what it could not read, and grades the others", async () => {
  await using course = await fixtureCourse();
  const report = await grade(course.root, {
    lessons: [LESSON],
    submissions: [
      {
        name: "locked",
        read: () => Promise.reject(new Deno.errors.PermissionDenied("no")),
      },
      {
        name: "empty",
        read: () => Promise.resolve({ files: new Map(), findings: [] }),
      },
    ],
    sandbox,
    limits: DEFAULT_LIMITS,
    loadLimit: 30_000,
    jobs: 1,
    shard: { part: 1, of: 1 },
    signal: new AbortController().signal,
  });
  assertEquals(
    report.submissions.map(({ lessons: [lesson] }) => [
      lesson?.status,
      lesson?.message,
    ]),
    [
      ["error", "It could not be read: no"],
      ["missing", "No file of this lesson was handed in."],
    ],
  );
});

Deno.test("grade() gives a real lesson's solution all of its points", async () => {
  const lesson = findLesson(await readLessons(COURSE), "7.4");
  const folder = await Deno.makeTempDir({ prefix: "course-real-" });
  const solution = await readSolution(COURSE, lesson);
  for (
    const [name, files] of [
      ["solution", solution],
      ["starter", startersOf(solution)],
    ] as const
  ) {
    await writeFiles(
      new URL(`file://${folder}/${name}/lessons/${lesson.folder}/`),
      files,
    );
  }
  const report = await grade(COURSE, {
    lessons: [lesson],
    submissions: await findSubmissions(folder),
    sandbox,
    limits: DEFAULT_LIMITS,
    loadLimit: 60_000,
    jobs: 2,
    shard: { part: 1, of: 1 },
    signal: new AbortController().signal,
  });
  await Deno.remove(folder, { recursive: true });
  assertEquals(report.submissions.map(({ points }) => points), [100, 0]);
});
