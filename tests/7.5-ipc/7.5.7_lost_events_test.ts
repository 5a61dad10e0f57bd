import { lessonTest } from "../harness/lesson_test.ts";
import { howMany } from "../harness/story/how_many.ts";
import type { Story } from "../harness/story/story.ts";
import { type Known, means } from "./misconceptions.ts";
import { closed, openBus, range, turns, Wire } from "./open_bus.ts";

lessonTest(
  "7.5.7 EventBus tells when events of a sender were lost, and delivers what comes then",
  async (story: Story) => {
    await using here = openBus();
    using wire = new Wire(here.name);
    const known = new Set<string>();
    /** A batch comes; `named` is what a number of lost events shows. */
    const came = async (
      sender: string,
      first: number,
      counts: number[],
      lost: number,
      named: (told: number | undefined, reports: number) => Known,
    ) => {
      const [reports, before] = [here.ignored.length, here.counts.length];
      wire.batch(sender, first, counts);
      const isFirst = !known.has(sender);
      known.add(sender);
      const delivered = () => here.counts.length - before;
      const told = () => here.ignored.slice(reports);
      const isOne = counts.length === 1;
      const which = `${
        isOne
          ? `event ${first}`
          : `events ${first} to ${first + counts.length - 1}`
      } of sender ${sender}`;
      story.did(`${which} came`);
      await story.eventually(() => delivered() + told().length > 0, {
        expected: `${which} ${isOne ? "is" : "are"} delivered`,
        got: "nothing happened",
      });
      const numbers = told().at(0)?.match(/\d+/g)?.map(Number) ?? [];
      story.holds(
        told().length === Math.sign(lost) &&
          (lost === 0 || numbers.includes(lost)),
        {
          expected: lost === 0
            ? `nothing is reported when ${which} ${isOne ? "comes" : "come"}: ${
              isFirst
                ? "a sender's first may have any number"
                : `the last one of ${sender} was ${first - 1}`
            }`
            : `it is reported that ${
              howMany(lost, "event is", "events are")
            } missing before ${which}`,
          got: told().length === 0
            ? "nothing was reported"
            : `reported was "${told().join('", "')}"`,
          ...means(named(numbers[0], told().length)),
        },
      );
      story.holds(delivered() === counts.length, {
        expected: `${which} ${isOne ? "is" : "are"} delivered`,
        got: `${delivered()} of ${
          howMany(counts.length, "event")
        } came to the listener${
          lost > 0 ? ", though the loss before it was reported" : ""
        }`,
        ...means(
          lost > 0 && delivered() === 0 ? "gap-drops-the-batch" : undefined,
        ),
      });
    };
    const undecided = () => undefined;
    const lostBefore =
      (lost: number) => (told: number | undefined, reports: number): Known =>
        reports === 0
          ? "loss-unnoticed"
          : reports > 1
          ? reports === lost && told !== lost
            ? "loss-reported-event-by-event"
            : undefined
          : told !== undefined && Math.abs(told - lost) === 1
          ? "gap-off-by-one"
          : undefined;
    await came("a", 0, [1, 2, 3], 0, undecided);
    await came(
      "a",
      3,
      [4],
      0,
      (told) => told === 2 ? "batches-counted-for-events" : undefined,
    );
    await came(
      "b",
      9,
      [5],
      0,
      (told) =>
        told === 9
          ? "late-joiner-sees-a-gap"
          : told === 5
          ? "senders-counted-together"
          : undefined,
    );
    await came(
      "b",
      10,
      [6, 7],
      0,
      (told) => told === 9 ? "seen-is-how-many-came" : undefined,
    );
    await came("a", 6, [8], 2, lostBefore(2));
    await came("b", 13, [9], 1, lostBefore(1));
    await came(
      "a",
      7,
      [10],
      0,
      (told) => told === 2 || told === 3 ? "loss-reported-again" : undefined,
    );
    await came(
      "b",
      19,
      [11],
      5,
      (_told, reports) => reports === 0 ? "loss-forgets-the-sender" : undefined,
    );
    await closed(story, here);
  },
);

lessonTest(
  "7.5.7 EventBus posts at most two messages for a turn, and no empty one",
  async (story: Story) => {
    await using here = openBus();
    const { bus, name } = here;
    using wire = new Wire(name);
    for (const events of [1, 120, 1]) {
      for (const i of range(events)) bus.emit("count", i);
      await turns(2);
    }
    await closed(story, here);
    await wire.passed();
    story.did("1, 120 and 1 events were emitted in three turns");
    story.holds(!wire.sizes.includes(0), {
      expected: "no message without an event",
      got: `${wire}`,
      ...means("empty-batch-posted"),
    });
    story.holds(wire.sizes.length <= 4, {
      expected:
        "a message for a turn of one event, and at most two for one of more",
      got: `${wire}`,
      ...means(
        Math.max(...wire.sizes) === 1 ? "message-per-event" : "turn-is-cut",
      ),
    });
    story.equal(wire.details, [0, ...range(120), 0], {
      what: "the counts that were posted",
    });
  },
);

lessonTest(
  "7.5.7 EventBus takes a turn for one, whatever it awaits",
  async (story: Story) => {
    await using here = openBus();
    const { bus, name } = here;
    using wire = new Wire(name);
    for (const i of range(50)) {
      bus.emit("count", i);
      await Promise.resolve();
    }
    await turns(2);
    await closed(story, here);
    await wire.passed();
    story.did(
      "50 events were emitted in one turn, with an `await Promise.resolve()` after each",
    );
    story.holds(wire.sizes.length <= 2, {
      expected: "they go in two messages",
      got: `${wire}`,
      ...means("turn-ends-at-await"),
    });
    story.equal(wire.details, range(50), {
      what: "the counts that were posted",
    });
  },
);
