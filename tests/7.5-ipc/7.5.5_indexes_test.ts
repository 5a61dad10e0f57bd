import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { RingBuffer } from "../../lessons/7.5-ipc/given/ring_buffer.ts";
import { ASLEEP } from "../../lessons/7.5-ipc/ring_ends.ts";
import { alone, beforeSaying, told } from "./alone.ts";
import { type Known, means } from "./misconceptions.ts";
import { cameBefore, endsOf, ringOf, sleepOf } from "./ring_alone.ts";

const CAPACITY = 2 ** 20;
/** Code that copies byte by byte really copies all of them, also beside others. */
const LONG = { timeout: 180_000 };

lessonTest(
  "7.5.5 RingBuffer goes on, however many bytes it has carried",
  (story: Story) => {
    const ring = new RingBuffer(
      new SharedArrayBuffer(RingBuffer.byteLength(CAPACITY)),
    );
    const writer = ring.writer();
    const reader = ring.reader();
    const part = new Uint8Array(CAPACITY - 8);
    const into = new Uint8Array(CAPACITY);
    const piece = new Uint8Array(CAPACITY / 16);
    let total = 0;
    /** Writes and reads a number of bytes, so many at a time. */
    const carry = (bytes: Uint8Array, times: number) => {
      const count = (does: string, got: number | null, id: Known) =>
        story.holds(got === bytes.length, {
          expected:
            `after ${total} bytes (2^31 is 2147483648), ${does} as many bytes as fit: ${bytes.length}`,
          got: `${got}`,
          ...means(id),
        });
      for (let i = 0; i < times; i++) {
        const written = writer.tryWrite(bytes);
        const less = written >= 0 && written < bytes.length &&
          total >= 2 ** 31 - 2 * CAPACITY;
        count(
          "tryWrite() writes",
          written,
          less ? "indexes-compared" : undefined,
        );
      }
      for (let i = 0; i < times; i++) {
        const read = reader.tryRead(into.subarray(0, bytes.length));
        const off = read !== null && (read < 0 || read > bytes.length);
        count("tryRead() reads", read, off ? "difference-not-cut" : undefined);
      }
      total += bytes.length * times;
    };
    for (const power of ["2^31", "2^32"]) {
      const limit = power === "2^31" ? 2 ** 31 : 2 ** 32;
      {
        using _fast = withoutCopies();
        while (total < limit - 3 * CAPACITY) carry(part, 1);
      }
      while (total < limit - CAPACITY / 2) carry(piece, 1);
      // For some of these, only one of the indexes has wrapped.
      carry(piece, 16);
      for (const mark of [1, 2]) {
        part[0] = mark;
        carry(part, 1);
        story.holds(into[0] === mark, {
          expected: `after ${
            total - part.length
          } bytes, more than ${power}, a byte that was written as ${mark} is read as ${mark}`,
          got: `it is read as ${into[0]}`,
          ...means(copies() ? "place-of-a-negative-index" : undefined),
        });
      }
      const sleeps = (
        what: string,
        call: ReturnType<typeof alone>,
        compares: string,
      ) => {
        const isUncut = call.how === "spun" &&
          sleepOf(what === "write()").how !== "spun";
        story.holds(call.how === "returned" && call.limits.length === 1, {
          expected:
            `${what} after ${total} bytes sleeps once, until it is woken`,
          got: told(call),
          ...means(
            call.how === "spun"
              ? isUncut ? "index-compared-uncut" : "spins-on-memory"
              : call.woken[0] === "not woken"
              ? "change-wakes-nobody"
              : undefined,
          ),
          method: isUncut ? compares : undefined,
        });
      };
      sleeps(
        "read()",
        alone(() => reader.read(into), () => writer.tryWrite(piece)),
        "RingReader.tryRead()",
      );
      writer.write(into);
      sleeps(
        "write()",
        alone(() => writer.write(piece), () => reader.tryRead(into)),
        "RingWriter.tryWrite()",
      );
      reader.tryRead(into);
      total += CAPACITY + 2 * piece.length;
    }
  },
  LONG,
);

lessonTest(
  "7.5.5 RingBuffer sees in its second look that an index has passed 2^31",
  (story: Story) => {
    const ring = ringOf(CAPACITY);
    const [writer, reader] = [ring.writer(), ring.reader()];
    const whole = new Uint8Array(CAPACITY);
    using _fast = withoutCopies();
    for (let total = CAPACITY; total <= 2 ** 31; total += CAPACITY) {
      // Of the last round, two bytes are left for later.
      const part = whole.subarray(0, total < 2 ** 31 ? CAPACITY : -2);
      const [written, read] = [writer.tryWrite(part), reader.tryRead(part)];
      story.holds(written === part.length && read === part.length, {
        expected: `after ${
          total - CAPACITY
        } bytes, tryWrite() writes ${part.length} bytes, and tryRead() reads them`,
        got: `the first returns ${written}, the second ${read}`,
      });
    }
    story.did("2^31 - 2 bytes were written, and read");
    const four = whole.subarray(0, 4);
    const one = whole.subarray(0, 1);
    const sees = (full: boolean, body: () => unknown, change: () => void) => {
      const small = endsOf(full);
      const { call, hook } = changed(body, change);
      const smaller = full
        ? () => small.writer.write(one)
        : () => small.reader.read(one);
      const isSmaller = call.how === "slept" &&
        changed(smaller, small.change.call).call.how === "returned";
      story.did(
        cameBefore(
          `${small.change.what} of 4 bytes, up to 2^31 + ${full ? 3 : 2},`,
          small.what,
          hook,
        ),
      );
      story.holds(call.how === "returned", {
        expected: "it looks again, finds that, and does not sleep",
        got: told(call),
        ...means(isSmaller ? "indexes-compared" : undefined),
        method: isSmaller ? "sleep()" : undefined,
      });
    };
    sees(false, () => reader.read(one), () => writer.tryWrite(four));
    writer.tryWrite(whole.subarray(3));
    story.did("one of these bytes was read, and the ring filled");
    sees(true, () => writer.write(one), () => reader.tryRead(four));
  },
  LONG,
);

/** How a call ends if another one is made just before it says ASLEEP. */
function changed(body: () => unknown, change: () => unknown) {
  using hook = beforeSaying(ASLEEP, change);
  return { call: alone(body), hook };
}

/** Whether a byte is copied where the indexes are small. */
function copies(): boolean {
  const { writer, reader } = endsOf(false);
  const one = new Uint8Array(1);
  return [1, 2, 3, 4, 5, 6, 7, 8].every((byte) => {
    writer.tryWrite(new Uint8Array([byte]));
    reader.tryRead(one);
    return one[0] === byte;
  });
}

/** While only the indexes matter, nothing is copied: that takes a second. */
function withoutCopies(): Disposable {
  const arrays: Uint8Array = Object.getPrototypeOf(Uint8Array.prototype);
  const { set } = arrays;
  arrays.set = () => {};
  return { [Symbol.dispose]: () => void (arrays.set = set) };
}
