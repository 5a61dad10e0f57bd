import { setImmediate } from "node:timers/promises";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { difference } from "./difference.ts";
import { means } from "./misconceptions.ts";
import { Pair } from "./pair.ts";
import { streamBytes } from "./stream_bytes.ts";
import { untimedBytes } from "./untimed.ts";

lessonTest(
  "7.2.1 PortConn.write() takes what it can of much, and says how much",
  untimedBytes(async (story: Story) => {
    const all = streamBytes(3_000_000, 7211);
    for (const length of [700_000, all.length]) {
      using pair = new Pair(story);
      const { a, b } = pair;
      const call = `write() of ${length} bytes, which nobody reads yet,`;
      const writing = a.conn.write(all.subarray(0, length));
      const taken = await a.settled(call, writing, {
        pending: "waits-for-room-for-all",
      });
      story.holds(Number.isInteger(taken) && taken > 0 && taken <= length, {
        expected: `a.${call} resolves with 1 to ${length}`,
        got: `it resolved with ${taken}`,
      });
      story.did(`a wrote ${length} bytes, and write() resolved with ${taken}`);
      await a.conn.closeWrite();
      story.did("a closed its writing side");
      let read = 0;
      let isCut = false;
      for (;;) {
        const bytes = await b.read(1_000_000).catch((error) => {
          // Who has read much gives credit, which is step 7.2.2.
          if (!String(error).includes("TODO(7.2.2)")) throw error;
          isCut = true;
          return null;
        });
        if (bytes === null) break;
        const at = difference(bytes, all.subarray(read, read + bytes.length));
        story.holds(at === -1, {
          expected: "b reads what a wrote",
          got: `other bytes, from byte ${read + at} on`,
        });
        read += bytes.length;
      }
      await pair.quiet();
      if (isCut) read = pair.arrived;
      story.holds(read === taken, {
        expected: `b gets ${taken} bytes before the end`,
        got: `it got ${read}`,
        // What was sent is known where it comes in messages of the type "data".
        ...means(
          pair.arrived > 0 && pair.arrived < taken
            ? "returns-what-was-allowed"
            : undefined,
        ),
      });
    }
  }),
);

/** Far more than any sensible window. */
const BOUND = 8 * 1024 * 1024;

lessonTest(
  "7.2.1 PortConn.write() sends no more than its credit",
  untimedBytes(async (story: Story) => {
    // A window is a whole number of the first pieces, and none of the others.
    for (
      const [size, id] of [
        [65_536, "write-costs-nothing"],
        [400_000, "sends-beyond-credit"],
      ] as const
    ) {
      using pair = new Pair(story);
      const piece = new Uint8Array(size);
      let sent = 0;
      let last: number = size;
      let held: unknown;
      const writing = (async () => {
        for (; sent <= BOUND && last !== 0; sent += last) {
          last = await pair.a.conn.write(piece);
        }
      })();
      // Without step 7.2.2, who has no credit throws instead of waiting.
      writing.catch((error) => held = error);
      for (let turns = 0, before = -1; turns < 50 && !held; turns++) {
        if (sent !== before) turns = 0;
        before = sent;
        if (sent > BOUND) break;
        await setImmediate();
      }
      story.did(`a wrote ${sent} bytes in pieces of ${size}, b read none`);
      story.holds(piece.length === size, {
        expected: "a's caller still has its array after a.write()",
        got: "the array is empty: its buffer was transferred",
        ...means("transfers-callers-buffer"),
      });
      const text = String(held ?? "TODO(7.2.2)");
      if (!text.includes("TODO(7.2.2)")) throw held;
      story.holds(last > 0, {
        expected: "a.write() waits when its credit is used up",
        got: `after ${sent} bytes it resolved with ${last}`,
        ...means(sent > 0 ? "costs-what-was-asked" : undefined),
      });
      story.holds(sent <= BOUND, {
        expected: "a can write as many bytes as it has credit for, and no more",
        got:
          `it could write ${sent} bytes in pieces of ${size}, and nobody reads`,
        ...means(id),
      });
    }
  }),
);
