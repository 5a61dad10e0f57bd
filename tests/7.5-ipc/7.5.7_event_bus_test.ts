import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { EventBus } from "../../lessons/7.5-ipc/event_bus.ts";
import { EventSender } from "../../lessons/7.5-ipc/event_sender.ts";
import type { EventBatch } from "../../lessons/7.5-ipc/given/events.ts";
import { means } from "./misconceptions.ts";
import { closed, closeOrGiveUp, openBus } from "./open_bus.ts";

lessonTest(
  "7.5.7 EventBus reaches a second bus of the same thread, and none of another name",
  async (story: Story) => {
    await using here = openBus();
    await using there = openBus(here.name);
    await using other = openBus();
    await using idle = openBus();
    await story.within(idle.bus.close(), {
      expected: "close() of a bus to which nothing came ends",
      got: "it still waits",
    });
    for (const i of [1, 2, 3, 4]) here.bus.emit("count", i);
    there.bus.emit("count", 5);
    story.did(
      "in one turn, a bus emitted the counts 1 to 4, and a second one of its name 5",
    );
    const told = () =>
      `the first received [${here.counts}], the second [${there.counts}], one of another name [${other.counts}]`;
    await story.eventually(
      () => here.counts.length > 0 && there.counts.length > 3,
      () => ({
        expected:
          "the first bus receives 5, the second 1 to 4, one of another name nothing",
        got: told(),
        ...means(
          `${there.counts}` === "1,2"
            ? "only-the-first-of-a-batch"
            : `${there.counts}` === "1,4"
            ? "later-event-replaces-another"
            : undefined,
        ),
      }),
    );
    story.holds(!here.counts.includes(1) && !there.counts.includes(5), {
      expected: "no bus receives what it has emitted itself",
      got: told(),
      ...means("hears-itself"),
    });
    const sorted = `${there.counts.toSorted()}` === "1,2,3,4";
    story.equal(there.counts, [1, 2, 3, 4], {
      what: "what the second bus received of the counts 1 to 4",
      ...means(sorted ? "turn-out-of-order" : undefined),
    });
    story.equal([here.counts, other.counts], [[5], []], {
      what: "what the first bus received, and what one of another name",
    });
    const ignored = [...here.ignored, ...there.ignored];
    story.equal(ignored, [], {
      what: "what the two reported as ignored",
      ...means(
        ignored.length > 0 && ignored.every((text) => /\b0 /.test(text))
          ? "no-gap-is-a-loss"
          : undefined,
      ),
    });
    await closed(story, here, there, other);
  },
);

lessonTest(
  "7.5.7 EventBus.emit() takes a detail such as 0 or null",
  async (story: Story) => {
    let asked = false;
    const anything = (detail: unknown): detail is unknown => {
      asked = true;
      return detail !== undefined;
    };
    const name = crypto.randomUUID();
    const bus = new EventBus<{ any: unknown }>(name, { any: anything });
    await using _ = { [Symbol.asyncDispose]: () => closeOrGiveUp(bus) };
    for (const detail of [1, 0, null]) {
      asked = false;
      let error: unknown;
      try {
        bus.emit("any", detail);
      } catch (thrown) {
        error = thrown;
      }
      story.holds(error === undefined, {
        expected:
          `emit() with ${detail} returns: the schema's function accepts it`,
        got: `it threw ${error}${asked ? "" : ", and did not call that"}`,
        ...means(!asked && !detail ? "detail-that-is-false" : undefined),
      });
    }
  },
);

/** What came of something that was changed after it had been emitted. */
interface Came {
  kind: string;
  thing: unknown;
  got: string | undefined;
  wanted: string | undefined;
}

