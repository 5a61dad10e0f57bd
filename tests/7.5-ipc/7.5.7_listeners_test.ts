import { lessonTest } from "../harness/lesson_test.ts";
import { howMany } from "../harness/story/how_many.ts";
import type { Story } from "../harness/story/story.ts";
import { means } from "./misconceptions.ts";
import { closed, openBus, range } from "./open_bus.ts";

lessonTest(
  "7.5.7 EventBus goes on when a listener throws, and drops one that was disposed of",
  async (story: Story) => {
    await using here = openBus();
    await using there = openBus(here.name);
    const second: number[] = [];
    let called = false;
    const disposed = there.bus.on("count", () => {
      called = true;
      throw new Error("a listener's own mistake");
    });
    there.bus.on("count", (count) => second.push(count));
    here.bus.emit("count", 1);
    story.did("an event came to a listener that throws, and one after it");
    await story.eventually(
      () => second.length + there.ignored.length > 0,
      {
        expected: "the error is reported and the next listener called",
        got: "neither",
      },
    );
    story.holds(second.length === 1, {
      expected: "the listener after one that throws is called",
      got: `it was not; reported was "${there.ignored.join('", "')}"`,
      ...means("throwing-listener-stops-others"),
    });
    disposed[Symbol.dispose]();
    here.bus.emit("count", 2);
    await story.eventually(() => second.length === 2, {
      expected: "what is emitted in a later turn comes, too",
      got: "it does not come",
    });
    const reported = there.ignored.join("; ");
    story.holds(reported.split("a listener's own mistake").length === 2, {
      expected:
        'it is reported once that a listener threw "a listener\'s own mistake"',
      got: reported === ""
        ? "nothing was reported"
        : `reported was "${reported}"`,
      ...means(
        there.ignored.length > 0
          ? undefined
          : called
          ? "listener-error-unreported"
          : "only-one-listener-is-called",
      ),
    });
    await closed(story, here, there);
  },
);

lessonTest(
  "7.5.7 EventBus calls no listener that another one has just disposed of",
  async (story: Story) => {
    await using here = openBus();
    await using there = openBus(here.name);
    const late: number[] = [];
    const victims: Disposable[] = [];
    there.bus.on(
      "count",
      () => victims.forEach((one) => one[Symbol.dispose]()),
    );
    victims.push(there.bus.on("count", (count) => late.push(count)));
    let over = false;
    there.bus.on("count", () => over = true);
    here.bus.emit("count", 1);
    story.did("of three listeners, the first disposed of the second");
    await story.eventually(() => over, {
      expected: "the third one is called",
      got: "it is not",
    });
    story.holds(late.length === 0, {
      expected: "the second one gets nothing any more",
      got: `it was called with count ${late.join(", ")}`,
      ...means("disposed-listener-is-called"),
    });
    await closed(story, here, there);
  },
);

lessonTest(
  "7.5.7 EventBus goes on whatever a listener throws",
  async (story: Story) => {
    await using here = openBus();
    await using there = openBus(here.name);
    const thrown = [
      new Error(),
      "a listener's text",
      1,
      undefined,
      null,
      {},
      Symbol("told"),
      Object.create(null),
    ];
    const left = [...thrown];
    const first = there.bus.on("count", () => {
      throw left.shift();
    });
    const second: number[] = [];
    there.bus.on("count", (count) => second.push(count));
    for (const i of range(thrown.length)) here.bus.emit("count", i);
    story.did(
      "a listener throws an Error, a text, 1, undefined, null, {}, a Symbol and Object.create(null)",
    );
    await story.eventually(() => second.length === 8, () => ({
      expected: "the next listener is called with each of the eight events",
      got: `it was called with ${second.length}`,
    }));
    first[Symbol.dispose]();
    story.holds(there.ignored.length === 8, {
      expected: "what was thrown is reported eight times",
      got: `${howMany(there.ignored.length, "time")}${
        there.ignored.map((text) => `; ${text || "an Error"}`).join("")
      }`,
      ...means(
        left.length > 0
          ? "listener-is-dropped"
          : there.ignored.length === 1
          ? "only-errors-reported"
          : there.ignored.length > 1 && there.ignored.length < 8
          ? "some-thrown-values-unreported"
          : undefined,
      ),
    });
    const told = there.ignored.flatMap((text) =>
      text.match(/^no Error: (.*)/s)?.[1] ?? []
    );
    story.holds(told.length === 0, {
      expected: "`onIgnored` is given an Error each time",
      got: `for ${told.join(", ")} it is given what was thrown, as it is`,
      ...means("thrown-value-as-it-is"),
    });
    story.holds(there.ignored[1]?.includes("a listener's text"), {
      expected:
        "the Error for a text that was thrown has it in its message, or as its cause",
      got: JSON.stringify(there.ignored[1]),
    });
    await closed(story, here, there);
  },
);

lessonTest(
  "7.5.7 EventBus goes on when nobody listens to an event",
  async (story: Story) => {
    await using here = openBus();
    await using there = openBus(here.name);
    here.bus.emit("config", { limit: 1, name: "unheard" });
    here.bus.emit("count", 1);
    here.bus.emit("report", null);
    here.bus.emit("count", 2);
    story.did(
      "events came: config, count 1, report and count 2; only count has a listener",
    );
    await story.eventually(() => there.counts.length >= 2, () => ({
      expected: "both counts are received",
      got: `[${there.counts}] was`,
    }));
    story.equal([there.counts, there.ignored], [[1, 2], []], {
      what: "the counts that came, and what was reported",
      ...means(
        there.ignored.length === 2 ? "unheard-event-is-reported" : undefined,
      ),
    });
    await closed(story, here, there);
  },
);
