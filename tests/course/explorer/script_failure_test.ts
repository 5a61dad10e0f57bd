import { assert, assertThrows } from "@std/assert";
import { script, type Thread } from "../../harness/explorer/mod.ts";
import { Story } from "../../harness/story/story.ts";
import { StoryError } from "../../harness/story/story_error.ts";
import { DrepperMutex3 } from "./algorithms/drepper.ts";
import { TestAndSet } from "./algorithms/spin_locks.ts";
import { holding } from "./models/holding.ts";

for (
  const [what, run, got] of [
    ["the thread returns instead of sleeping", () => {
      script(new Story(), holding(DrepperMutex3, 1)).run(0).untilBlocked();
    }, "T0 has returned."],
    ["the thread sleeps instead of returning", () => {
      const stage = script(new Story(), holding(DrepperMutex3, 2));
      stage.run(0).until("holding");
      stage.run(1).toEnd();
    }, "T1 sleeps on word 0."],
    ["the thread spins", () => {
      const stage = script(new Story(), holding(TestAndSet, 2));
      stage.run(0).until("holding");
      stage.run(1).untilBlocked();
    }, "T1 goes on and on, and nothing changes."],
    ["the time limit of a thread that is awake runs out", () => {
      script(new Story(), holding(DrepperMutex3, 2)).timeOut(0);
    }, "Cannot take step 1 with T0 as it does not sleep."],
    ["the thread keeps state outside of the buffer", () => {
      let calls = 0;
      const stage = script(new Story(), {
        name: "outside",
        bytes: 4,
        threads: [(shared) => {
          Atomics.store(new Int32Array(shared), 0, ++calls);
        }],
      });
      stage.run(0).toEnd();
    }, "depends on something outside of the buffer"],
    ["the thread looks for ever", () => {
      script(new Story(), {
        name: "looks",
        bytes: 4,
        threads: [(shared) => {
          const words = new Int32Array(shared);
          while (words[0] === 0);
        }],
      });
    }, "T0 goes on and on"],
    ["the thread throws", () => {
      script(new Story(), {
        name: "throws",
        bytes: 4,
        threads: [() => {
          throw new Error("out of money");
        }],
      });
    }, "T0 threw: out of money"],
    ["two threads are inside at once", () => {
      const thread: Thread = (_shared, t) => t.inside("room", () => {});
      script(new Story(), {
        name: "room",
        bytes: 4,
        threads: [thread, thread],
      });
    }, 'T0 and T1 are inside "room" at once'],
    ["vector clocks find a data race", () => {
      const thread: Thread = (shared) => {
        new Int32Array(shared)[0] = 1;
      };
      script(new Story(), {
        name: "race",
        bytes: 4,
        threads: [thread, thread],
      });
    }, "Nothing orders these two accesses: T0 writes [0]"],
  ] as const
) {
  Deno.test(`script() fails the story when ${what}`, () => {
    const error = assertThrows(run, StoryError);
    assert(error.verdict.got.includes(got), error.verdict.got);
    assert(error.verdict.got.includes("  T0"));
  });
}

Deno.test("script() tells of a thread that could not go on that it took no step", () => {
  const stage = script(new Story(), holding(DrepperMutex3, 2));
  stage.run(0).until("holding");
  stage.run(1).untilBlocked();
  const error = assertThrows(() => stage.run(1).toEnd(), StoryError);
  assert(error.message.includes("T1 ran until it slept on word 0"));
  assert(error.message.includes("T1 took no step, as it slept on word 0"));
});

Deno.test("script() throws the error of a step to be written when both ways out throw", () => {
  assertThrows(
    () =>
      script(new Story(), {
        name: "todo-inside",
        bytes: 4,
        threads: [() => {
          using _token = {
            [Symbol.dispose]() {
              throw new Error("cannot unlock");
            },
          };
          throw new Error("TODO(7.4.5)");
        }],
      }),
    Error,
    "TODO(7.4.5)",
  );
});

Deno.test("script() throws the error when a step is still to be written", () => {
  assertThrows(
    () =>
      script(new Story(), {
        name: "todo",
        bytes: 4,
        threads: [() => {
          throw new Error("TODO(7.4.3)");
        }],
      }),
    Error,
    "TODO(7.4.3)",
  );
});
