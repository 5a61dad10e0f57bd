import { lessonTest } from "./register.ts";
import type { Story } from "../harness/story/story.ts";
import { EventBus } from "../../lessons/7.5-ipc/event_bus.ts";
import { BusWorker } from "./bus_worker.ts";
import { schema, type TestEvents } from "./events.ts";

/** A bus of this thread, with what came and what was ignored. */
function openBus(name = crypto.randomUUID()) {
  const ignored: string[] = [];
  const collected: TestEvents["collected"][] = [];
  const counts: number[] = [];
  const bus = new EventBus<TestEvents>(name, schema, {
    onIgnored: (reason) => ignored.push(reason.message),
  });
  bus.on("collected", (detail) => collected.push(detail));
  bus.on("count", (count) => counts.push(count));
  return { name, bus, ignored, collected, counts };
}

/** Asks all workers what they have, and waits until `workers` of them told. */
async function report(
  story: Story,
  { bus, collected }: Pick<ReturnType<typeof openBus>, "bus" | "collected">,
  workers: number,
): Promise<TestEvents["collected"][]> {
  collected.length = 0;
  bus.emit("report", null);
  await story.eventually(() => collected.length >= workers, () => ({
    expected: `${workers} workers tell what they have received`,
    got: `${collected.length} did`,
    cause: "an event does not reach every other thread on the bus.",
  }));
  return collected.toSorted((a, b) => a.worker < b.worker ? -1 : 1);
}

const range = (length: number) => Array.from({ length }, (_, i) => i);

lessonTest(
  "7.5.7 EventBus.emit() reaches every worker, and not its own thread",
  async (story: Story) => {
    const here = openBus();
    await using bus = here.bus;
    using _workers = await BusWorker.join(story, here.name, ["a", "b"]);
    for (const i of range(5)) bus.emit("count", i);
    for (const { worker, counts, ignored } of await report(story, here, 2)) {
      story.equal(counts, range(5), {
        what: `what worker ${worker} received of the counts 0 to 4`,
        cause: "events are lost, doubled or out of order.",
      });
      story.equal(ignored, [], {
        what: `what worker ${worker} reported as ignored or lost`,
        cause: "a good event was taken for a bad one, or for a gap.",
      });
    }
    story.equal(here.counts, [], {
      what: "what came back to the thread that emitted",
      cause:
        "emit() must not call the listeners of its own bus, nor use a second channel.",
    });
    story.equal(here.ignored, [], {
      what: "what was reported as ignored",
      cause: "a good event was taken for a bad one.",
    });
  },
);

lessonTest(
  "7.5.7 EventBus reaches a second bus of the same thread, and none of another name",
  async (story: Story) => {
    const here = openBus();
    const there = openBus(here.name);
    const other = openBus();
    here.bus.emit("count", 1);
    here.bus.emit("count", 2);
    there.bus.emit("count", 3);
    await here.bus.close();
    await there.bus.close();
    await other.bus.close();
    story.equal([here.counts, there.counts, other.counts], [[3], [1, 2], []], {
      what: "what three buses received, the third of another name",
      cause: "an event goes to every other bus of its name, and to no other.",
    });
  },
);

lessonTest(
  "7.5.7 EventBus.emit() sends the detail as it is at that moment",
  async (story: Story) => {
    const here = openBus();
    const there = openBus(here.name);
    const got: unknown[] = [];
    there.bus.on("config", (config) => got.push(config));
    const config = { limit: 1, name: "first" };
    here.bus.emit("config", config);
    config.limit = 2;
    here.bus.emit("config", config);
    config.limit = 3;
    await here.bus.close();
    await there.bus.close();
    story.equal(
      got,
      [{ limit: 1, name: "first" }, { limit: 2, name: "first" }],
      {
        what: "what came of an object that was changed after each emit()",
        cause:
          "an event that waits for its batch must hold a copy: structuredClone().",
      },
    );
  },
);

