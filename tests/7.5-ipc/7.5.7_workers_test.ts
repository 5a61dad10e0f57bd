import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { BusWorker } from "./bus_worker.ts";
import { openBus, range, report, turns } from "./open_bus.ts";

lessonTest(
  "7.5.7 EventBus.emit() reaches every worker, and not its own thread",
  async (story: Story) => {
    await using here = openBus();
    await using bus = here.bus;
    using _workers = await BusWorker.join(story, here.name, ["a", "b"]);
    for (const i of range(5)) bus.emit("count", i);
    for (const { worker, counts, ignored } of await report(story, here, 2)) {
      story.equal([counts, ignored], [range(5), []], {
        what:
          `what worker ${worker} received of the counts 0 to 4, and reported as ignored or lost`,
      });
    }
    story.equal([here.counts, here.ignored], [[], []], {
      what: "what came back to the thread that emitted, and what it reported",
    });
  },
  { smoke: true },
);

lessonTest(
  "7.5.7 EventBus loses nothing of a burst while a worker is busy",
  async (story: Story) => {
    await using here = openBus();
    await using bus = here.bus;
    using joined = await BusWorker.join(story, here.name, ["busy"]);
    const [worker] = joined.workers;
    const memory = new SharedArrayBuffer(4);
    await worker?.tell(story, { do: "block", memory }, "blocked");
    for (const i of range(3_000)) bus.emit("count", i);
    story.did("3,000 events were emitted in one go to a worker that is busy");
    // The turn ends, and with it the batch is posted.
    await turns(2);
    unblock(memory);
    const [told] = await report(story, here, 1);
    story.equal(told?.counts.length, 3_000, {
      what: "how many of 3,000 events the worker got",
    });
    story.equal([told?.counts, told?.ignored], [range(3_000), []], {
      what: "the events that came, and what was reported as ignored or lost",
    });
  },
  { smoke: true },
);

lessonTest(
  "7.5.7 EventBus.close() first delivers what others had emitted",
  async (story: Story) => {
    await using here = openBus();
    using joined = await BusWorker.join(story, here.name, ["emits"]);
    const memory = new SharedArrayBuffer(4);
    joined.workers[0]?.order({ do: "emit", counts: 50, memory });
    Atomics.wait(new Int32Array(memory), 0, 0, 5_000);
    story.did("a worker emitted 50 events while this thread was busy");
    const closing = here.bus.close();
    // Busy on: a timer of close() is due before the events are in.
    Atomics.wait(new Int32Array(memory), 0, 1, 5);
    story.holds(closing === here.bus.close(), {
      expected: "a second close() waits for the same end",
      got: "it returned another promise",
    });
    await story.within(closing, {
      expected: "close() comes to an end",
      got: "it still waits",
    });
    story.equal(here.counts, range(50), {
      what: "what was received of them when close() was done",
    });
  },
  { smoke: true },
);

/** Lets a worker go on that was told to block. */
function unblock(memory: SharedArrayBuffer): void {
  const words = new Int32Array(memory);
  Atomics.store(words, 0, 1);
  Atomics.notify(words, 0);
}
