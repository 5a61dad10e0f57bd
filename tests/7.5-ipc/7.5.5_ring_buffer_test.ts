import { checkModel } from "../harness/explorer/mod.ts";
import { script } from "../harness/explorer/mod.ts";
import { lessonTest } from "./register.ts";
import type { Story } from "../harness/story/story.ts";
import { runThreads } from "../harness/threads/run_threads.ts";
import { RingBuffer } from "../../lessons/7.5-ipc/ring_buffer.ts";
import * as models from "./models/ring_buffer.ts";

const EXPECTED = "every byte is read once, in order, and both threads return";
const CAUSE = {
  assertion:
    "bytes were read before they were there, twice, or after they were overwritten; or the last ones were missed. Copy first and publish the index then; look for the end before you look at the head.",
  race:
    "bytes are copied while the other side may touch them. The writer publishes the head after its copy, the reader gives room back after its own.",
  deadlock:
    "a thread sleeps for ever. Say ASLEEP, then look again, then sleep; and whoever changes something wakes the other, also by closing.",
  spinning: "read() or write() asks again and again. Sleep in Atomics.wait().",
  exception: "the code throws where nothing is wrong.",
  invariant: "a byte outside of the ring was written.",
} as const;
const expectation = { expected: EXPECTED, cause: CAUSE };

lessonTest(
  "7.5.5 RingBuffer carries every byte once, over the end of the ring",
  (story: Story) => {
    checkModel(story, models.stream, expectation);
  },
);

lessonTest(
  "7.5.5 RingBuffer takes a write that is longer than the ring",
  (story: Story) => {
    checkModel(story, models.long, expectation);
  },
);

lessonTest(
  "7.5.5 RingReader.read() gives the last bytes before the end",
  (story: Story) => {
    checkModel(story, models.end, expectation);
  },
);

lessonTest(
  "7.5.5 RingBuffer sleeps on after a wake-up for nothing",
  (story: Story) => {
    checkModel(story, models.spurious, expectation);
  },
);

lessonTest(
  "7.5.5 RingWriter.tryWrite() and RingReader.tryRead() take what there is",
  (story: Story) => {
    checkModel(story, models.withoutWaiting, {
      ...expectation,
      expected: "what is read is what was written, as far as it came",
    });
  },
);

lessonTest(
  "7.5.5 RingWriter.write() fails when the reader has closed its end",
  (story: Story) => {
    checkModel(story, models.readerLeaves, {
      expected:
        "a writer whose reader is gone gets a Deno.errors.BrokenPipe, also out of its sleep",
      cause: {
        ...CAUSE,
        deadlock: "closing the reader's end does not wake the writer.",
      },
    });
  },
);

lessonTest(
  "7.5.5 RingBuffer gives each end to one thread only",
  (story: Story) => {
    for (const end of ["writer", "reader"] as const) {
      checkModel(story, models.twoOf(end), {
        expected: `a second ${end} is refused`,
        cause:
          "looking at the end's word and taking it must be one atomic step: compareExchange().",
      });
    }
  },
);

lessonTest(
  "7.5.5 RingBuffer sleeps when it is empty or full, and only then",
  (story: Story) => {
    const s = script(story, models.steps);
    s.run(1).until("attached");
    s.run(1).untilBlocked("The ring is empty: read() must wait, asleep.");
    s.run(0).until("has written two", "There is room: write() must not wait.");
    s.isNotBlocked(1, "Two bytes are there: the reader must be woken.");
    s.run(0).until(
      "has filled it",
      "Exactly two bytes fit: full is not empty.",
    );
    s.run(0).untilBlocked("The ring is full: write() must wait, asleep.");
    s.run(1).until("has read 1");
    s.run(1).until("has read 2", "Three more bytes are there.");
    s.isNotBlocked(0, "There is room for two: the writer must be woken.");
    s.run(0).until("has written five");
    s.run(0).toEnd();
    s.run(1).until("has read 5");
    s.run(1).toEnd("The writer has closed its end: read() must return null.");
  },
);

lessonTest(
  "7.5.5 RingBuffer makes no call of the system while nobody sleeps",
  (story: Story) => {
    const s = script(story, models.steps);
    s.run(0).until("attached");
    s.run(1).until("attached");
    s.mark();
    s.run(0).until("has filled it");
    s.run(1).until("has read 4");
    for (const thread of [0, 1]) {
      const { notify, wait } = s.cost(thread);
      story.equal({ notify, wait }, { notify: 0, wait: 0 }, {
        what:
          `what thread ${thread} calls for four bytes that nobody waits for`,
        cause:
          "Atomics.notify() is called each time. Call it only if the other end's word says ASLEEP.",
      });
    }
  },
);

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
    // Over both limits, in steps that meet them in the middle of a part.
    while (total < 2 ** 32 + 2 ** 17) {
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

lessonTest(
  "7.5.5 RingBuffer carries 2 MB between two real threads",
  async (story: Story) => {
    const shared = new SharedArrayBuffer(RingBuffer.byteLength(1024));
    const module = import.meta.resolve("./threads/ring_buffer.ts");
    const data = { total: 2_000_000, seed: 7 };
    const [, read] = await runThreads(
      story,
      shared,
      [{ module, run: "write", data }, { module, run: "read", data }],
      { expected: "both threads come to an end", cause: CAUSE.deadlock },
    );
    story.equal(read, "2000000 bytes", {
      what: "what the reader found",
      cause: CAUSE.assertion,
    });
  },
);
