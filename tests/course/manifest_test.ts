import { assertEquals, assertThrows } from "@std/assert";
import { CourseError } from "../../scripts/terminal/errors.ts";
import {
  parseLesson,
  readLessons,
  stepOfTest,
} from "../../scripts/lesson/manifest.ts";
import { fixtureCourse, LESSON, LESSON_JSON } from "./fixture/course.ts";

const FOLDER = "7.9-doubling";

Deno.test("parseLesson() gives the lesson when its text is right", () => {
  const { number, title, minutes, folder, steps } = parseLesson(
    LESSON_JSON,
    FOLDER,
  );
  assertEquals({ number, title, minutes, folder }, {
    number: "7.9",
    title: "Doubling",
    minutes: 10,
    folder: FOLDER,
  });
  assertEquals(steps.map(({ step, needs }) => [step, ...needs]), [
    ["7.9.1"],
    ["7.9.2", "7.9.1"],
    ["7.9.3", "7.9.2"],
  ]);
});

const LESSON_WRONG: [field: string, value: unknown, wanted: string][] = [
  ["number", "7.8", '"number": "7.9"'],
  ["number", 7.9, '"number": "7.9"'],
  ["title", "", '"title", a text'],
  ["minutes", "ten", '"minutes", a whole number'],
  ["minutes", 1.5, '"minutes", a whole number'],
  ["steps", {}, '"steps", a list'],
  ["steps", LESSON.steps.slice(0, 2), "points that sum to 100, not 80"],
  ["steps", [], "points that sum to 100, not 0"],
];

for (const [field, value, wanted] of LESSON_WRONG) {
  Deno.test(`parseLesson() throws when "${field}" is ${JSON.stringify(value).slice(0, 30)}`, () => {
    const text = JSON.stringify({ ...LESSON, [field]: value });
    assertEquals(
      assertThrows(() => parseLesson(text, FOLDER), CourseError).message,
      `solutions/7.9-doubling/lesson.json must have ${wanted}.`,
    );
  });
}

const STEP_WRONG: [field: string, value: unknown, wanted: string][] = [
  ["step", "7.9.3", '"step": "7.9.2"'],
  ["title", 5, '"title", a text'],
  ["files", undefined, '"files", one file name or more'],
  ["files", [], '"files", one file name or more'],
  ["read", "given/half.ts", '"read", up to three paths'],
  ["read", ["a", "b", "c", "d"], '"read", up to three paths'],
  ["points", -40, '"points", a whole number'],
  ["minutes", 0, '"minutes", a whole number'],
  ["needs", "7.9.1", '"needs", a list of steps'],
  ["needs", ["7.9.2"], '"needs" with earlier steps only'],
  ["needs", ["7.9.3"], '"needs" with earlier steps only'],
  ["needs", ["7.8.1"], '"needs" with earlier steps only'],
  ["needs", ["nothing"], '"needs" with earlier steps only'],
  ["hints", ["only one"], '"hints", two or more'],
  ["hints", ["one", ""], '"hints", two or more'],
];

for (const [field, value, wanted] of STEP_WRONG) {
  Deno.test(`parseLesson() throws when a step's "${field}" is ${JSON.stringify(value)}`, () => {
    const steps = LESSON.steps.map((step, index) =>
      index === 1 ? { ...step, [field]: value } : step
    );
    const text = JSON.stringify({ ...LESSON, steps });
    assertEquals(
      assertThrows(() => parseLesson(text, FOLDER), CourseError).message,
      `solutions/7.9-doubling/lesson.json, step 7.9.2, must have ${wanted}.`,
    );
  });
}

Deno.test("parseLesson() names the file when it is no JSON", () => {
  const { message } = assertThrows(
    () => parseLesson("{", FOLDER),
    CourseError,
  );
  assertEquals(
    message.split(":")[0],
    "solutions/7.9-doubling/lesson.json is no JSON",
  );
  assertThrows(() => parseLesson("[]", FOLDER), CourseError, "an object");
});

Deno.test("parseLesson() takes ten steps and more when they are in order", () => {
  const steps = Array.from({ length: 20 }, (_, index) => ({
    ...LESSON.steps[0],
    step: `7.9.${index + 1}`,
    points: 5,
    needs: index === 0 ? [] : [`7.9.${index}`],
  }));
  const text = JSON.stringify({ ...LESSON, steps });
  assertEquals(parseLesson(text, FOLDER).steps.length, 20);
});

Deno.test("readLessons() gives the lessons in order when folders are read in any", async () => {
  const json = (number: string) => LESSON_JSON.replaceAll("7.9", number);
  await using course = await fixtureCourse({
    "solutions/7.10-last/lesson.json": json("7.10"),
    "solutions/7.2-first/lesson.json": json("7.2"),
    "solutions/7.3-not-yet/notes.md": "No lesson.json, so no lesson.",
  }, { frame: false });
  assertEquals(
    (await readLessons(course.root)).map(({ number }) => number),
    ["7.2", "7.9", "7.10"],
  );
});

Deno.test("stepOfTest() gives the number when the name starts with one", () => {
  assertEquals(stepOfTest("7.9.12 thing does it"), "7.9.12");
  assertEquals(stepOfTest("7.9 thing does it"), undefined);
  assertEquals(stepOfTest("7.9.1: thing does it"), undefined);
  assertEquals(stepOfTest("thing 7.9.1 does it"), undefined);
});
