import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { BusWorker } from "./bus_worker.ts";
import { openBus, range, report } from "./open_bus.ts";

lessonTest(
  "7.5.7 EventBus loses nothing of a burst while a worker is busy",
  async (story: Story) => {
    const here = openBus();
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
      cause:
        "each event is a message of its own, and Deno keeps 256 for a busy thread. Post those of one turn together.",
    });
    story.equal(told?.counts, range(3_000), {
      what: "the events that came",
      cause: "they are out of order.",
    });
    story.equal(told?.ignored, [], {
      what: "what the worker reported as ignored or lost",
      cause: "a sender's next event is first + events.length, not first + 1.",
    });
  },
);

lessonTest(
  "7.5.7 EventBus posts at most two messages for a turn, and no empty one",
  async (story: Story) => {
    const here = openBus();
    const wire = new BroadcastChannel(here.name);
    const sizes: number[] = [];
    wire.onmessage = ({ data }) => sizes.push(data.events.length);
    for (const events of [1, 5, 1]) {
      for (const i of range(events)) here.bus.emit("count", i);
      await turns(2);
    }
    await here.bus.close();
    await turns(4);
    wire.close();
    story.did("1, 5 and 1 events were emitted in three turns");
    story.equal(sizes.reduce((sum, size) => sum + size, 0), 7, {
      what: "how many events came in all",
      cause: "events are lost or doubled.",
    });
    story.holds(sizes.length <= 4 && !sizes.includes(0), {
      expected:
        "a message for a turn of one event, and at most two for one of more",
      got: `messages of ${sizes.join(", ")} events`,
      cause:
        "a message without events is posted, or a turn does not end, or each event is a message.",
    });
  },
);

lessonTest(
  "7.5.7 EventBus takes a turn for one, whatever it awaits",
  async (story: Story) => {
    const here = openBus();
    await using bus = here.bus;
    using joined = await BusWorker.join(story, here.name, ["busy"]);
    const [worker] = joined.workers;
    const memory = new SharedArrayBuffer(4);
    await worker?.tell(story, { do: "block", memory }, "blocked");
    for (const i of range(600)) {
      bus.emit("count", i);
      await Promise.resolve();
    }
    story.did(
      "600 events were emitted to a worker that is busy, with an await after each",
    );
    await turns(2);
    unblock(memory);
    const [told] = await report(story, here, 1);
    story.equal(told?.counts.length, 600, {
      what: "how many of 600 events the worker got",
      cause:
        "a batch ends at the next await: Promise.then() and queueMicrotask() run before the turn ends, a timer after it.",
    });
  },
);

lessonTest(
  "7.5.7 EventBus tells when events of a sender were lost on the way",
  async (story: Story) => {
    const here = openBus();
    const wire = new BroadcastChannel(here.name);
    const came = async (sender: string, first: number, counts: number[]) => {
      const events = counts.map((detail) => ({ type: "count", detail }));
      wire.postMessage({ sender, first, events });
      const before = here.counts.length;
      await story.eventually(
        () => here.counts.length === before + counts.length,
        {
          expected: `${counts.length} events of a batch are delivered`,
          got: `${here.counts.length - before} are`,
          cause: "a batch after a gap is dropped, or its events are.",
        },
      );
      story.did(
        `events ${first} to ${first + counts.length - 1} of ${sender} came`,
      );
    };
    const reported = (expected: number[], cause: string) =>
      story.equal(
        here.ignored.map((text) => Number(text.match(/\d+/)?.[0])),
        expected,
        { what: "how many events were reported as lost, each time", cause },
      );
    await came("a", 0, [1, 2, 3]);
    await came("b", 7, [4]);
    await came("a", 3, [5]);
    await came("b", 8, [6, 7]);
    reported([], "each sender counts for itself, and may have begun before.");
    await came("a", 6, [8]);
    reported([2], "after event 3 came event 6: two are missing.");
    await came("b", 11, [9]);
    await came("a", 7, [10]);
    reported([2, 1], "a gap is not noticed, or counted wrongly, or twice.");
    wire.close();
    await here.bus.close();
  },
);

/** Lets so many turns of the event loop pass. */
async function turns(count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
}

/** Lets a worker go on that was told to block. */
function unblock(memory: SharedArrayBuffer): void {
  const words = new Int32Array(memory);
  Atomics.store(words, 0, 1);
  Atomics.notify(words, 0);
}
