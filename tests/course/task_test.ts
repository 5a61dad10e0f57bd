import { assertEquals } from "@std/assert";
import { findTask } from "../../scripts/lesson/task.ts";
import { makeStarter } from "../../scripts/lesson/regions.ts";
import { LESSON, SOLUTION } from "./fixture/course.ts";

function taskIn(text: string | undefined, index = 1) {
  const step = LESSON.steps[index];
  if (step === undefined) throw new RangeError(`There is no step ${index}`);
  return findTask(
    new Map(text === undefined ? [] : [["double.ts", text]]),
    step,
  );
}

const TASK = {
  file: "double.ts",
  line: 11,
  text: "Give twice each of the numbers.",
};

Deno.test("findTask() gives a task's line and text when a starter has it", () => {
  assertEquals(taskIn(makeStarter(SOLUTION)), { ...TASK, line: 9 });
});

Deno.test("findTask() leaves the region mark out when a solution has one", () => {
  assertEquals(taskIn(SOLUTION), TASK);
});

Deno.test("findTask() joins a task's lines when it has several", () => {
  const wrapped = SOLUTION.replace(
    "Give twice each of the numbers.",
    "Give twice each\n  // of the numbers.",
  );
  assertEquals(taskIn(wrapped), TASK);
});

Deno.test("findTask() finds the first place when a step has two", () => {
  const twice = `${SOLUTION}// TODO(7.9.2): Again.\n`;
  assertEquals(taskIn(twice), TASK);
});

Deno.test("findTask() reads lines that end with CRLF when an editor writes them", () => {
  assertEquals(taskIn(SOLUTION.replaceAll("\n", "\r\n")), TASK);
});

Deno.test("findTask() finds nothing when the comment or the file is gone", () => {
  assertEquals(taskIn(SOLUTION.replace("// TODO(7.9.2)", "//")), undefined);
  assertEquals(taskIn(""), undefined);
  assertEquals(taskIn(undefined), undefined);
});