lessonTest(
  "7.5.7 EventBus.emit() refuses what the schema does not have",
  async (story: Story) => {
    const { bus, name } = openBus();
    const there = openBus(name);
    const emit = bus.emit.bind(bus) as (type: string, detail: unknown) => void;
    const error = (type: string, detail: unknown) => {
      try {
        emit(type, detail);
        return undefined;
      } catch (error) {
        return error;
      }
    };
    for (
      const [type, detail] of [
        ["unknown", 1],
        ["toString", null],
        ["__proto__", null],
        ["count", "1"],
        ["config", { limit: 1 }],
      ] as const
    ) {
      story.holds(error(type, detail) instanceof TypeError, {
        expected: `emit(${JSON.stringify(type)}, ${
          JSON.stringify(detail)
        }) throws a TypeError`,
        got: `${error(type, detail)}`,
        cause:
          'the type or the detail is not checked. `type in schema` is true for "toString": use Object.hasOwn().',
      });
    }
    emit("count", 1);
    await bus.close();
    story.holds(error("count", 2) instanceof TypeError, {
      expected: "emit() after close() throws a TypeError",
      got: `${error("count", 2)}`,
      cause: "a bus that was closed still emits.",
    });
    await there.bus.close();
    story.equal([there.counts, there.ignored], [[1], []], {
      what: "what another bus received and ignored",
      cause: "what is refused must not be sent.",
    });
  },
);

lessonTest(
  "7.5.7 EventBus ignores events it does not know, and reports them",
  async (story: Story) => {
    const here = openBus();
    const anything = (detail: unknown): detail is unknown =>
      detail !== undefined;
    const newer = new EventBus<Record<string, unknown>>(here.name, {
      count: anything,
      toString: anything,
      later: anything,
    });
    newer.emit("count", 1);
    newer.emit("count", "two");
    newer.emit("later", { of: "a newer version" });
    newer.emit("toString", 1);
    newer.emit("count", 3);
    await newer.close();
    await here.bus.close();
    story.did(
      'a newer version of the program emitted: count 1, count "two", later, toString, count 3',
    );
    story.equal(here.counts, [1, 3], {
      what: "the counts that were received",
      cause:
        "a malformed event was passed on, or a good one was dropped with it.",
    });
    story.equal(here.ignored.length, 3, {
      what: `how many events were reported as ignored (${
        here.ignored.join("; ")
      })`,
      cause: "each event that is unknown or malformed is reported once.",
    });
  },
);

lessonTest(
  "7.5.7 EventBus ignores what is no event at all, and reports it",
  async (story: Story) => {
    const here = openBus();
    const there = openBus(here.name);
    const stranger = new BroadcastChannel(here.name);
    const junk = [
      null,
      42,
      "count",
      {},
      [],
      { type: "count", detail: 1 },
      { events: [{ type: "count", detail: 1 }] },
      { sender: "x", first: 0, events: [null] },
      { sender: "x", first: 0, events: "count" },
      new Map(),
    ];
    for (const data of junk) stranger.postMessage(data);
    there.bus.emit("count", 7);
    await there.bus.close();
    await story.eventually(
      () => here.ignored.length >= junk.length && here.counts.length > 0,
      () => ({
        expected: `${junk.length} reports, and the event after them`,
        got: `${here.ignored.length} reports, counts ${here.counts}`,
        cause: "something on the channel is not looked at, or ends the bus.",
      }),
    );
    stranger.close();
    await here.bus.close();
    story.equal([here.counts, here.ignored.length], [[7], junk.length], {
      what: "the counts received, and the number of reports",
      cause: "junk was taken for an event, or reported twice.",
    });
  },
);

lessonTest(
  "7.5.7 EventBus goes on when a listener throws, and drops one that was disposed of",
  async (story: Story) => {
    const here = openBus();
    const there = openBus(here.name);
    const second: number[] = [];
    const disposed = there.bus.on("count", () => {
      throw new Error("a listener's own mistake");
    });
    there.bus.on("count", (count) => second.push(count));
    here.bus.emit("count", 1);
    await story.eventually(() => second.length === 1, {
      expected: "the listener after one that throws is called",
      got: "it was not called",
      cause: "the exception ends the loop over the listeners.",
    });
    disposed[Symbol.dispose]();
    here.bus.emit("count", 2);
    await here.bus.close();
    await there.bus.close();
    story.equal(
      [second, there.ignored],
      [[1, 2], ["a listener's own mistake"]],
      {
        what: "what the second listener got, and what was reported",
        cause:
          "the error is to be reported once; a listener that was disposed of is not called.",
      },
    );
  },
);

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
      cause: "the batch that waits for the end of the turn is not posted.",
    });
    story.equal([here.counts, here.ignored], [range(500), []], {
      what: "the events that came, and what was ignored",
      cause: "they are out of order.",
    });
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
        "the channel was closed while events were on their way. Let the event loop turn until none comes.",
    });
  },
);
