import { assertEquals } from "@std/assert";
import {
  type Failure,
  firstToTell,
  type TestResult,
} from "../../scripts/runner/result.ts";

const LEFT_OPEN: Failure = { kind: "deno", steps: [], message: "Leaks" };
const CHECKED: Failure = {
  kind: "story",
  steps: [],
  verdict: { expected: "the end comes", got: "it does not" },
};
const misconception = { id: "never-closes", says: "Close it.", text: "#close" };

/** A failed test of a step. */
const failed = (step: string, rest: Partial<TestResult>): TestResult => ({
  test: `${step} fails`,
  step,
  status: "failed",
  duration: 1,
  output: "",
  ...rest,
});

Deno.test("firstToTell() gives the named failure of the first step that has one", () => {
  const unnamed = failed("7.1.2", { failure: CHECKED });
  const named = failed("7.1.2", { failure: CHECKED, misconception });
  const later = failed("7.1.3", { failure: CHECKED, misconception });
  assertEquals(firstToTell([unnamed, named, later]), named);
  assertEquals(firstToTell([unnamed, later]), unnamed);
});

Deno.test("firstToTell() gives a later step's named failure before what is left open", () => {
  const left = failed("7.1.2", { failure: LEFT_OPEN });
  const unnamed = failed("7.1.3", { failure: CHECKED });
  const later = failed("7.1.3", { failure: CHECKED, misconception });
  assertEquals(firstToTell([left, unnamed, later]), later);
  assertEquals(firstToTell([left, unnamed]), left);
});
