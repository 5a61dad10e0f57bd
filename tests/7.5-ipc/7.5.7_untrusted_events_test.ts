import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { EventBus } from "../../lessons/7.5-ipc/event_bus.ts";
import { type Known, means } from "./misconceptions.ts";
import { closed, openBus, turns } from "./open_bus.ts";

lessonTest(
  "7.5.7 EventBus.emit() refuses what the schema does not have",
  async (story: Story) => {
    await using here = openBus();
    const { bus, name } = here;
    await using there = openBus(name);
    const emit = bus.emit.bind(bus) as (type: string, detail: unknown) => void;
    const thrown = (type: string, detail: unknown) => {
      try {
        return emit(type, detail);
      } catch (error) {
        return error;
      }
    };
    const refuses = (
      type: string,
      detail: unknown,
      id: (error: unknown) => Known,
    ) => {
      const error = thrown(type, detail);
      const called = `${error}`.includes("is not a function");
      const told = !/ (?:as|and) ?$/.test(`${error}`);
      story.holds(error instanceof TypeError && told && !called, {
        expected: `emit(${JSON.stringify(type)}, ${
          JSON.stringify(detail)
        }) throws a TypeError that says what is wrong with it`,
        got: error === undefined ? "it returned" : `it threw ${error}`,
        ...means(
          told ? id(called ? "called" : error) : "nothing-is-said-of-it",
        ),
      });
    };
    const ifAccepted = (id: Known) => (error: unknown) =>
      error === undefined ? id : undefined;
    refuses(
      "unknown",
      1,
      (error) => error === "called" ? "unknown-event-unchecked" : undefined,
    );
    for (const name of ["toString", "__proto__"]) {
      refuses(name, null, ifAccepted("inherited-name-is-an-event"));
    }
    refuses("count", "1", ifAccepted("detail-unchecked"));
    refuses("config", { limit: 1 }, ifAccepted("detail-unchecked"));
    const accepted = [["thing", "x"], ["count", 1], ["count", 0]] as const;
    const empty = [["report", null], ["thing", undefined]] as const;
    for (const [type, detail] of [...accepted, ...empty]) {
      const error = thrown(type, detail);
      story.holds(error === undefined, {
        expected: `emit("${type}", ${
          Deno.inspect(detail)
        }) returns: the schema's function accepts it`,
        got: `it threw ${error}`,
        ...means(!detail ? "detail-that-is-false" : undefined),
      });
    }
    await closed(story, here);
    const late = thrown("count", 2);
    story.holds(late instanceof TypeError, {
      expected: "emit() after close() throws a TypeError",
      got: late === undefined ? "it returned" : `it threw ${late}`,
    });
    await closed(story, there);
    story.equal([there.counts, there.ignored], [[1, 0], []], {
      what: "what another bus received and ignored",
    });
  },
);

lessonTest(
  "7.5.7 EventBus ignores events that are wrong, and reports them",
  async (story: Story) => {
    await using here = openBus();
    const anything = (detail: unknown): detail is unknown =>
      detail !== undefined;
    const newer = new EventBus<Record<string, unknown>>(here.name, {
      count: anything,
      toString: anything,
      later: anything,
    });
    newer.emit("count", 1);
    newer.emit("count", 2);
    newer.emit("count", "three");
    newer.emit("later", { of: "a newer version" });
    newer.emit("toString", 1);
    newer.emit("count", 4);
    await turns(2);
    newer.emit("count", 5);
    await newer.close();
    await closed(story, here);
    story.did(
      'a newer version of the program emitted: count 1, count 2, count "three", later, toString, count 4, and count 5 in another turn',
    );
    const told = `received ${here.counts}; reported "${
      here.ignored.join('", "')
    }"`;
    story.holds(`${here.counts}` === "1,2,4,5", {
      expected: "counts 1, 2, 4 and 5 are received",
      got: told,
      ...means(
        `${here.counts}` === "1,2,5" && here.ignored.length === 1
          ? "bad-event-drops-others"
          : `${here.counts}` === "1,2,three,4,5" && here.ignored.length === 3
          ? "wrong-event-is-delivered"
          : `${here.counts}` === "1,5" && /^\D+$/.test(`${here.ignored[0]}`)
          ? "bad-event-drops-its-batch"
          : undefined,
      ),
    });
    story.holds(here.ignored.length === 3, {
      expected: "each of the other three is reported once, and nothing else",
      got: told,
      ...means(
        here.ignored.length === 4 && /\d/.test(here.ignored.at(-1) ?? "")
          ? "ignored-events-are-not-counted"
          : undefined,
      ),
    });
    story.holds(here.ignored.every((text) => !/ (?:as|and) ?$/.test(text)), {
      expected: "each report says what is wrong",
      got: told,
      ...means("nothing-is-said-of-it"),
    });
  },
);

lessonTest(
  "7.5.7 EventBus ignores what is no event at all, and reports it",
  async (story: Story) => {
    await using here = openBus();
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
    stranger.postMessage({
      sender: "x",
      first: 0,
      events: [{ type: "count", detail: 7 }],
    });
    story.did(
      `${junk.length} messages came that are no batch, such as null and { type: "count", detail: 1 }, and then a good one`,
    );
    await story.eventually(() => here.counts.length > 0, () => ({
      expected: "the good one is received",
      got: `it was not; ${here.ignored.length} reports`,
    }));
    story.holds(here.ignored.length === junk.length, {
      expected: `${junk.length} reports`,
      got: `${here.ignored.length} reports`,
      ...means(here.ignored.length === 0 ? "junk-unreported" : undefined),
    });
    story.holds(here.ignored.every((text) => !/ as ?$/.test(text)), {
      expected: "each report says what is wrong",
      got: here.ignored[0] ?? "",
    });
    story.equal(here.counts, [7], { what: "the counts received" });
    stranger.close();
    await closed(story, here);
  },
);
