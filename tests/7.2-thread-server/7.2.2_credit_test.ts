import { setImmediate } from "node:timers/promises";
import { collectGarbage } from "../harness/garbage.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { howMany } from "../harness/story/how_many.ts";
import { soon } from "../harness/story/soon.ts";
import type { Story } from "../harness/story/story.ts";
import type { End } from "./conn_end.ts";
import { Flow, heldUp, MB, PIECE, readAll, standsStill } from "./flow.ts";
import { type Id, means } from "./misconceptions.ts";
import { Pair } from "./pair.ts";
import { poolSpy } from "./pool_spy.ts";
import { streamBytes } from "./stream_bytes.ts";
import { PORT_CONN, untimed } from "./untimed.ts";

/** How much more memory may be in use, in bytes. */
const KEPT = 96 * MB;

/** How much memory is in use, in bytes, with garbage that nobody has collected. */
function inUse(): number {
  const { external, heapUsed } = Deno.memoryUsage();
  return external + heapUsed;
}

/** Whether end a has credit for one byte, if it looks now. */
async function canWrite({ a, b }: Pair): Promise<boolean> {
  let written = false;
  a.conn.write(new Uint8Array(1)).then(() => written = true, () => {});
  await soon(() => written, b.ms);
  a.story.did(
    `another write() that a calls now ${written ? "resolves" : "waits, too"}`,
  );
  return written;
}

lessonTest(
  "7.2.2 PortConn.write() waits while the peer does not read",
  untimed(PORT_CONN, async (story: Story) => {
    const data = streamBytes(12 * MB, 7220);
    for (const size of [1_000_000, 10_007]) {
      using pair = new Pair(story);
      const flow = new Flow(pair.a, data);
      story.did("a writes 12 MB, and b does not read");
      await heldUp(story, pair, flow);
      const { a } = pair.got;
      const first = flow.sent;
      await readAll(pair.b, flow, data, size, async () => {
        story.did(
          `b read all ${flow.sent} bytes that a could write; a got ${
            howMany(pair.got.a - a, "message")
          } from b meanwhile${
            pair.got.a > a
              ? `, with ${howMany(pair.granted, "byte")} of credit`
              : ""
          }`,
        );
        if (flow.error !== undefined) {
          story.did(`a's last write() failed: ${flow.error}`);
        }
        if (pair.got.a > a) {
          // Where bytes come in messages of another type, so may credit.
          if (pair.arrived === 0) return undefined;
          return pair.credits === 0
            ? "grants-no-credit"
            : pair.granted === 0
            ? "owed-cleared-first"
            : pair.isOverGranted
            ? "credit-given-twice"
            // With less than no credit, write() waits no more, and sends nothing.
            : flow.error !== undefined
            ? first + pair.granted < flow.sent
              ? "credit-gets-lost"
              : "credit-noted-wrong"
            : flow.sent < first + pair.granted
            ? await canWrite(pair)
              ? "sleeps-through-credit"
              : "credit-noted-wrong"
            : pair.got.a === a + 1 && pair.granted > 0.5 * first
            ? "credit-granted-once"
            : "credit-gets-lost";
        }
        // The first round reads whole chunks.
        return size > PIECE ? "credit-never-granted" : "credit-for-last-piece";
      });
    }
  }),
);

/** Reads so many bytes that are there, and does not look at them. */
async function skip({ conn }: End, length: number): Promise<void> {
  const array = new Uint8Array(MB);
  for (let left = length; left > 0;) {
    const part = array.subarray(0, left);
    left -= await conn.read(part) ?? Infinity;
  }
}

/** What it shows that b, which has written as well, gives no credit. */
async function grantsNone(story: Story, data: Uint8Array): Promise<Id> {
  using pair = new Pair(story);
  const flow = new Flow(pair.a, data);
  await standsStill(flow);
  new Flow(pair.b, data.subarray(0, 2 * MB));
  await skip(pair.a, 2 * MB);
  await skip(pair.b, flow.sent);
  await pair.quiet();
  story.did(
    `both wrote and read as much, nobody closed, and a got ${pair.granted} bytes of credit`,
  );
  if (pair.granted > 0) return "no-credit-after-end";
  const got = pair.b.granted;
  let read = flow.sent;
  while (pair.granted === 0 && read < 8 * MB) {
    read += await pair.givesB(new Uint8Array(PIECE)) ?? Infinity;
    await pair.quiet();
  }
  const missing = read - pair.granted;
  story.did(
    `b read on: for ${read} bytes in all, a got ${pair.granted} bytes of credit, and b had got ${got} of a`,
  );
  return got > 0 && missing === got
    ? "credit-pays-what-is-owed"
    : "grants-unless-it-writes";
}

