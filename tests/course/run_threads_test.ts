import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { runThreads } from "../harness/threads/run_threads.ts";
import { Story } from "../harness/story/story.ts";
import { StoryError } from "../harness/story/story_error.ts";

const module = import.meta.resolve("./fixture/threads.ts");
const about = { expected: "the threads return", cause: "they hang" };

Deno.test("runThreads() runs each job in a thread of its own on shared memory", async () => {
  const shared = new SharedArrayBuffer(4);
  const results = await runThreads(new Story(), shared, [
    { module, run: "meet", data: 2 },
    { module, run: "meet", data: 2 },
  ], about);
  assertEquals(results.sort(), [1, 2]);
});

Deno.test("runThreads() fails with the name of a thread that never returns", async () => {
  const error = await assertRejects(
    () =>
      runThreads(new Story(), new SharedArrayBuffer(4), [
        { module, run: "sleepForEver" },
        { module, run: "nothing" },
      ], { ...about, ms: 300 }),
    StoryError,
  );
  assertStringIncludes(
    error.message,
    "thread 0 (sleepForEver) had not returned",
  );
});

Deno.test("runThreads() fails with what a thread throws, also while another one hangs", async () => {
  const error = await assertRejects(
    () =>
      runThreads(new Story(), new SharedArrayBuffer(4), [
        { module, run: "sleepForEver" },
        { module, run: "throwUnwritten" },
      ], about),
    StoryError,
  );
  assertStringIncludes(error.message, "TODO(7.4.2)");
});

Deno.test("runThreads() fails when a module has no such function or does not load", async () => {
  for (
    const job of [{ module, run: "absent" }, {
      module: "file:///absent",
      run: "",
    }]
  ) {
    await assertRejects(
      () => runThreads(new Story(), new SharedArrayBuffer(4), [job], about),
      StoryError,
    );
  }
});
