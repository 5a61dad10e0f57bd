import { setImmediate } from "node:timers/promises";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { means } from "./misconceptions.ts";
import { openBus, range, turns, Wire } from "./open_bus.ts";

lessonTest(
  "7.5.7 EventBus.close() sends what was emitted before it",
  async (story: Story) => {
    // First: in Deno, closing the last channel breaks one that is opened then.
    await using here = openBus();
    const { bus, name } = here;
    using wire = new Wire(name);
    await using idle = openBus();
    await story.within(idle.bus.close(), {
      expected: "close() of a bus to which nothing comes ends",
      got: "it still waits",
    });
    for (const i of range(500)) bus.emit("count", i);
    const closed = bus.close();
    closed.catch(() => {});
    await wire.passed();
    story.did("500 events were emitted in one turn, and close() was called");
    const posted = wire.details.length;
    if (posted === 1) await turns(12);
    story.holds(posted === 500, {
      expected: "all of them are posted at once",
      got: `${posted} were at once, ${wire.details.length} some turns later`,
      ...means(
        posted !== 1
          ? undefined
          : wire.details.length === 1
          ? "close-forgets-the-batch"
          : "close-posts-at-last",
      ),
    });
    story.equal(wire.details, range(500), { what: "what was posted" });
    await story.within(closed, {
      expected: "close() comes to an end",
      got: "it still waits, though a single message came meanwhile",
      ...means("never-quiet-again"),
    });
  },
);

lessonTest(
  "7.5.7 EventBus.close() waits as long as messages come",
  async (story: Story) => {
    // Open all the time: in Deno, closing the last channel breaks one that is
    // opened in the same turn.
    await using here = openBus();
    using wire = new Wire(here.name);
    const quiet = await turnsOfClose();
    story.holds(quiet > 2, {
      expected:
        "where nothing comes, close() lets 4 turns of the event loop pass",
      got: `it was done after ${quiet} ${quiet === 1 ? "turn" : "turns"}`,
      ...means(quiet === 0 ? "close-closes-at-once" : "one-quiet-turn"),
    });
    const closed = here.bus.close();
    closed.catch(() => {});
    // Not one timer out of another: those are slowed down.
    for (const i of range(30)) {
      wire.batch("wire", i, [i]);
      await turns(1);
    }
    story.did("close() was called while a message came in each of 30 turns");
    await story.within(closed, {
      expected: "close() comes to an end when no more messages come",
      got: "it still waits",
    });
    const received = here.counts.length;
    if (received < 30) await turns(2);
    story.holds(received === 30, {
      expected: "all 30 were received when close() was done",
      got: `${received} were`,
      ...means(
        here.counts.length === 30
          ? "delivers-later"
          : received === 0
          ? await closesAtOnce()
            ? "close-closes-at-once"
            : await listensWhileOpen()
            ? "close-stops-listening"
            : undefined
          : await endsInBusyTurns()
          ? "close-counts-turns"
          : undefined,
      ),
    });
    story.equal(here.counts, range(30), { what: "what was received" });
  },
);

lessonTest(
  "7.5.7 EventBus.close() counts quiet turns in a row",
  async (story: Story) => {
    const { here, channel } = openOnFake();
    await using _here = here;
    const { bus, counts } = here;
    const closed = bus.close();
    closed.catch(() => {});
    for (const i of range(12)) {
      await turns(2);
      if (channel?.closed) break;
      channel?.brings(i);
    }
    story.did("close() was called while a message came in every second turn");
    const received = counts.length;
    await turns(2);
    story.holds(received === 12, {
      expected:
        "all 12 are delivered before it is done: no 4 turns in a row were quiet",
      got: `${received} were delivered; the channel is ${
        channel?.closed ? "closed" : "open"
      }`,
      ...means(
        counts.length === 12
          ? "delivers-later"
          : channel?.closed && counts.length > 0
          ? await endsInBusyTurns()
            ? "close-counts-turns"
            : "quiet-turns-in-all"
          : undefined,
      ),
    });
    await story.within(closed, {
      expected: "close() comes to an end when no more messages come",
      got: "it still waits",
    });
  },
);

/** A channel that brings what a test says, and nothing else. */
class FakeChannel {
  static last: FakeChannel | undefined;
  onmessage?: (event: { data: unknown }) => void;
  closed = false;

  constructor() {
    FakeChannel.last = this;
  }

  postMessage() {}

  brings(first: number) {
    const events = [{ type: "count", detail: first }];
    this.onmessage?.({ data: { sender: "x", first, events } });
  }

  close() {
    this.closed = true;
  }
}

/** A bus on a {@linkcode FakeChannel}. */
function openOnFake() {
  const { BroadcastChannel } = globalThis;
  Object.assign(globalThis, { BroadcastChannel: FakeChannel });
  try {
    return { here: openBus(), channel: FakeChannel.last };
  } finally {
    Object.assign(globalThis, { BroadcastChannel });
  }
}

/** Whether close() ends though messages come in each turn, without exception. */
async function endsInBusyTurns(): Promise<boolean> {
  const { here, channel } = openOnFake();
  await using _here = here;
  here.bus.close().catch(() => {});
  let over = false;
  const busy = (async () => {
    for (let i = 0; !over; i++) {
      channel?.brings(i);
      await setImmediate();
    }
  })();
  await turns(30);
  const ended = channel?.closed ?? false;
  over = true;
  await busy;
  return ended;
}

/** Whether what comes to a bus that is open reaches its listeners. */
async function listensWhileOpen(): Promise<boolean> {
  const { here, channel } = openOnFake();
  await using _here = here;
  channel?.brings(0);
  await turns(2);
  return here.counts.length === 1;
}

/** Whether close() has closed the channel before a turn has passed. */
async function closesAtOnce(): Promise<boolean> {
  const { here, channel } = openOnFake();
  await using _here = here;
  here.bus.close().catch(() => {});
  for (let i = 0; i < 50; i++) await Promise.resolve();
  return channel?.closed ?? false;
}

/** How many turns pass while a bus closes to which nothing comes, up to 20. */
async function turnsOfClose(): Promise<number> {
  let closed = false;
  const closing = openBus().bus.close().finally(() => closed = true);
  for (let i = 0; i < 50; i++) await Promise.resolve();
  let passed = 0;
  for (; !closed && passed < 20; passed++) await turns(1);
  if (closed) await closing;
  return passed;
}
