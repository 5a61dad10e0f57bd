import { assert, assertEquals, assertThrows } from "@std/assert";
import { checkModel, type Model } from "../../harness/explorer/mod.ts";
import { Story } from "../../harness/story/story.ts";
import { StoryError } from "../../harness/story/story_error.ts";
import { NoNotify } from "./algorithms/broken_mutexes.ts";
import { DrepperMutex3 } from "./algorithms/drepper.ts";
import { counters, visitors } from "./models/guarded.ts";

const expected = "Both threads come to their end.";

function failureOf(model: Model, cause?: string | Record<string, string>) {
  return assertThrows(
    () => checkModel(new Story(), model, { expected, cause }),
    StoryError,
  );
}

Deno.test("checkModel() returns the verdict when nothing breaks the model", () => {
  const story = new Story();
  const model = counters("right", DrepperMutex3, 2, 1);
  assertEquals(checkModel(story, model, { expected }).kind, "complete");
  assert(story.steps[0]?.what.startsWith("2 threads were run in every order"));
  const bounded = { ...model, preemptions: 1 };
  assertEquals(checkModel(story, bounded, { expected }).kind, "bounded");
});

Deno.test("checkModel() fails the story when a schedule breaks the model", () => {
  const { steps, verdict } = failureOf(visitors("wrong", NoNotify, 2));
  assertEquals(steps[0]?.command, "deno task replay wrong:0b1c0a");
  assertEquals(verdict.expected, expected);
  for (
    const part of [
      "T1 sleeps on word 0 (drepper.ts:",
      "wait [0] while 2: sleeps",
      "deno task replay wrong:0b1c0a",
    ]
  ) assert(verdict.got.includes(part), verdict.got);
  assert(verdict.cause?.includes("a notify is missing"));
});

Deno.test("checkModel() names the cause that the test gives", () => {
  const model = visitors("wrong", NoNotify, 2);
  assertEquals(
    failureOf(model, "unlock() wakes nobody.").verdict.cause,
    "unlock() wakes nobody.",
  );
  const byKind = { deadlock: "It wakes nobody.", race: "It is torn." };
  assertEquals(failureOf(model, byKind).verdict.cause, "It wakes nobody.");
  const other = failureOf(model, { race: "It is torn." });
  assert(other.verdict.cause?.includes("a notify is missing"));
});

Deno.test("checkModel() throws the error when a step is still to be written", () => {
  const model: Model = {
    name: "todo",
    bytes: 4,
    threads: [() => {
      throw new Error("TODO(7.4.2)");
    }],
  };
  assertThrows(
    () => checkModel(new Story(), model, { expected }),
    Error,
    "TODO(7.4.2)",
  );
});
