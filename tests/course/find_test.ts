import { assertEquals, assertThrows } from "@std/assert";
import { findLesson, findStep } from "../../scripts/lesson/find.ts";
import { UsageError } from "../../scripts/terminal/errors.ts";
import { LESSON } from "./fixture/course.ts";

const OTHER = { ...LESSON, number: "7.10", steps: [] };
const LESSONS = [LESSON, OTHER];

Deno.test("findLesson() gives the lesson when its number is right", () => {
  assertEquals(findLesson(LESSONS, "7.10"), OTHER);
});

Deno.test("findLesson() lists the lessons when there is none of that number", () => {
  assertEquals(
    assertThrows(() => findLesson(LESSONS, "7.1"), UsageError).message,
    'There is no lesson "7.1": the lessons are 7.9, 7.10.',
  );
});

Deno.test("findStep() gives the step and its lesson when its number is right", () => {
  assertEquals(findStep(LESSONS, "7.9.2"), {
    lesson: LESSON,
    step: LESSON.steps[1],
  });
});

Deno.test("findStep() lists the steps when the lesson has none of that number", () => {
  assertEquals(
    assertThrows(() => findStep(LESSONS, "7.9.4"), UsageError).message,
    "There is no step 7.9.4 in lesson 7.9: it has the steps 7.9.1 to 7.9.3.",
  );
});
