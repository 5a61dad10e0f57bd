import { howMany } from "../../harness/story/how_many.ts";
import { assert } from "@std/assert";
import { SharedTraffic } from "../../../lessons/7.2-thread-server/shared_traffic.ts";
import type {
  Model,
  Thread,
  ThreadContext,
} from "../../harness/explorer/mod.ts";

/** Leaves eight bytes free on both sides, to see whether it keeps to its own. */
const OFFSET = 8;
const BYTES = OFFSET + SharedTraffic.BYTE_LENGTH + 8;

/** The counters, each of two words, by the places of the first. */
export const WORDS = { 8: "messages", 16: "received", 24: "sent" };

const carries: Thread = (shared) => {
  const traffic = new SharedTraffic(shared, OFFSET);
  traffic.received(5);
  traffic.sent(3);
};

/** Two threads carry at the same time. */
export const twoThreads: Model = {
  name: "7.2.7-two-threads",
  bytes: BYTES,
  words: WORDS,
  threads: [carries, carries],
  plain: "interleave",
  invariant: (words) => {
    assert(
      words[0] === 0 && words[1] === 0 && words.at(-1) === 0 &&
        words.at(-2) === 0,
      "The memory beside the counters was written to.",
    );
  },
  final: (words) => {
    const { messages, received, sent } = new SharedTraffic(words.buffer, OFFSET)
      .read();
    assert(
      messages === 2 && received === 10 && sent === 6,
      `2 messages of 5 bytes came and 2 times 3 bytes went, but a SharedTraffic that is made then says ${
        howMany(messages, "message")
      }, ${howMany(received, "byte")} received, ${sent} sent.`,
    );
  },
};

/** One thread counts and looks, while another counts. */
export const looking: Model = {
  name: "7.2.7-looking",
  bytes: BYTES,
  words: WORDS,
  threads: [carries, (shared, t: ThreadContext) => {
    const traffic = new SharedTraffic(shared, OFFSET);
    // It is more than what the other thread counts, which cannot stand for it.
    traffic.received(6);
    traffic.received(6);
    traffic.sent(4);
    const { messages, received, sent } = traffic.read();
    t.assert(
      messages >= 2 && messages <= 3 && received >= 12 && received <= 17 &&
        sent >= 4 && sent <= 7,
      `A thread had counted 2 messages of 6 bytes and 4 bytes sent, and its read() said ${
        howMany(messages, "message")
      }, ${howMany(received, "byte")} received, ${sent} sent.`,
    );
  }],
};
