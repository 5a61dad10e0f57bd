import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { delay } from "@std/async";
import { killTree, spawnTree } from "../../scripts/runner/process_tree.ts";
import { quietTime, wantsTurn } from "../harness/story/quiet_time.ts";
import { meaningsOf } from "../harness/story/misconceptions.ts";
import { Story } from "../harness/story/story.ts";
import { StoryError } from "../harness/story/story_error.ts";

Deno.test("quietTime() takes no less than the time on the clock", async () => {
  const start = performance.now();
  await quietTime(50);
  assert(performance.now() - start >= 49);
});

Deno.test("quietTime() does not count what a process waits for its turn", async () => {
  const start = performance.now();
  const quiet = quietTime(60);
  // Nothing else of this process runs meanwhile, as on a busy machine.
  const stalled = performance.now() + 300;
  while (performance.now() < stalled);
  await quiet;
  assert(performance.now() - start >= 340);
});

Deno.test({
  name: "quietTime() is longer beside busy programs, if its own wants a turn",
  ignore: Deno.build.os !== "linux",
  async fn() {
    const { readTextFileSync } = Deno;
    Deno.readTextFileSync = (path) =>
      path === "/proc/loadavg" ? "9 9 9 999/999 1" : readTextFileSync(path);
    try {
      await using busy = start("while :; do :; done");
      assert(wantsTurn(busy.pid));
      const before = performance.now();
      await quietTime(100);
      assert(performance.now() - before >= 780);
    } finally {
      Deno.readTextFileSync = readTextFileSync;
    }
  },
});

Deno.test({
  name: "wantsTurn() is false of a program as soon as it sleeps",
  ignore: Deno.build.os !== "linux",
  async fn() {
    await using sleeping = start("sleep 60 & wait");
    while (wantsTurn(sleeping.pid)) await delay(1);
  },
});

/** A program of the shell's that is ended with all below it. */
function start(script: string): { pid: number } & AsyncDisposable {
  const child = spawnTree("sh", { args: ["-c", script] });
  return {
    pid: child.pid,
    async [Symbol.asyncDispose]() {
      await killTree(child.pid);
      await child.status;
    },
  };
}

Deno.test("quietTime() ends early when its signal is aborted", async () => {
  const over = new AbortController();
  const quiet = quietTime(60_000, over.signal);
  over.abort();
  await assertRejects(() => quiet, DOMException);
});

Deno.test("Story.fail() cuts lines and texts that nobody can read", () => {
  const story = new Story();
  const { verdict } = assertThrows(
    () =>
      story.fail({
        expected: "little",
        got: `${"\0".repeat(3_000_000)}\n${"line\n".repeat(1_000)}`,
      }),
    StoryError,
  );
  const lines = verdict.got.split("\n");
  assertEquals(lines[0]?.endsWith("… (3000000 characters)"), true);
  assertEquals(lines[0]?.length, 400 + "… (3000000 characters)".length);
  assertEquals([lines.length, lines.at(-1)], [401, "… (1002 lines)"]);
});

Deno.test("Story.within() knows that it has waited in vain", async () => {
  const story = new Story();
  const verdict = { expected: "something", got: "nothing" };
  assertThrows(() => story.fail(verdict), StoryError);
  assertEquals(story.waitedInVain, false);
  const other = new Story();
  await assertRejects(
    () => other.within(new Promise(() => {}), verdict, 10),
    StoryError,
  );
  assertEquals(other.waitedInVain, true);
});

Deno.test("Story.uncaught() tells an error that nobody caught as what it is said to be", () => {
  const expected = "somebody catches it";
  const after = (...errors: Error[]) => {
    const story = new Story();
    story.did("called it");
    story.uncaught((error) =>
      error instanceof RangeError ? { expected, got: "nobody does" } : undefined
    );
    for (const error of errors) story.interrupt(error);
    return story.failure;
  };
  const [known, other] = [new RangeError("it"), new TypeError("another")];
  assertEquals(after(known, other)?.verdict.expected, expected);
  assertEquals(after(known)?.steps, [{ what: "called it" }]);
  // What comes later may follow from the first.
  assertEquals(after(other, known), undefined);
});

Deno.test("meaningsOf() gives what a misconception says, and nothing for none", () => {
  const means = meaningsOf({ odd: { says: "It is odd.", section: "odd" } });
  assertEquals(means("odd"), { cause: "It is odd.", misconception: "odd" });
  assertEquals(means(undefined), {});
});
