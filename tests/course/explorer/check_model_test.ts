import { assert, assertEquals, assertMatch, assertThrows } from "@std/assert";
import {
  checkModel,
  type Expectation,
  type Happened,
  type Model,
} from "../../harness/explorer/mod.ts";
import { Story } from "../../harness/story/story.ts";
import { StoryError } from "../../harness/story/story_error.ts";
import { CheckThenSet, NoNotify } from "./algorithms/broken_mutexes.ts";
import { DrepperMutex3 } from "./algorithms/drepper.ts";
import { TestAndSet } from "./algorithms/spin_locks.ts";
import { counters, visitors } from "./models/guarded.ts";

const expected = "Both threads come to their end.";

function failureOf(model: Model, cause?: Expectation["cause"]) {
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
  assertEquals(verdict.cause, undefined);
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
  assertEquals(other.verdict.cause, undefined);
});

Deno.test("checkModel() says of a name that is misspelt no more than that", () => {
  const causeOf = (thread: () => void) =>
    failureOf({ name: "threw", bytes: 4, threads: [thread] }, "It is torn.")
      .verdict.cause;
  const missing = Atomics as unknown as { ad: { (): void; new (): object } };
  for (
    const slip of [
      () => missing.ad(),
      () => void new missing.ad(),
      () => {
        throw new ReferenceError("word is not defined");
      },
    ]
  ) assertMatch(causeOf(slip) ?? "", /^What the message names is not there/);
  const other = () => {
    throw new TypeError("Cannot unlock as it is not locked.");
  };
  assertEquals(causeOf(other), "It is torn.");
});

Deno.test("checkModel() says where a name is that is misspelt", () => {
  const misspells: Model["threads"][number] = (shared) => {
    const words = new Int32Array(shared);
    Atomics.add(words, 0, 1);
    (Atomics as unknown as { ad(words: Int32Array): void }).ad(words);
  };
  const { verdict } = failureOf({
    name: "misspells",
    bytes: 4,
    threads: [misspells],
  });
  const [, added, threw] = verdict.got.match(
    /check_model_test\.ts:(\d+)[^]*throws [^]*check_model_test\.ts:(\d+)/,
  ) ?? [];
  assertEquals(Number(threw), Number(added) + 1, verdict.got);
});

Deno.test("checkModel() lets the test choose the cause from what happened", () => {
  const cause = (happened: Happened) =>
    happened.kind === "deadlock" && happened.neverNotified(0)
      ? { cause: "It wakes nobody.", misconception: "wakes-nobody" }
      : undefined;
  const { verdict } = failureOf(visitors("wrong", NoNotify, 2), cause);
  assertEquals(verdict.misconception, "wakes-nobody");
  const other = failureOf(visitors("wrong", CheckThenSet, 2), cause);
  assertEquals(other.verdict.cause, undefined);
});

Deno.test("checkModel() tells of spinning even if the test says nothing of it", () => {
  for (const cause of [undefined, { race: "It is torn." }]) {
    const { verdict } = failureOf(visitors("spins", TestAndSet, 2), cause);
    assert(verdict.cause?.includes("again and again"));
  }
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

Deno.test("checkModel() says which access of a race is still to come", () => {
  const { verdict } = failureOf({
    name: "race",
    bytes: 4,
    threads: [
      (shared) => void Atomics.add(new Int32Array(shared), 0, 1),
      (shared) => void new Int32Array(shared)[0],
    ],
  });
  const [message] = verdict.got.split("\n");
  assertMatch(message ?? "", /T0 does an atomic add of .*, which is its next/);
});
