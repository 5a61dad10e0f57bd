import { assertEquals } from "@std/assert";
import { touchedSteps } from "../../scripts/selftest/touched.ts";
import { LESSON } from "./fixture/course.ts";

/** A lesson whose steps have a file each: `a.ts`, `b.ts` and `c.ts`. */
const APART = {
  ...LESSON,
  steps: LESSON.steps.map((step, index) => ({
    ...step,
    files: [`${"abc"[index]}.ts`] as [string],
  })),
};

const FILES = new Map([
  ["a.ts", 'import { x } from "./given/x.ts";'],
  ["b.ts", 'new URL("./program.ts", import.meta.url);'],
  ["c.ts", ""],
  ["program.ts", 'import { a } from "./a.ts";'],
  ["given/x.ts", 'import { y } from "../../given/y.ts";'],
  ["../given/y.ts", ""],
]);

Deno.test("touchedSteps() gives the steps whose files name a changed one, by way of others too", () => {
  assertEquals(touchedSteps(APART, FILES, ["a.ts"]), ["7.9.1", "7.9.2"]);
  assertEquals(touchedSteps(APART, FILES, ["program.ts"]), ["7.9.2"]);
  assertEquals(touchedSteps(APART, FILES, ["c.ts"]), ["7.9.3"]);
});

Deno.test("touchedSteps() gives all steps when given code is changed", () => {
  const all = ["7.9.1", "7.9.2", "7.9.3"];
  assertEquals(touchedSteps(APART, FILES, ["given/x.ts"]), all);
  assertEquals(touchedSteps(APART, FILES, ["../given/y.ts"]), all);
});