lessonTest(
  "7.2.2 PortConn.write() held up one way leaves the other way open",
  untimed(PORT_CONN, async (story: Story) => {
    using pair = new Pair(story);
    const data = streamBytes(12 * MB, 7221);
    const flow = new Flow(pair.a, data);
    story.did("a writes 12 MB, and b does not read");
    await heldUp(story, pair, flow);
    const { sent } = flow;
    const back = data.subarray(0, 2 * MB);
    story.did("b writes 2 MB, and a reads");
    await readAll(pair.a, new Flow(pair.b, back), back, 100_000, () => {
      // a has written, and read all that b could write.
      return pair.b.granted === 0 ? "grants-unless-it-writes" : undefined;
    });
    story.holds(flow.error === undefined, {
      expected: "a's write() waits for credit, whatever else comes from b",
      got: `it rejected with ${flow.error}`,
      ...means("data-ends-waiting"),
    });
    await pair.b.conn.closeWrite();
    story.did("b closed its writing side");
    await pair.a.hearsEnd();
    await standsStill(flow);
    const own = flow.sent - sent;
    story.holds(own < MB || pair.granted > 0, {
      expected: "a's write() waits on, as b has read nothing",
      got:
        `a, which has read ${back.length} bytes itself, wrote ${own} bytes more; b gave it no credit, and a gave b ${pair.b.granted} bytes of credit`,
      ...means("own-reads-give-credit"),
      // Credit comes in parcels, and something is left over.
      method: own === back.length
        ? ["PortConn.take()", "PortConn.receive()"]
        : "PortConn.grant()",
    });
    const { granted } = pair;
    await readAll(pair.b, flow, data, 1_000_000, async () => {
      const more = pair.granted - granted;
      story.did(
        `b read all ${flow.sent} bytes that a could write; a got ${more} bytes of credit from b meanwhile`,
      );
      if (flow.error !== undefined) {
        story.did(`a's write() rejected with ${flow.error}`);
        return "end-ends-waiting";
      }
      if (more > 0) {
        return await canWrite(pair)
          ? "sleeps-through-credit"
          : "credit-ignored-after-end";
      }
      return await grantsNone(story, data);
    });
  }),
);

lessonTest(
  "7.2.2 PortConn.write() that waits at both ends sends nothing meanwhile",
  untimed(PORT_CONN, async (story: Story) => {
    using pair = new Pair(story);
    const data = streamBytes(4 * MB, 7224);
    const flows = [new Flow(pair.a, data), new Flow(pair.b, data)];
    for (const flow of flows) {
      await standsStill(flow);
      if (flow.error !== undefined) throw flow.error;
    }
    story.did("a and b wrote until both had no credit, and neither reads");
    const { a, b } = pair.got;
    for (let turn = 0; turn < 50; turn++) await setImmediate();
    const more = pair.got.a - a + pair.got.b - b;
    story.holds(more === 0, {
      expected: "where both wait, and nobody reads, no message is sent",
      got: `in 50 turns of the event loop, ${more} came`,
      ...means("wakes-each-other"),
    });
  }),
);

lessonTest(
  "7.2.2 PortConn.write() that waits is rejected when either end closes",
  untimed(PORT_CONN, async (story: Story) => {
    for (
      const [closer, action, error, id] of [
        ["b", "close", "BrokenPipe", "waits-for-credit-alone"],
        ["a", "close", "Interrupted", "own-close-unheard"],
        ["a", "closeWrite", "BrokenPipe", "close-write-wakes-nobody"],
      ] as const
    ) {
      using pair = new Pair(story);
      const flow = new Flow(pair.a, new Uint8Array(12 * MB));
      await heldUp(story, pair, flow);
      const second = pair.a.conn.write(new Uint8Array(1));
      let isOver = false;
      second.catch(() => isOver = true);
      await pair.quiet();
      story.did("a called write() once more, which waits, too");
      await pair[closer].conn[action]();
      story.did(`${closer} called ${action}()`);
      await pair.a.rejects("write() that waits", flow.finished, error, {
        async pending() {
          if (isOver) {
            story.did("the second write() rejected");
            return "wakes-one-of-two";
          }
          story.did("neither of the two writes has rejected");
          if (closer === "b") return id;
          await pair.nudgeA();
          await pair.quiet();
          story.did(
            `then a got a message from the test, with 0 bytes of credit: ${
              flow.error === undefined
                ? "write() waits on"
                : "write() rejected at last"
            }`,
          );
          return flow.error === undefined ? "sleeps-through-own-end" : id;
        },
      });
      await pair.a.rejects("write() that waits, too,", second, error, {
        pending: "wakes-one-of-two",
      });
    }
  }),
);

lessonTest(
  "7.2.2 PortConn.read() gives what came, also where a longer buffer is used again",
  untimed(PORT_CONN, async (story: Story) => {
    using pair = new Pair(story);
    const data = streamBytes(6 * MB, 7222);
    story.did(
      "a writes 200000 and 70000 bytes by turns, 6 MB in all (random, seed 7222)",
    );
    await readAll(
      pair.b,
      new Flow(pair.a, data, 200_000, 70_000),
      data,
      30_000,
    );
  }),
);

lessonTest(
  "7.2.2 PortConn carries 160 MB with little of it in memory",
  untimed(PORT_CONN, async (story: Story) => {
    using pool = poolSpy();
    using pair = new Pair(story);
    const data = streamBytes(16 * MB + 1, 722);
    story.did("a writes 16 MB and 1 byte (random, seed 722), and b reads");
    await collectGarbage();
    const before = inUse();
    let most = 0;
    for (let round = 1; round <= 10; round++) {
      await readAll(pair.b, new Flow(pair.a, data), data, 150_000);
      most = inUse() - before;
      if (most > KEPT) {
        // Of small chunks, much may wait to be collected.
        await collectGarbage();
        most = inUse() - before;
      }
      story.holds(most <= KEPT, {
        expected: `what has been read is given back: at most ${
          KEPT / MB
        } MB more are in use`,
        got: `${Math.round(most / MB)} MB more are in use, after ${
          16 * round
        } MB were read, and a has got back ${howMany(pair.returned, "buffer")}`,
        ...means(
          pair.returned > 0
            ? pool.copied > 0 ? "buffers-copied" : undefined
            : pool.collected > 0
            ? "buffers-not-returned"
            : undefined,
        ),
      });
    }
    story.did(`ten times, with ${Math.round(most / MB)} MB more in use then`);
  }),
);
