import { setImmediate } from "node:timers/promises";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { difference } from "./difference.ts";
import { type End, Pair } from "./pair.ts";
import { streamBytes } from "./stream_bytes.ts";

const MB = 1024 * 1024;

/** More than any sensible window, and much less than what is sent. */
const BOUND = 8 * MB;

/** How much more memory may be in use, in bytes: garbage comes late. */
const KEPT = 96 * MB;

const LESS = "credit is lost: what comes back is added to what is left";
const UNBOUNDED =
  "write() resolves before there is room: a byte sent costs a credit, only what the reader has taken with read() gives one back, and a writer without credit waits";
const STUCK =
  "the writer's credit ran out and was not given back: the reader must return credit for all that it reads, also in small pieces, and the writer must be woken by it";

/** Writes all of `data` and counts what was taken. */
class Flow {
  sent = 0;
  readonly finished: Promise<void>;

  constructor(from: End, data: Uint8Array) {
    this.finished = this.#send(from, data);
    this.finished.catch(() => {});
  }

  async #send({ conn }: End, data: Uint8Array): Promise<void> {
    while (this.sent < data.length) {
      this.sent += await conn.write(
        data.subarray(this.sent, this.sent + 100_000),
      );
    }
  }
}

/** Waits until a flow stands still. Everything happens in this one thread. */
async function heldUp(story: Story, flow: Flow): Promise<void> {
  for (let turns = 0, before = -1; turns < 50; turns++) {
    if (flow.sent !== before) turns = 0;
    before = flow.sent;
    story.holds(flow.sent <= BOUND, {
      expected: "a writer whose reader does not read is held up",
      got: `it could write ${flow.sent} bytes that nobody has read`,
      cause: UNBOUNDED,
    });
    await setImmediate();
  }
  story.did(`after ${flow.sent} bytes that nobody read, write() waits`);
}

/** Reads all of `data` in pieces of up to `size` bytes. */
async function readAll(
  to: End,
  flow: Flow,
  data: Uint8Array,
  size: number,
): Promise<void> {
  const story: Story = to.story;
  for (let at = 0; at < data.length;) {
    const bytes = await to.read(size, STUCK);
    story.holds(bytes !== null, {
      expected: `${to.name} reads ${data.length} bytes`,
      got: `the end after ${at}`,
      cause: "nobody has closed anything",
    });
    const expected = data.subarray(at, at + bytes.length);
    const differs = difference(bytes, expected);
    story.holds(differs === -1, {
      expected: `${to.name} reads what was written`,
      got: `other bytes, from byte ${at + differs} on`,
      cause:
        "bytes were lost or overwritten: a write that waited must go on where it stopped, and a buffer that is used again must not still be read",
    });
    at += bytes.length;
    story.holds(flow.sent - at <= BOUND, {
      expected: `at most ${BOUND} bytes are under way`,
      got: `${flow.sent} were written, and ${at} of them read`,
      cause: UNBOUNDED,
    });
  }
  story.did(`${to.name} read ${data.length} bytes as they were written`);
  await story.within(flow.finished, {
    expected: "the last write() resolves",
    got: "it is still pending",
    cause: STUCK,
  });
}

lessonTest(
  "7.2.2 PortConn carries 160 MB with little of it in memory",
  async (story: Story) => {
    using pair = new Pair(story);
    const data = streamBytes(16 * MB + 1, 722);
    story.did("a writes 16 MB and 1 byte (random, seed 722), and b reads");
    const before = Deno.memoryUsage();
    let most = 0;
    for (let round = 1; round <= 10; round++) {
      await readAll(pair.b, new Flow(pair.a, data), data, 150_000);
      const { external, heapUsed } = Deno.memoryUsage();
      most = external + heapUsed - before.external - before.heapUsed;
      story.holds(most <= KEPT, {
        expected: `what has been read is given back, up to ${KEPT / MB} MB`,
        got: `${Math.round(most / MB)} MB more are in use, after ${
          16 * round
        } MB were read`,
        cause:
          "buffers that were read are kept: send the empty ones back with the credit",
      });
    }
    story.did(`ten times, with ${Math.round(most / MB)} MB more in use then`);
  },
);

lessonTest(
  "7.2.2 PortConn.write() has as much credit as at first when all was read",
  async (story: Story) => {
    using fresh = new Pair(story);
    const data = streamBytes(12 * MB, 7222);
    const first = new Flow(fresh.a, data);
    await heldUp(story, first);
    using pair = new Pair(story);
    const some = data.subarray(0, Math.floor(0.57 * first.sent));
    const flow = new Flow(pair.a, some);
    await story.within(flow.finished, () => ({
      expected: `write() of ${some.length} bytes resolves, though nobody reads`,
      got: `it is still pending after ${flow.sent}`,
      cause: "there is credit for more than that",
    }));
    await readAll(pair.b, flow, some, 10_007);
    story.did(
      `on another pair, a wrote ${some.length} bytes before b read them`,
    );
    // What b has posted before this has arrived with it.
    await pair.b.send("read all", LESS);
    await pair.a.hears("read all", LESS);
    const again = new Flow(pair.a, data);
    await heldUp(story, again);
    story.holds(again.sent >= 0.75 * first.sent, {
      expected: `about ${first.sent} bytes can be under way again`,
      got: `${again.sent}`,
      cause: LESS,
    });
    story.holds(again.sent <= first.sent, {
      expected: `at most ${first.sent} bytes can be under way again`,
      got: `${again.sent}`,
      cause: "more credit comes back than was used",
    });
  },
);

lessonTest(
  "7.2.2 PortConn.write() waits while the peer does not read",
  async (story: Story) => {
    using pair = new Pair(story);
    const data = streamBytes(12 * MB, 7220);
    const flow = new Flow(pair.a, data);
    story.did("a writes 12 MB, and b does not read");
    await heldUp(story, flow);
    story.did("b reads, in pieces of up to 10,007 bytes");
    await readAll(pair.b, flow, data, 10_007);
  },
);

lessonTest(
  "7.2.2 PortConn.write() held up one way leaves the other way open",
  async (story: Story) => {
    using pair = new Pair(story);
    const data = streamBytes(12 * MB, 7221);
    const flow = new Flow(pair.a, data);
    story.did("a writes 12 MB, and b does not read");
    await heldUp(story, flow);
    const back = data.subarray(0, 2 * MB);
    story.did("b writes 2 MB, and a reads");
    await readAll(pair.a, new Flow(pair.b, back), back, 100_000);
    await pair.b.conn.closeWrite();
    await pair.a.hearsEnd("closeWrite() needs no credit");
    await readAll(pair.b, flow, data, 1_000_000);
  },
);

lessonTest(
  "7.2.2 PortConn.write() that waits is rejected when either end closes",
  async (story: Story) => {
    for (
      const [closer, action, error] of [
        ["b", "close", "BrokenPipe"],
        ["a", "close", "Interrupted"],
        ["a", "closeWrite", "BrokenPipe"],
      ] as const
    ) {
      using pair = new Pair(story);
      const flow = new Flow(pair.a, new Uint8Array(12 * MB));
      await heldUp(story, flow);
      await pair[closer].conn[action]();
      story.did(`${closer} called ${action}()`);
      await pair.a.rejects(
        "write()",
        flow.finished,
        error,
        "a writer that waits for credit must be woken by the end as well, or it waits for ever",
      );
    }
  },
);
