import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { BusWorker } from "./bus_worker.ts";
import { openBus, range, report } from "./open_bus.ts";

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
  "7.5.7 EventBus goes on whatever a listener throws",
  async (story: Story) => {
    const here = openBus();
    const there = openBus(here.name);
    const thrown: unknown[] = [1, "text", undefined, null, {}, new Error("e")];
    let left = [...thrown];
    there.bus.on("count", () => {
      throw left.shift();
    });
    const second: number[] = [];
    there.bus.on("count", (count) => second.push(count));
    for (const i of range(thrown.length)) here.bus.emit("count", i);
    await here.bus.close();
    await there.bus.close();
    left = [];
    story.did("a listener threw 1, a text, undefined, null, {}, and an Error");
    story.equal([second.length, there.ignored.length], [6, 6], {
      what: "how many events the next listener got, and how many were reported",
      cause:
        "only what is an Error is caught, or reported: `throw 1` is allowed, too.",
    });
    story.holds(there.ignored.every((text) => typeof text === "string"), {
      expected: "each report is an Error with a message",
      got: `the messages are ${Deno.inspect(there.ignored)}`,
      cause: "what was thrown is passed on as it is: make an Error of it.",
    });
  },
);

lessonTest(
  "7.5.7 EventBus.emit() refuses at once what cannot be copied",
  async (story: Story) => {
    const here = openBus();
    const there = openBus(here.name);
    const bad = { limit: 1, name: "x", call: () => {} };
    const emitBad = (when: string) => {
      let error: unknown;
      try {
        here.bus.emit("config", bad);
      } catch (caught) {
        error = caught;
      }
      story.holds(error instanceof Error, {
        expected: `emit() of a function ${when} throws an error`,
        got: error === undefined ? "it returned" : `${error}`,
        cause:
          "the copy is made when the batch is posted: the mistake shows later, in a timer, and the batch is lost.",
      });
    };
    emitBad("as the first event of a turn");
    here.bus.emit("count", 0);
    emitBad("as a later event of the turn");
    here.bus.emit("count", 1);
    await here.bus.close();
    await there.bus.close();
    story.equal([there.counts, there.ignored], [[0, 1], []], {
      what: "what another bus received of the good ones, and what was reported",
      cause: "an event that was refused takes others with it, or is counted.",
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
