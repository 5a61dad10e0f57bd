import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { sleepsOnce } from "./atomics_spies.ts";
import { RingBuffer } from "../../lessons/7.5-ipc/given/ring_buffer.ts";

lessonTest(
  "7.5.5 RingBuffer holds exactly its capacity, at each place",
  (story: Story) => {
    const ring = new RingBuffer(
      new SharedArrayBuffer(RingBuffer.byteLength(8)),
    );
    const writer = ring.writer();
    const reader = ring.reader();
    const into = new Uint8Array(20);
    for (let round = 0; round < 40; round++) {
      const length = round % 11;
      const bytes = Uint8Array.from({ length }, (_, i) => round + i);
      const written = writer.tryWrite(bytes);
      story.equal(written, Math.min(length, 8), {
        what: `how many of ${length} bytes an empty ring of 8 takes`,
        cause:
          "full and empty are told apart by the number of bytes in it, not by the places.",
      });
      story.equal(writer.tryWrite(new Uint8Array(9 - written)), 8 - written, {
        what: `how many bytes it takes when it holds ${written} of 8`,
        cause: "the room is the capacity less what is in it.",
      });
      story.equal(writer.tryWrite(new Uint8Array(1)), 0, {
        what: "how many bytes a full ring takes",
        cause: "full looks like empty, and what was not read is overwritten.",
      });
      story.equal(reader.tryRead(into.subarray(0, 0)), 0, {
        what: "how many bytes are read into an empty array",
        cause: "no more can be read than fits.",
      });
      story.equal(reader.tryRead(into), 8, {
        what: "how many bytes a full ring of 8 gives",
        cause: "full looks like empty.",
      });
      story.equal([...into.subarray(0, written)], [...bytes.subarray(0, 8)], {
        what: "the bytes that were read",
        cause: "the copy over the ring's end is wrong.",
      });
      story.equal(reader.tryRead(into), 0, {
        what: "how many bytes an empty ring gives",
        cause: "empty is taken for full.",
      });
      // Next time it starts three bytes on.
      writer.tryWrite(new Uint8Array(3));
      reader.tryRead(into);
    }
  },
);

lessonTest(
  "7.5.5 RingBuffer goes on after 2^31 and 2^32 bytes",
  (story: Story) => {
    const capacity = 2 ** 16;
    const ring = new RingBuffer(
      new SharedArrayBuffer(RingBuffer.byteLength(capacity)),
    );
    const writer = ring.writer();
    const reader = ring.reader();
    const bytes = new Uint8Array(capacity - 8);
    const into = new Uint8Array(capacity);
    const piece = new Uint8Array(capacity / 16);
    let total = 0;
    const limits = [2 ** 17, 2 ** 31 + 2 ** 17, 2 ** 32 + 2 ** 17];
    // Over both limits, in steps that meet them in the middle of a part.
    while (total < 2 ** 32 + 2 ** 18) {
      const near = Math.abs(total - 2 ** 31) < 2 ** 17 ||
        Math.abs(total - 2 ** 32) < 2 ** 17;
      bytes[0] = total & 0xff;
      const written = writer.tryWrite(bytes);
      const read = reader.tryRead(into);
      if (near || written !== bytes.length || read !== bytes.length) {
        // In pieces: for some of them, only one of the indexes has wrapped.
        let full = 0;
        let rest = 0;
        for (let i = 0; i <= 16; i++) full += writer.tryWrite(piece);
        for (let i = 0; i <= 16; i++) rest += reader.tryRead(piece) ?? 0;
        story.equal([written, read, full, rest], [
          bytes.length,
          bytes.length,
          capacity,
          capacity,
        ], {
          what:
            `what is written and read after ${total} bytes, of a part and then of a full ring`,
          cause:
            "the index is a 32-bit number in memory and wraps: compare differences (`| 0`), never the indexes themselves.",
        });
        story.equal(into[0], bytes[0], {
          what: `the byte that is read after ${total} bytes`,
          cause: "the place in the ring is computed from a negative index.",
        });
        total += capacity;
      }
      total += written;
      if (total < (limits[0] ?? Infinity)) continue;
      limits.shift();
      const uncut =
        "what is looked at before the sleep is a 32-bit number in memory: a number that runs on beyond 2^31 never equals it.";
      sleepsOnce(story, `read() after ${total} bytes`, uncut, {
        body: () => reader.read(into),
        other: () => writer.tryWrite(piece),
      });
      writer.write(into);
      sleepsOnce(story, `write() after ${total} bytes`, uncut, {
        body: () => writer.write(piece),
        other: () => reader.tryRead(into),
      });
      reader.tryRead(into);
      total += capacity + 2 * piece.length;
    }
  },
);

lessonTest("7.5.5 RingBuffer says that an end is closed", (story: Story) => {
  const ring = new RingBuffer(new SharedArrayBuffer(RingBuffer.byteLength(8)));
  const writer = ring.writer();
  const reader = ring.reader();
  const thrown = (body: () => unknown) => {
    try {
      return `returned ${body()}`;
    } catch (error) {
      return error instanceof Error ? error.name : error;
    }
  };
  writer.write(new Uint8Array([1, 2]));
  writer.close();
  writer.close();
  story.equal(thrown(() => writer.write(new Uint8Array(1))), "TypeError", {
    what: "what write() does after close()",
    cause: "an end that was closed still writes.",
  });
  const into = new Uint8Array(8);
  const counts = [
    reader.tryRead(into),
    reader.tryRead(into),
    reader.read(into),
  ];
  story.equal(counts, [2, null, null], {
    what: "what is read after the writer wrote two bytes and closed",
    cause:
      "what was written before the end is still to be read, and then null.",
  });
  reader.close();
  story.equal(thrown(() => reader.read(into)), "TypeError", {
    what: "what read() does after close()",
    cause: "an end that was closed still reads.",
  });
  story.equal(thrown(() => ring.reader()), "Error", {
    what: "what a second reader gets, after the first has closed",
    cause: "a ring whose end was closed is over, as a pipe is.",
  });
});
