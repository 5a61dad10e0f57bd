import { assert, assertEquals } from "@std/assert";
import { delay } from "@std/async";
import {
  kill,
  signal,
  SolvedLesson,
  type Started,
} from "./fixture/solved_lesson.ts";

/** Only Linux tells which processes run, in /proc. */
const ignore = Deno.build.os !== "linux";

const isRunner = ({ line }: Started) => line.includes("run_lesson.ts");
const isGuard = ({ line }: Started) => line.includes("read -r group");
const isTests = ({ line }: Started) => line.includes(" test --no-check ");

/** How long, in milliseconds, a busy machine may take to get somewhere. */
const PATIENCE = 20_000;

/**
 * Runs a step until a file or a process of this name is there. What is there for
 * a moment only may have been missed when the run ends: the next one has it, too.
 */
async function runUntil(
  lesson: SolvedLesson,
  step: string,
  name: string,
): Promise<Deno.ChildProcess> {
  const end = performance.now() + PATIENCE;
  do {
    const run = lesson.run(step);
    let hasEnded = false;
    run.status.then(() => hasEnded = true);
    while (!hasEnded) {
      const there = lesson.files().some((path) => path.includes(name)) ||
        lesson.processes().some(({ line }) => line.includes(name));
      if (there) return run;
      await delay(1);
    }
  } while (performance.now() < end);
  throw new Error(`${step} never had ${name}`);
}

/** Halts whoever would remove it, in a moment in which a file of this name is there. */
async function haltAt(lesson: SolvedLesson, name: string): Promise<void> {
  const end = performance.now() + PATIENCE;
  for (;;) {
    const halted = lesson.processes()
      .filter((one) => [isTests, isRunner, isGuard].some((is) => is(one)));
    for (const { pid } of halted) signal(pid, "SIGSTOP");
    if (lesson.files().some((path) => path.includes(name))) return;
    for (const { pid } of halted) signal(pid, "SIGCONT");
    assert(performance.now() < end, `There was never a ${name}`);
    await delay(1);
  }
}

/** Kills processes, also those that they start meanwhile. */
function killAll(lesson: SolvedLesson, which: (process: Started) => boolean) {
  for (let found; (found = lesson.processes().filter(which)).length > 0;) {
    for (const { pid } of found) kill(pid);
  }
}

const moments: [step: string, name: string][] = [
  ["7.5.2", "/programs/"],
  ["7.5.3", "/end-"],
  ["7.5.8", "/logger.ts"],
];

for (const [step, name] of moments) {
  Deno.test({
    name: `${step} leaves nothing when its runner is killed at ${name}`,
    ignore,
    fn: async () => {
      await using lesson = await SolvedLesson.copy("7.5");
      const run = await runUntil(lesson, step, name);
      killAll(lesson, isRunner);
      await run.status;
      await lesson.leftNothing();
    },
  });
}

Deno.test({
  name: "7.5.4 leaves nothing when its tests are killed at /test-queues-",
  ignore,
  fn: async () => {
    await using lesson = await SolvedLesson.copy("7.5");
    const run = await runUntil(lesson, "7.5.4", "/test-queues-");
    lesson.processes().filter(isTests).forEach(({ pid }) => kill(pid));
    assertEquals((await run.status).code, 1);
    await lesson.leftNothing();
  },
});

Deno.test({
  name:
    "7.5.8 leaves files when all of it is killed, and the next run removes them",
  ignore,
  fn: async () => {
    await using lesson = await SolvedLesson.copy("7.5");
    const run = lesson.run("7.5.8");
    await haltAt(lesson, "/test-log-");
    // The guard would clean up as soon as the others are gone.
    killAll(lesson, isGuard);
    killAll(lesson, () => true);
    await run.status;
    assert(lesson.files().some((path) => path.includes("/test-log-")));
    assertEquals((await lesson.run("7.5.1").status).code, 0);
    await lesson.leftNothing();
  },
});

Deno.test({
  name: "7.5 leaves nothing when its tests have passed",
  ignore,
  fn: async () => {
    await using lesson = await SolvedLesson.copy("7.5");
    // Not by the runner, which removes what they leave.
    const run = lesson.start(["test", "-A", "--no-check", "tests/7.5-ipc/"]);
    assertEquals((await run.status).code, 0);
    assertEquals([lesson.processes(), lesson.files()], [[], []]);
  },
});
