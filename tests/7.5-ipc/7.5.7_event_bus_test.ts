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
