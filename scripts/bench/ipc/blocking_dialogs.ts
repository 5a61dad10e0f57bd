import { lessonModule, type Source } from "../lesson_module.ts";
import type { BlockingDialog } from "./blocking_peer.ts";

/** A way that blocks its threads, on memory for each direction. */
export interface BlockingWay {
  /** How many bytes of memory one direction takes. */
  byteLength: number;
  /** Opens it for one thread. Disposing of it ends the other thread's input. */
  open(out: SharedArrayBuffer, back: SharedArrayBuffer): BlockingDialog;
}

/** How many bytes a ring holds: two of the longest messages. */
const CAPACITY = 2 * 1024 * 1024;
/** The largest value of a mailbox in bytes; longer messages go in parts. */
const PART = 4096;

/** The ways that block, by name. */
export const blockingWays: Record<
  string,
  (source: Source) => Promise<BlockingWay>
> = { "ring buffer": ringBuffer, "mailbox": mailbox };

async function ringBuffer(source: Source): Promise<BlockingWay> {
  const { RingBuffer } = await lessonModule(
    source,
    "7.5-ipc/given/ring_buffer.ts",
  );
  return {
    byteLength: RingBuffer.byteLength(CAPACITY),
    open(out, back) {
      const writer = new RingBuffer(out).writer();
      const reader = new RingBuffer(back).reader();
      return {
        send: (message) => writer.write(message),
        receive(into) {
          for (let done = 0; done < into.length;) {
            const count = reader.read(into.subarray(done));
            if (count === null) return false;
            done += count;
          }
          return true;
        },
        [Symbol.dispose]: () => writer.close(),
      };
    },
  };
}

async function mailbox(source: Source): Promise<BlockingWay> {
  const { Mailbox } = await lessonModule(source, "7.5-ipc/mailbox.ts");
  return {
    byteLength: Mailbox.byteLength(PART / 8),
    open(out, back) {
      return {
        send(message) {
          const size = Math.min(message.length, PART);
          const outbox = new Mailbox(out, size / 8);
          const numbers = new Float64Array(message.buffer);
          for (let at = 0; at < numbers.length; at += size / 8) {
            outbox.put(Array.from(numbers.subarray(at, at + size / 8)));
          }
        },
        receive(into) {
          const size = Math.min(into.length, PART);
          const inbox = new Mailbox(back, size / 8);
          const numbers = new Float64Array(into.buffer);
          for (let at = 0; at < numbers.length; at += size / 8) {
            const value = inbox.take();
            if (value === undefined) return false;
            numbers.set(value, at);
          }
          return true;
        },
        [Symbol.dispose]: () => new Mailbox(out, 1).close(),
      };
    },
  };
}
