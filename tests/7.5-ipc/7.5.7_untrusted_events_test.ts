import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { EventBus } from "../../lessons/7.5-ipc/event_bus.ts";
import { openBus } from "./open_bus.ts";

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
