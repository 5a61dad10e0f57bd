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
    await new Promise((resolve) => setTimeout(resolve, 0));
    await new Promise((resolve) => setTimeout(resolve, 0));
    const words = new Int32Array(memory);
    Atomics.store(words, 0, 1);
    Atomics.notify(words, 0);
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
  "7.5.7 EventBus tells when events were lost on the way",
  async (story: Story) => {
    const here = openBus();
    await using bus = here.bus;
    using joined = await BusWorker.join(story, here.name, ["busy"]);
    const [worker] = joined.workers;
    bus.emit("count", 0);
    await report(story, here, 1);
    const memory = new SharedArrayBuffer(4);
    await worker?.tell(story, { do: "block", memory }, "blocked");
    let emitted = 1;
    for (; emitted < 340; emitted++) {
      bus.emit("count", emitted);
      // A turn for each: more messages than Deno keeps.
      if (emitted % 2 === 0) await new Promise((r) => setTimeout(r, 0));
    }
    const words = new Int32Array(memory);
    Atomics.store(words, 0, 1);
    Atomics.notify(words, 0);
    story.did(`${emitted} events were emitted to a worker that is busy`);
    const [told] = await report(story, here, 1);
    const missing = emitted - (told?.counts.length ?? 0);
    const reported = (told?.ignored ?? []).reduce(
      (sum, text) => sum + Number(text.match(/\d+/)?.[0] ?? 0),
      0,
    );
    story.equal(reported, missing, {
      what: `how many events are reported as lost, of ${missing} that are`,
      cause:
        "a gap between the batches of a sender is not noticed, or counted wrongly.",
    });
  },
);
