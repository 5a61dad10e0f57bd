import { assertEquals, assertStringIncludes } from "@std/assert";
import { makeStarter } from "../../scripts/lesson/regions.ts";
import { editText } from "../../scripts/report/edit_text.ts";
import { closingText } from "../../scripts/report/lesson_report.ts";
import type { Failure, TestResult } from "../../scripts/runner/result.ts";
import { LESSON, SOLUTION } from "./fixture/course.ts";

const STARTER = makeStarter(SOLUTION);
const FOLDER = "lessons/7.9-doubling";

/** The lesson with more files, one of them given, and things to read first. */
const WIDER = {
  ...LESSON,
  steps: LESSON.steps.map((step) => ({
    ...step,
    files: ["double.ts", "other.ts"] as [string, ...string[]],
    read: ["given/numbers.ts", "../given/words.ts"],
  })),
};

/** What is told after a test of step 7.9.2 failed, as pairs of label and text. */
function told(
  failure: Failure,
  mine = SOLUTION,
  test = "7.9.2 it doubles",
  misconception?: TestResult["misconception"],
): string[] {
  const others = [
    ["other.ts", ""],
    ["earlier.ts", ""],
    ["given/numbers.ts", ""],
  ] as const;
  return editText({
    lesson: WIDER,
    files: new Map([["double.ts", mine], ...others]),
    starters: new Map([["double.ts", STARTER], ...others]),
  }, {
    test,
    step: "7.9.2",
    status: "failed",
    duration: 1,
    output: "",
    failure,
    ...(misconception && { misconception }),
  }).flatMap((text) => text.split("\n").map((line) => line.trim()));
}

function got(text: string, site?: readonly string[]): Failure {
  return {
    kind: "story",
    steps: [],
    verdict: { expected: "", got: text, cause: "", site },
  };
}

const TASK = "Task      7.9.2 Step 2: Give twice each of the numbers.";

Deno.test("editText() names the step's own files when its mistake is known, wherever it came to light", () => {
  const thrown = got(`it rejected (${FOLDER}/earlier.ts:3)`);
  const test = "7.9.2 none of the tasks";
  assertEquals(
    told(thrown, SOLUTION, test)[0],
    `Edit      ${FOLDER}/earlier.ts:3`,
  );
  assertEquals(
    told(thrown, SOLUTION, test, { id: "a", says: "b", text: "c" })
      .slice(0, 2),
    [`Edit      ${FOLDER}/double.ts:11`, `${FOLDER}/other.ts`],
  );
});

Deno.test("editText() names what to read and every file when a step is not written", () => {
  const error =
    `Error: TODO(7.9.2)\n    at x (file:///c/${FOLDER}/double.ts:10:9)`;
  assertEquals(
    told({ kind: "todo", step: "7.9.2", steps: [], error }, STARTER),
    [
      `Read      ${FOLDER}/given/numbers.ts`,
      "lessons/given/words.ts",
      `Edit      ${FOLDER}/double.ts:9`,
      `${FOLDER}/other.ts`,
      TASK,
    ],
  );
});

Deno.test("editText() names the first line of the learner's that a stack names", () => {
  const error = `TypeError: odd
    at given (file:///c/${FOLDER}/given/numbers.ts:1:1)
    at double (file:///c/${FOLDER}/double.ts:13:9)
    at other (file:///c/${FOLDER}/other.ts:1:1)`;
  assertEquals(
    told({ kind: "threw", steps: [], error }, SOLUTION),
    [`Edit      ${FOLDER}/double.ts:13`, TASK],
  );
});

Deno.test("editText() names the last line of a schedule in each of the step's files", () => {
  const schedule = `T0                T1
    load [0] = 1
     double.ts:12
                      store [0] ← 1
                       other.ts:3, in numbers.ts:1
    write [1] ← 2
     double.ts:13
                      models/other.ts:99`;
  assertEquals(
    told(got(schedule)),
    [`Edit      ${FOLDER}/double.ts:13`, `${FOLDER}/other.ts:3`, TASK],
  );
});

Deno.test("editText() picks no line of a schedule through several tasks whose mistake is not known", () => {
  const source = `export function put(): void {
  // TODO(7.9.2): Put it in.
  wake();
}

export function take(): void {
  // TODO(7.9.2): Take it out.
  sleep();
}
`;
  const edited = {
    lesson: LESSON,
    files: new Map([["double.ts", source]]),
    starters: new Map([["double.ts", source.replaceAll(/\w+\(\);/g, "")]]),
  };
  const schedule = "asleep\n\n  T0\n  double.ts:3\n  double.ts:8";
  const verdict = { expected: "", got: schedule };
  for (
    const [cause, line, task] of [
      [undefined, "", "Put it in.\nOr: Take it out."],
      ["a loop", ":8", "Take it out."],
    ] as const
  ) {
    const failure: Failure = {
      kind: "story",
      steps: [],
      verdict: cause === undefined ? verdict : { ...verdict, cause },
    };
    assertEquals(
      editText(edited, {
        test: "7.9.2 it doubles",
        step: "7.9.2",
        status: "failed",
        duration: 1,
        output: "",
        failure,
      }).join("\n").replaceAll(/\n +/g, "\n").trim(),
      `Edit      ${FOLDER}/double.ts${line}\nTask      7.9.2 Step 2: ${task}`,
    );
  }
});

