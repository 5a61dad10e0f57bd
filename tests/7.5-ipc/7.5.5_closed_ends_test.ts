import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { RingBuffer } from "../../lessons/7.5-ipc/given/ring_buffer.ts";
import { CLOSED, READER } from "../../lessons/7.5-ipc/ring_ends.ts";
import { alone, type Outcome, told } from "./alone.ts";
import { type Known, means } from "./misconceptions.ts";
import { four, memoryFor, ringOf, sleepOf } from "./ring_alone.ts";

lessonTest(
  "7.5.5 RingBuffer waits for an end that nobody has taken yet",
  (story: Story) => {
    for (const full of [false, true]) {
      const ring = ringOf(4);
      const call = full
        ? alone(() => ring.writer().write(new Uint8Array(5)))
        : alone(() => ring.reader().read(four));
      const [what, method, other] = full
        ? ["write() of 5 bytes into a ring of 4", "RingWriter", "reader"]
        : ["read() from an empty ring", "RingReader", "writer"];
      const beside = sleepOf(full);
      const isOnlyHere = beside.how === "returned" && beside.limits.length > 0;
      story.did(`${what}, whose ${other}'s end is FREE`);
      story.holds(call.how === "slept", {
        expected: `it sleeps: a ${other} may still come`,
        got: told(call),
        ...means(isOnlyHere ? "free-is-taken-for-closed" : undefined),
        method: isOnlyHere && call.how !== "spun"
          ? `${method}.${full ? "tryWrite" : "tryRead"}()`
          : undefined,
      });
    }
  },
);

lessonTest("7.5.5 RingBuffer says that an end is closed", (story: Story) => {
  const ring = ringOf(8);
  const writer = ring.writer();
  const reader = ring.reader();
  const into = new Uint8Array(8);
  const gives = (
    name: "tryRead" | "read",
    wanted: number | null,
    id?: Known,
  ) => {
    const call = alone(() => reader[name](into));
    story.holds(call.how === "returned" && call.value === wanted, {
      expected: `${name}() returns ${wanted}`,
      got: told(call),
      ...means(
        call.value === null
          ? id
          : name === "read" && (call.how === "slept" || call.how === "spun")
          ? "end-is-taken-for-nothing"
          : undefined,
      ),
    });
  };
  writer.write(new Uint8Array([1, 2]));
  writer.close();
  writer.close();
  story.did("the writer wrote two bytes, and then called close() twice");
  gives("tryRead", 2, "end-hides-the-last-bytes");
  gives("tryRead", null);
  gives("read", null);
  const late = [
    alone(() => writer.write(new Uint8Array(1))),
    alone(() => reader.close()),
    alone(() => reader.read(into)),
  ];
  story.equal(late.map(({ how }) => how), ["threw", "returned", "threw"], {
    what: "how write() after close() ends, the reader's close(), and read()",
  });
});

lessonTest(
  "7.5.5 RingWriter.write() of nothing throws where an end was closed",
  (story: Story) => {
    for (const end of ["reader", "writer"] as const) {
      const shared = memoryFor(8);
      const ring = new RingBuffer(shared);
      const [writer, reader] = [ring.writer(), ring.reader()];
      (end === "reader" ? reader : writer).close();
      const nothing = new Uint8Array(0);
      const [tried, call] = [
        alone(() => writer.tryWrite(nothing)),
        alone(() => writer.write(nothing)),
      ];
      const kind = end === "reader" ? Deno.errors.BrokenPipe : TypeError;
      const isRight = ({ error }: Outcome<unknown>) => error instanceof kind;
      story.holds(isRight(call), {
        expected:
          `write() of an empty array throws a ${kind.name} when the ${end}'s end was closed`,
        got: `${told(call)}; tryWrite() of it: ${told(tried)}`,
        ...means(
          isRight(tried)
            ? "nothing-is-not-tried"
            : end === "reader" && tried.how === "returned" &&
                new Int32Array(shared)[READER] === CLOSED
            ? "reader-left-unnoticed"
            : undefined,
        ),
      });
    }
  },
);

lessonTest(
  "7.5.5 RingWriter.tryWrite() tells that the reader has closed its end",
  (story: Story) => {
    const shared = memoryFor(8);
    const ring = new RingBuffer(shared);
    const writer = ring.writer();
    const reader = ring.reader();
    writer.tryWrite(new Uint8Array(3));
    reader.close();
    const isClosed = new Int32Array(shared)[READER] === CLOSED;
    const call = alone(() => writer.tryWrite(new Uint8Array(1)));
    story.holds(call.error instanceof Deno.errors.BrokenPipe, {
      expected: "tryWrite() throws a Deno.errors.BrokenPipe",
      got: told(call),
      ...means(
        call.how === "returned" && isClosed
          ? "reader-left-unnoticed"
          : undefined,
      ),
    });
    story.holds(call.error.message !== "", {
      expected: "its message says what went wrong",
      got: "it has no message",
    });
  },
);
