import { equal } from "@std/assert";
import { delay } from "@std/async";
import { poolThread } from "../../lessons/7.3-thread-pool/pool_thread.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { type Id, means } from "./misconceptions.ts";
import { FakeDesk } from "./pool/fake_desk.ts";
import { didAs, type LoopRun, runLoop } from "./pool/run_loop.ts";

/** What was reported, and how the loop ended. */
function reports({ did, ...end }: LoopRun): LoopRun {
  return { did: did.filter((step) => /^(succeed|fail)/.test(step)), ...end };
}

/** What it shows if each task was reported as it had ended, but not with what. */
function changed(did: readonly string[], right: string[]): Id | undefined {
  const ends = (steps: readonly string[]) =>
    steps.map((step) => step.split(" with ", 1)[0]);
  return equal(ends(did), ends(right)) ? "changes-what-it-reports" : undefined;
}

/** Tasks of which the second throws, or rejects. */
const bad = (kind: string) => (task: number) => {
  const error = new RangeError(`bad ${task}`);
  if (task !== 1) return task;
  if (kind === "throws") throw error;
  return Promise.reject(error);
};

/** Whether the loop goes on when a task's promise rejects. */
function survivesRejections(): Promise<boolean> {
  const desk = new FakeDesk(bad("rejects"), 3);
  const ended = poolThread(desk, desk).then(() => true, () => false);
  return Promise.race([ended, delay(0).then(() => false)]);
}

lessonTest(
  "7.3.4 poolThread reports an error in a task and goes on",
  async (story: Story) => {
    for (const kind of ["throws", "rejects"]) {
      const run = await runLoop(story, bad(kind), 3);
      const survives = run.thrown !== undefined && await survivesRejections();
      story.holds(run.did.indexOf("run 1") === run.did.lastIndexOf("run 1"), {
        expected: `a task that ${kind} runs once, as any other`,
        got: `the thread did: ${run.did.join(", ")}`,
        ...means("does-it-twice"),
      });
      const right = [
        "succeed 0 with 0",
        "fail 1 with RangeError: bad 1",
        "succeed 2 with 2",
      ];
      didAs(
        story,
        reports(run),
        right,
        `three tasks of which the second ${kind}`,
        ({ did, thrown }) =>
          thrown !== undefined
            ? `${thrown.error}` !== "RangeError: bad 1"
              ? undefined
              : kind === "throws"
              ? survives
                ? "what-is-thrown-at-once-is-not-caught"
                : "task-errors-are-not-caught"
              : "rejections-fly-past-the-catch"
            : did.at(-1) === "fail 1 with RangeError: bad 1"
            ? "an-error-ends-the-thread"
            : did.some((step) => step.startsWith("succeed 1"))
            ? did.some((step) => step.startsWith("fail 1"))
              ? "succeeds-after-failing"
              : undefined
            : did.some((step) => step.startsWith("fail 1")) &&
                did.some((step) => step.startsWith("fail 2"))
            ? "a-failure-stays"
            : did.some((step) => step.startsWith("fail 1"))
            ? changed(did, right)
            : "swallows-task-errors",
      );
    }
  },
);

lessonTest(
  "7.3.4 poolThread reports errors of every kind",
  async (story: Story) => {
    const errors = [
      new TypeError("bad"),
      new DOMException("stopped", "AbortError"),
      new Deno.errors.Interrupted("broken off"),
    ];
    const run = await runLoop(story, (task) => {
      throw errors[task];
    }, errors.length);
    didAs(
      story,
      reports(run),
      errors.map((error, task) => `fail ${task} with ${error}`),
      "tasks that throw a TypeError, an AbortError and an Interrupted",
      ({ did, thrown }) =>
        did[0] === "fail 0 with TypeError: bad" &&
          (thrown !== undefined || did.length < errors.length)
          ? "only-some-errors-are-caught"
          : undefined,
    );
  },
);

lessonTest(
  "7.3.4 poolThread reports an error that a task returns as its result",
  async (story: Story) => {
    const run = await runLoop(
      story,
      (task) => new RangeError(`made ${task}`),
      1,
    );
    didAs(
      story,
      reports(run),
      ["succeed 0 with RangeError: made 0"],
      "a task that returns an error and throws none",
      ({ did }) =>
        did.includes("fail 0 with RangeError: made 0")
          ? "returned-errors-fail"
          : undefined,
    );
  },
);

lessonTest(
  "7.3.4 poolThread reports results and errors that are nothing",
  async (story: Story) => {
    for (const value of [undefined, null, 0, "", false, NaN]) {
      const run = await runLoop(story, (task) => {
        if (task === 1) throw value;
        return task === 2 ? Promise.reject(value) : value;
      }, 4);
      const told = value === "" ? "an empty text" : `${value}`;
      const right = [
        `succeed 0 with ${value}`,
        `fail 1 with ${value}`,
        `fail 2 with ${value}`,
        `succeed 3 with ${value}`,
      ];
      didAs(
        story,
        reports(run),
        right,
        `four tasks of which the first and the last return ${told} and the others throw it`,
        ({ did, thrown }) =>
          thrown !== undefined
            ? undefined
            : !did.some((step) => step.startsWith("fail")) &&
                did.some((step) => step.startsWith("succeed 3"))
            ? "falsy-errors-are-none"
            : did.some((step) => step.startsWith("fail 2")) &&
                !did.some((step) => step.startsWith("succeed"))
            ? "falsy-results-are-none"
            : changed(did, right),
      );
    }
  },
);

lessonTest(
  "7.3.4 poolThread reports an error if the result cannot be reported",
  async (story: Story) => {
    const run = await runLoop(story, (task) => task === 0 ? () => {} : task, 2);
    didAs(
      story,
      reports(run),
      ["fail 0 with Error: it cannot be cloned", "succeed 1 with 1"],
      "two tasks of which the first returns a function, which cannot be cloned",
      ({ thrown }) =>
        `${thrown?.error}`.includes("it cannot be cloned")
          ? "reports-outside-of-the-try"
          : undefined,
    );
  },
);

lessonTest(
  "7.3.4 poolThread takes no more tasks when the pool has given it up",
  async (story: Story) => {
    const { did, ...end } = await runLoop(story, (task) => task, 2, {
      givenUp: true,
    });
    didAs(
      story,
      { did: did.slice(3), ...end },
      ["fail 0 with Error: given up", "threw Error: given up"],
      "a pool that has given the thread up, so that succeed() and fail() throw",
      ({ did, thrown }) =>
        thrown === undefined && did.includes("pop 1")
          ? "swallows-what-fail-throws"
          : undefined,
    );
  },
);