Deno.test("editText() names every file of the step when nothing names a place", () => {
  assertEquals(
    told(got("3")),
    [`Edit      ${FOLDER}/double.ts:11`, `${FOLDER}/other.ts`, TASK],
  );
});

Deno.test("editText() names what the test is about when nothing else names a place", () => {
  assertEquals(
    told(got("3"), SOLUTION, "7.9.2 doubleAll() doubles"),
    [`Edit      ${FOLDER}/double.ts:11`, TASK],
  );
});

Deno.test("editText() leaves tasks out when the mistake is said and several could be meant", () => {
  const edited = {
    lesson: LESSON,
    files: new Map([["double.ts", SOLUTION]]),
    starters: new Map([["double.ts", `${STARTER}// TODO(7.9.2): More.\n`]]),
  };
  const result: TestResult = {
    test: "7.9.2 it doubles",
    step: "7.9.2",
    status: "failed",
    duration: 1,
    output: "",
    failure: got("3"),
    misconception: { id: "x", says: "", text: "" },
  };
  const [, named] = editText(edited, result);
  assertEquals(named?.trim(), "Task      7.9.2 Step 2");
});

Deno.test("editText() does not send to a later step when its throw was reached", () => {
  const error =
    `Error: TODO(7.9.3)\n    at x (file:///c/${FOLDER}/double.ts:20:9)`;
  assertEquals(
    told({ kind: "todo", step: "7.9.3", steps: [], error }),
    [
      `Read      ${FOLDER}/given/numbers.ts`,
      "lessons/given/words.ts",
      `Edit      ${FOLDER}/double.ts`,
      `${FOLDER}/other.ts`,
      "Task      7.9.2 Step 2",
    ],
  );
});

Deno.test("editText() names the code that a misconception is about, before all else", () => {
  const source = `/** The queue. */
export class Queue {
  put(): void {
    // TODO(7.9.2): Wake one.
    wake();
  }

  async #take(): Promise<void> {
    // TODO(7.9.2): Sleep.
    sleep();
  }
}

export function wake(): void {
  notify();
}

export function seal(): void {
}
`;
  const schedule = "asleep\n\n  T0\n  double.ts:5\n  double.ts:10";
  for (
    const [about, edit, task, site] of [
      [["Queue.put()"], [5], " Step 2: Wake one."],
      [["Queue.take()", "wake()"], [10], " Step 2: Sleep."],
      [["wake()"], [14], " Step 2"],
      [
        ["Queue.put()", "Queue.take()"],
        [5, 10],
        " Step 2: Wake one.\nAlso: Sleep.",
      ],
      [["Other.put()"], [10], " Step 2: Sleep."],
      // As it was at the start.
      [["seal()", "wake()"], [14], " Step 2"],
      [["Queue.put()", "Queue.take()"], [5], " Step 2: Wake one.", [15, 5, 10]],
    ] as const
  ) {
    const files = new Map([["double.ts", source]]);
    const starter = source.replaceAll(
      / +(wake|sleep|notify)\(\);/g,
      '    throw new Error("TODO(7.9.2)");',
    );
    const starters = new Map([["double.ts", starter]]);
    const told = editText({ lesson: LESSON, files, starters }, {
      test: "7.9.2 Queue.take() sleeps",
      step: "7.9.2",
      status: "failed",
      duration: 1,
      output: "",
      failure: got(schedule, site?.map((line) => `double.ts:${line}`)),
      misconception: { id: "x", says: "", text: "", about },
    });
    const places = edit.map((line) => `${FOLDER}/double.ts:${line}`);
    assertEquals(
      told.join("\n").split("\n").map((line) => line.trim()),
      [
        ...places.map((place, at) => at === 0 ? `Edit      ${place}` : place),
        ...`Task      7.9.2${task}`.split("\n"),
      ],
    );
  }
});

Deno.test("editText() tells the task of another step where that is what is wrong, and the hint is that step's", () => {
  const source = `export function first(): void {
  // TODO(7.9.1): Begin.
  begin();
}

export function second(): void {
  // TODO(7.9.2): Go on.
  first();
}
`;
  const starter = source.replaceAll(
    /(begin|first)\(\);/g,
    'throw new Error("TODO");',
  );
  const edited = {
    lesson: LESSON,
    files: new Map([["double.ts", source]]),
    starters: new Map([["double.ts", starter]]),
  };
  const result: TestResult = {
    test: "7.9.2 second() goes on",
    step: "7.9.2",
    status: "failed",
    duration: 1,
    output: "",
    failure: got("nothing"),
    misconception: { id: "x", says: "", text: "", about: ["first()"] },
  };
  const lines = editText(edited, result).map((text) => text.trim());
  assertEquals(lines, [
    `Edit      ${FOLDER}/double.ts:2`,
    "Task      7.9.1 Step 1: Begin.",
  ]);
  const run = { tests: [result], duration: 1, stopped: false };
  const types = { ok: true, messages: "" };
  assertStringIncludes(
    closingText({ ...edited, run }, types, undefined),
    "deno task hint 7.9.1",
  );
});
