import { setImmediate } from "node:timers/promises";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { difference } from "./difference.ts";
import { type Id, means } from "./misconceptions.ts";
import type { End, Shows } from "./conn_end.ts";
import { Pair } from "./pair.ts";
import { streamBytes } from "./stream_bytes.ts";

const MB = 1024 * 1024;

/** More than any sensible window, and much less than what is sent. */
const BOUND = 8 * MB;

/** How much more memory may be in use, in bytes: garbage comes late. */
const KEPT = 96 * MB;

/** How much one write() is given, in bytes. */
const PIECE = 100_000;

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
        data.subarray(this.sent, this.sent + PIECE),
      );
    }
  }
}

/** Waits until a writes no more. Everything happens in this one thread. */
async function heldUp(story: Story, pair: Pair, flow: Flow): Promise<void> {
  const { a } = pair.got;
  for (let turns = 0, before = -1; turns < 50; turns++) {
    if (flow.sent !== before) turns = 0;
    before = flow.sent;
    const came = pair.got.a - a;
    story.holds(flow.sent <= BOUND, {
      expected: "a's write() waits when much is under way that nobody reads",
      got:
        `a could write ${flow.sent} bytes, and got ${came} messages from b, which has not read`,
      ...means(came > 0 ? "credit-on-arrival" : undefined),
    });
    await setImmediate();
  }
  story.did(`a wrote ${flow.sent} bytes that nobody read, then write() waits`);
}

/** Reads all of `data` in pieces of up to `size` bytes. */
async function readAll(
  to: End,
  flow: Flow,
  data: Uint8Array,
  size: number,
  stuck: Shows["pending"] = () => undefined,
): Promise<void> {
  const story: Story = to.story;
  for (let at = 0; at < data.length;) {
    const bytes = await to.read(size, { pending: stuck });
    story.holds(bytes !== null, {
      expected: `${to.name} reads ${data.length} bytes`,
      got: `null, the end, after ${at}`,
    });
    const expected = data.subarray(at, at + bytes.length);
    const differs = difference(bytes, expected);
    story.holds(differs === -1, {
      expected: `${to.name} reads what was written`,
      got: `other bytes, from byte ${at + differs} on`,
    });
    at += bytes.length;
    story.holds(flow.sent - at <= BOUND, {
      expected: `at most ${BOUND} bytes are under way`,
      got: `${flow.sent} were written, and ${at} of them read`,
      ...means("credit-given-twice"),
    });
  }
  story.did(
    `${to.name} read ${data.length} bytes, up to ${size} at a time, as they were written`,
  );
  await to.settled("peer's last write()", flow.finished);
}

lessonTest(
  "7.2.2 PortConn.write() waits while the peer does not read",
  async (story: Story) => {
    const data = streamBytes(12 * MB, 7220);
    for (const size of [1_000_000, 10_007]) {
      using pair = new Pair(story);
      const flow = new Flow(pair.a, data);
      story.did("a writes 12 MB, and b does not read");
      await heldUp(story, pair, flow);
      const { a } = pair.got;
      await readAll(pair.b, flow, data, size, () => {
        story.did(
          `b read all ${flow.sent} bytes that a could write; a got ${
            pair.got.a - a
          } messages from b meanwhile`,
        );
        if (pair.got.a > a) return undefined;
        // The first round reads whole chunks.
        return size > PIECE ? "credit-never-granted" : "credit-for-last-piece";
      });
    }
  },
);

lessonTest(
  "7.2.2 PortConn.write() has as much credit as at first when all was read",
  async (story: Story) => {
    using fresh = new Pair(story);
    const data = streamBytes(12 * MB, 7222);
    const first = new Flow(fresh.a, data);
    await heldUp(story, fresh, first);
    using pair = new Pair(story);
    const some = data.subarray(0, Math.floor(0.57 * first.sent));
    const flow = new Flow(pair.a, some);
    await pair.a.settled(
      `write() of ${some.length} bytes that nobody reads yet`,
      flow.finished,
    );
    story.did(`on another pair, a wrote ${some.length} bytes`);
    await readAll(pair.b, flow, some, 10_007);
    await pair.quiet();
    const again = new Flow(pair.a, data);
    await heldUp(story, pair, again);
    const id: Id = again.sent > first.sent
      ? "credit-given-twice"
      : "credit-set-not-added";
    story.holds(
      again.sent <= first.sent && again.sent >= 0.75 * first.sent,
      {
        expected: `about ${first.sent} bytes can be under way again`,
        got: `${again.sent}`,
        ...means(id),
      },
    );
  },
);

lessonTest(
  "7.2.2 PortConn.write() held up one way leaves the other way open",
  async (story: Story) => {
    using pair = new Pair(story);
    const data = streamBytes(12 * MB, 7221);
    const flow = new Flow(pair.a, data);
    story.did("a writes 12 MB, and b does not read");
    await heldUp(story, pair, flow);
    const back = data.subarray(0, 2 * MB);
    story.did("b writes 2 MB, and a reads");
    await readAll(pair.a, new Flow(pair.b, back), back, 100_000);
    await pair.b.conn.closeWrite();
    story.did("b closed its writing side");
    await pair.a.hearsEnd();
    await readAll(pair.b, flow, data, 1_000_000);
  },
);

lessonTest(
  "7.2.2 PortConn.write() that waits is rejected when either end closes",
  async (story: Story) => {
    for (
      const [closer, action, error, id] of [
        ["b", "close", "BrokenPipe", "waits-for-credit-alone"],
        ["a", "close", "Interrupted", undefined],
        ["a", "closeWrite", "BrokenPipe", "close-write-wakes-nobody"],
      ] as const
    ) {
      using pair = new Pair(story);
      const flow = new Flow(pair.a, new Uint8Array(12 * MB));
      await heldUp(story, pair, flow);
      await pair[closer].conn[action]();
      story.did(`${closer} called ${action}()`);
      await pair.a.rejects("write() that waits", flow.finished, error, {
        ...id === undefined ? {} : { pending: id },
      });
    }
  },
);

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
        } MB were read, and a has got back ${pair.returned} buffers`,
        ...means(pair.returned === 0 ? "buffers-not-returned" : undefined),
      });
    }
    story.did(`ten times, with ${Math.round(most / MB)} MB more in use then`);
  },
);