lessonTest(
  "7.5.7 EventSender.send() takes the detail as it is at that moment",
  async (story: Story) => {
    await using here = openBus();
    await using there = openBus(here.name);
    const got: string[] = [];
    there.bus.on("thing", (thing) => got.push(Deno.inspect(thing)));
    const config = { limit: 1 };
    const deep = { counts: [1] };
    const list = [1];
    const map = new Map([["count", 1]]);
    const things: [kind: string, thing: unknown, change: () => void][] = [
      ["the turn's first object", config, () => config.limit = 2],
      ["an object", config, () => config.limit = 3],
      ["an array", list, () => list.push(2)],
      ["an array in an object", deep, () => deep.counts.push(2)],
      ["a Map", map, () => map.set("count", 2)],
    ];
    const wanted: string[] = [];
    for (const [, thing, change] of things) {
      wanted.push(Deno.inspect(thing));
      here.bus.emit("thing", thing);
      change();
    }
    story.did(
      "in one turn, objects, arrays and a Map were emitted, and each was changed just after",
    );
    await story.eventually(() => got.length >= things.length, () => ({
      expected: `all ${things.length} events come to another bus`,
      got: `${got.length} came`,
    }));
    const [right, wrong] = [true, false].map((isRight) =>
      things.flatMap(([kind, thing], at) =>
        (got[at] === wanted[at]) === isRight
          ? [{ kind, thing, got: got[at], wanted: wanted[at] }]
          : []
      )
    ) as [Came[], Came[]];
    const areAsNow = wrong.every(({ thing, got }) =>
      got === Deno.inspect(thing)
    );
    story.holds(wrong.length === 0, {
      expected: "what comes is what each was when it was emitted",
      got: `${
        wrong.map(({ kind, got, wanted }) =>
          `${kind} came as ${got}, not as ${wanted}`
        ).join("; ")
      }. Right: ${right.map(({ kind }) => kind).join(", ") || "nothing"}`,
      ...means(
        `${got.toSorted()}` === `${wanted.toSorted()}`
          ? undefined
          : wrong.length === 1 && wrong[0]?.thing === config &&
              got[0] !== wanted[0] &&
              areAsNow
          ? "first-event-waits"
          : !areAsNow
          ? "copies-less-than-a-clone"
          : right.length > 1
          ? "copies-some-kinds-only"
          : "copied-when-posted",
      ),
    });
    await closed(story, here, there);
  },
);

lessonTest(
  "7.5.7 EventSender.send() posts the first event of a turn at once",
  async (story: Story) => {
    const posted: EventBatch[] = [];
    const channel = { postMessage: (batch: EventBatch) => posted.push(batch) };
    const sender = new EventSender(channel as unknown as BroadcastChannel);
    for (const turn of [1, 2, 3, 4, 5]) {
      const before = posted.length;
      sender.send({ type: "count", detail: turn });
      const posts = posted.length - before;
      const isWithMore = turn > 2;
      if (isWithMore) sender.send({ type: "count", detail: "more" });
      story.did(
        `turn ${turn}: an event was sent${isWithMore ? ", another one" : ""}${
          turn === 4 ? "" : ", and flush() called"
        }`,
      );
      if (turn !== 4) sender.flush();
      else if (posts === 1) {
        await story.eventually(() => posted.length > before + 1, {
          expected: "the turn ends, and the other event is posted",
          got: "it is not posted",
        });
        story.did("the turn ended, and the other event was posted");
      }
      story.holds(posts === 1, {
        expected: "the event was posted before send() returned",
        got: posts === 0 ? "it was not" : `${posts} messages were posted`,
        ...means(
          posts > 0
            ? undefined
            : turn === 1
            ? "first-event-waits"
            : turn < 5
            ? "flush-leaves-the-turn-open"
            : "timer-leaves-the-turn-open",
        ),
      });
    }
  },
);

lessonTest(
  "7.5.7 EventBus.emit() refuses at once what cannot be copied",
  async (story: Story) => {
    await using here = openBus();
    await using there = openBus(here.name);
    const bad = { limit: 1, name: "x", call: () => {} };
    const emitBad = (when: "first" | "later") => {
      let error: unknown;
      try {
        here.bus.emit("config", bad);
      } catch (caught) {
        error = caught;
      }
      story.holds(error instanceof Error, {
        expected:
          `emit() of an object with a function in it throws an error, as ${
            when === "first" ? "the first" : "a later"
          } event of a turn`,
        got: error === undefined ? "it returned" : `it threw ${error}`,
      });
    };
    story.did(
      "the first event of a turn was one that cannot be copied, and then came the good event 1, another bad one, and the good event 2",
    );
    emitBad("first");
    here.bus.emit("count", 1);
    emitBad("later");
    here.bus.emit("count", 2);
    await story.eventually(() => there.counts.length >= 2, () => ({
      expected: "the good events of that turn, 1 and 2, come to another bus",
      got: `[${there.counts}] came`,
      ...means(
        there.counts.length === 0 ? "refused-event-opens-the-turn" : undefined,
      ),
    }));
    story.equal([there.counts, there.ignored], [[1, 2], []], {
      what: "what another bus received of the good ones, and what was reported",
    });
    await closed(story, here, there);
  },
);
