import { assertEquals, assertExists } from "@std/assert";
import { join } from "node:path";
import { grade } from "../../../scripts/grade/grade.ts";
import { DEFAULT_LIMITS } from "../../../scripts/grade/sandbox/limits.ts";
import { noSandbox } from "../../../scripts/grade/sandbox/none.ts";
import { findSubmissions } from "../../../scripts/grade/submissions/find.ts";
import {
  readSolution,
  startersOf,
  writeFiles,
} from "../../../scripts/lesson/files.ts";
import { findLesson } from "../../../scripts/lesson/find.ts";
import { readLessons } from "../../../scripts/lesson/manifest.ts";
import { runTests } from "../../../scripts/runner/run_tests.ts";
import { mutate, readWrongVersions } from "../../../scripts/selftest/cases.ts";
import { COURSE, fixtureCourse, LESSON } from "../fixture/course.ts";
import { gradeClass, OPTIONS, writeClass } from "./class.ts";
import { HONEST } from "./honest.ts";
import { SOLVED } from "./hostile/attack.ts";
import { sandbox } from "./sandbox.ts";

/** What "adds one" shows, by the step. */
const FIRST: Record<string, string> = { "7.9.1": "no-product" };

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
    for (const { step, misconception } of lesson?.steps ?? []) {
      const own = tests.find((test) => test.step === step);
      assertEquals(misconception, own?.misconception, `${name} ${step}`);
      if (name === "adds one") assertEquals(misconception?.id, FIRST[step]);
    }
  }
});

Deno.test({
  name: "grade() runs what failed a second time",
  ignore: Deno.build.os === "windows",
  fn: async () => {
    const told: number[][] = [];
    const mark = await Deno.makeTempDir({ prefix: "course-mark-" });
    // Dies in its first run, and leaves word of that where no sandbox is.
    const dying = `try {
  Deno.removeSync(${JSON.stringify(join(mark, "first"))});
  Deno.kill(Deno.pid, "SIGKILL");
} catch {}`;
    await using submitted = await writeClass([
      { name: "complete", top: dying, bodies: SOLVED, expected: {} },
      { name: "starter", expected: {} },
    ]);
    const run = async (once: boolean) => {
      await Deno.writeTextFile(join(mark, "first"), "");
      const { submissions } = await gradeClass(
        submitted.folder,
        noSandbox("a test"),
        { once, onSecondRuns: (...counts) => told.push(counts) },
      );
      return submissions.map(({ points }) => points);
    };
    assertEquals(await run(false), [100, 0]);
    assertEquals(await run(true), [0, 0]);
    // What is not written yet is not run again.
    assertEquals(told, [[1, 1], [0, 0]]);
    await Deno.remove(mark, { recursive: true });
  },
});

Deno.test("grade() tells what it could not read, and grades the others", async () => {
  await using course = await fixtureCourse();
  const folder = await Deno.makeTempDir({ prefix: "course-empty-" });
  const report = await grade(course.root, {
    ...OPTIONS,
    submissions: [
      { name: "gone", kind: "folder", path: join(folder, "gone") },
      { name: "empty", kind: "folder", path: folder },
    ],
    sandbox,
  });
  assertEquals(
    report.submissions.map(({ lessons: [lesson] }) => [
      lesson?.status,
      lesson?.message.replace(join(folder, "gone"), "…"),
    ]),
    [
      [
        "unreadable",
        "It cannot be read to its end (ENOENT: no such file or directory, lstat '…'), and files of this lesson are missing. Nothing was found.",
      ],
      [
        "missing",
        "No file of this lesson was handed in. Nothing was found.",
      ],
    ],
  );
  await Deno.remove(folder);
});

/** A wrong version of each lesson that only a spy of the tests sees. */
const SPIED: Record<string, string> = {
  "7.1": "the time for SIGTERM grows by the grace",
  "7.2": "a thread may take half a second to end",
  "7.3": "a timer asks for a free channel",
  "7.4": "mutex: waits by Atomics.waitAsync()",
  "7.5": "each event of a turn sets a timer",
};

for (const [number, spied] of Object.entries(SPIED)) {
  Deno.test(`grade() gives the solution of lesson ${number} all of its points, and names what a spy sees`, async () => {
    const lesson = findLesson(await readLessons(COURSE), number);
    const folder = await Deno.makeTempDir({ prefix: "course-real-" });
    const solution = await readSolution(COURSE, lesson);
    const { mutants } = await readWrongVersions(COURSE, lesson);
    const mutant = mutants.find(({ name }) => name === spied);
    assertExists(mutant);
    for (
      const [name, files] of [
        ["solution", solution],
        ["starter", startersOf(solution)],
        ["wrong", mutate(solution, mutant)],
      ] as const
    ) {
      await writeFiles(
        new URL(`file://${folder}/${name}/lessons/${lesson.folder}/`),
        files,
      );
    }
    const report = await grade(COURSE, {
      ...{ ...OPTIONS, lessons: [lesson], once: false },
      submissions: await findSubmissions(folder),
      sandbox,
      limits: DEFAULT_LIMITS,
    });
    await Deno.remove(folder, { recursive: true });
    const [right, starter, wrong] = report.submissions;
    assertEquals([right?.points, starter?.points], [100, 0]);
    const step = wrong?.lessons[0]?.steps.find(({ step }) =>
      step === mutant.step
    );
    assertEquals(step?.misconception?.id, mutant.shows);
  });
}
