import { assertEquals, assertMatch } from "@std/assert";
import { fileURLToPath } from "node:url";
import { Progress } from "../../scripts/progress/progress.ts";
import type { TestResult } from "../../scripts/runner/result.ts";
import { fixtureCourse, LESSON } from "./fixture/course.ts";

const FILE = ".course/progress.txt";

function result(step: string, status: TestResult["status"]): TestResult {
  return { test: `${step} does it`, step, status, duration: 1, output: "" };
}

function passed(progress: Progress): string[] {
  return LESSON.steps.map(({ step }) => step)
    .filter((step) => progress.passed(step));
}

Deno.test("Progress.read() gives none when there is no file", async () => {
  await using course = await fixtureCourse({}, { frame: false });
  const progress = await Progress.read(course.root);
  assertEquals(passed(progress), []);
  assertEquals(progress.next(LESSON)?.step, "7.9.1");
  assertEquals(progress.of(LESSON), { steps: 0, points: 0 });
  assertEquals(progress.hints("7.9.1"), 0);
});

Deno.test("Progress.record() keeps a step when all its tests pass or are skipped", async () => {
  await using course = await fixtureCourse({}, { frame: false });
  const progress = await Progress.read(course.root);
  await progress.record(LESSON, [
    result("7.9.1", "passed"),
    result("7.9.1", "skipped"),
    result("7.9.2", "passed"),
    result("7.9.2", "failed"),
    result("7.9.3", "unreached"),
  ]);
  const read = await Progress.read(course.root);
  assertEquals(passed(read), ["7.9.1"]);
  assertEquals(read.of(LESSON), { steps: 1, points: 40 });
  assertEquals(read.next(LESSON)?.step, "7.9.2");
});

Deno.test("Progress.record() forgets a step when its tests fail again", async () => {
  await using course = await fixtureCourse({}, { frame: false });
  const progress = await Progress.read(course.root);
  await progress.record(LESSON, [
    result("7.9.1", "passed"),
    result("7.9.2", "passed"),
  ]);
  await progress.record(LESSON, [result("7.9.1", "failed")]);
  assertEquals(passed(await Progress.read(course.root)), ["7.9.2"]);
});

Deno.test("Progress.forget() forgets a lesson's steps and keeps its hints", async () => {
  await using course = await fixtureCourse({}, { frame: false });
  const progress = await Progress.read(course.root);
  await progress.record(LESSON, [
    result("7.9.1", "passed"),
    { ...result("7.8.1", "passed") },
  ]);
  await progress.recordHint("7.9.1");
  await progress.recordHint("7.9.1");
  await progress.forget(LESSON);
  const read = await Progress.read(course.root);
  assertEquals(passed(read), []);
  assertEquals(read.passed("7.8.1"), true);
  assertEquals(read.hints("7.9.1"), 2);
});

Deno.test("Progress writes plain text that explains itself", async () => {
  await using course = await fixtureCourse({}, { frame: false });
  const progress = await Progress.read(course.root);
  await progress.record(LESSON, [
    result("7.9.10", "passed"),
    result("7.9.2", "passed"),
  ]);
  await progress.recordHint("7.9.2");
  await progress.recordHint("7.9.2", 1);
  const text = await Deno.readTextFile(new URL(FILE, course.root));
  assertMatch(text, /^# Your progress\. /);
  assertEquals(
    text.replaceAll(/^#.*\n/gm, ""),
    "7.9 now\n7.9.2 hints 1\n7.9.2 passed\n7.9.10 passed\n",
  );
});

Deno.test("Progress keeps the step that failed last until it passes", async () => {
  await using course = await fixtureCourse({}, { frame: false });
  const progress = await Progress.read(course.root);
  const now = async () => {
    const { failed, lesson } = await Progress.read(course.root);
    return [failed, lesson];
  };
  assertEquals(await now(), [undefined, undefined]);
  await progress.record(LESSON, [result("7.9.2", "failed")], "7.9.2");
  await progress.record(LESSON, [result("7.9.1", "passed")]);
  assertEquals(await now(), ["7.9.2", "7.9"]);
  await progress.record({ ...LESSON, number: "7.8" }, [
    result("7.9.2", "passed"),
  ]);
  assertEquals(await now(), [undefined, "7.8"]);
});

Deno.test("Progress loses nothing when two objects change it in turn", async () => {
  await using course = await fixtureCourse({}, { frame: false });
  const one = await Progress.read(course.root);
  const other = await Progress.read(course.root);
  await one.record(LESSON, [result("7.9.1", "passed")]);
  await other.record(LESSON, [result("7.9.2", "passed")]);
  await one.recordHint("7.9.3");
  const read = await Progress.read(course.root);
  assertEquals(passed(read), ["7.9.1", "7.9.2"]);
  assertEquals(read.hints("7.9.3"), 1);
});

Deno.test("Progress loses nothing when many objects change it at once", async () => {
  await using course = await fixtureCourse({}, { frame: false });
  const steps = Array.from({ length: 20 }, (_, index) => `7.9.${index + 1}`);
  await Promise.all(steps.map(async (step) => {
    const progress = await Progress.read(course.root);
    await progress.record(LESSON, [result(step, "passed")]);
  }));
  const read = await Progress.read(course.root);
  assertEquals(steps.filter((step) => !read.passed(step)), []);
});

Deno.test("Progress loses nothing when processes change it at once", async () => {
  await using course = await fixtureCourse();
  const program = `
    const { Progress } = await import("./scripts/progress/progress.ts");
    for (let n = 1; n <= 20; n++) {
      const progress = await Progress.read(new URL("./", Deno.mainModule));
      await progress.recordHint("7.9.1");
      await progress.recordHint(\`7.\${Deno.args[0]}.\${n}\`);
    }`;
  await Deno.writeTextFile(new URL("change.ts", course.root), program);
  const entry = fileURLToPath(new URL("change.ts", course.root));
  const runs = await Promise.all(
    ["1", "2"].map((lesson) =>
      new Deno.Command(Deno.execPath(), {
        args: ["run", "--no-check", "-A", entry, lesson],
        cwd: course.root,
      }).output()
    ),
  );
  assertEquals(runs.map(({ code }) => code), [0, 0]);
  const read = await Progress.read(course.root);
  for (const lesson of ["1", "2"]) {
    for (let n = 1; n <= 20; n++) {
      assertEquals(read.hints(`7.${lesson}.${n}`), 1);
    }
  }
  assertEquals(read.hints("7.9.1"), 40);
});

Deno.test("Progress.read() takes what it can when the file is damaged", async () => {
  await using course = await fixtureCourse({
    [FILE]:
      "7.9.1 passed\r\n7.9.2 pas\n\0\0\n7.9.1 hints -3\n7.9.2 hints many\n7.9.3 hints 2\n7.9.3 passed by me\nnonsense",
  }, { frame: false });
  const progress = await Progress.read(course.root);
  assertEquals(passed(progress), ["7.9.1"]);
  assertEquals(progress.hints("7.9.1"), 0);
  assertEquals(progress.hints("7.9.2"), 0);
  assertEquals(progress.hints("7.9.3"), 2);
});
