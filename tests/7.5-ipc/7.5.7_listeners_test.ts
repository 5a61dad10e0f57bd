import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { openBus, range } from "./open_bus.ts";

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
  "7.5.7 EventBus goes on when nobody listens to an event",
  async (story: Story) => {
    const here = openBus();
    const there = openBus(here.name);
    here.bus.emit("config", { limit: 1, name: "unheard" });
    here.bus.emit("count", 1);
    here.bus.emit("report", null);
    here.bus.emit("count", 2);
    await here.bus.close();
    await there.bus.close();
    story.equal([there.counts, there.ignored], [[1, 2], []], {
      what:
        "the counts that came among events without a listener, and what was reported",
      cause: "an event that nobody listens to ends its batch, or is an error.",
    });
  },
);
