import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { BusWorker } from "./bus_worker.ts";
import { openBus, range } from "./open_bus.ts";

lessonTest(
  "7.5.7 EventBus.close() sends what was emitted before it",
  async (story: Story) => {
    const here = openBus();
    using joined = await BusWorker.join(story, here.name, ["emits"]);
    const [worker] = joined.workers;
    const memory = new SharedArrayBuffer(4);
    await worker?.tell(story, { do: "emit", counts: 500, memory }, "emitted");
    story.did("a worker emitted 500 events and closed its bus at once");
    await here.bus.close();
    story.equal(here.counts.length, 500, {
      what: "how many of them came",
      cause:
        "the batch that waits for the end of the turn is not posted; or each event is a message of its own, and Deno keeps 256 for a thread that does not look.",
    });
    story.equal([here.counts, here.ignored], [range(500), []], {
      what: "the events that came, and what was ignored",
      cause: "they are out of order.",
    });
  },
);

lessonTest(
  "7.5.7 EventBus.close() waits as long as messages come",
  async (story: Story) => {
    const here = openBus();
    const wire = new BroadcastChannel(here.name);
    const events = range(30);
    const post = (i: number) => {
      const event = { type: "count", detail: i };
      wire.postMessage({ sender: "wire", first: i, events: [event] });
      if (i + 1 < events.length) setTimeout(() => post(i + 1), 0);
    };
    post(0);
    const closed = here.bus.close();
    story.did("close() was called while a message came in each of 30 turns");
    await story.within(closed, {
      expected: "close() comes to an end",
      got: "it waits for ever",
      cause: "it waits for a message that never comes.",
    });
    story.equal(here.counts, events, {
      what: "what was received when close() was done",
      cause:
        "it lets a fixed number of turns pass. Count those in a row without a message, and begin anew when one came.",
    });
    wire.close();
  },
);

lessonTest(
  "7.5.7 EventBus.close() first delivers what others had emitted",
  async (story: Story) => {
    const here = openBus();
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
      got: "another promise",
      cause: "close() closes twice.",
    });
    await story.within(closing, {
      expected: "close() comes to an end",
      got: "it waits for ever",
      cause: "it waits for a message that never comes.",
    });
    story.equal(here.counts, range(50), {
      what: "what was received of them when close() was done",
      cause:
        "the channel was closed while events were on their way. Let the event loop turn until none has come for QUIET_TURNS turns.",
    });
  },
);
