import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { RingBuffer } from "../../lessons/7.5-ipc/given/ring_buffer.ts";
import { HEAD, TAIL } from "../../lessons/7.5-ipc/ring_ends.ts";
import { alone, notifies, told } from "./alone.ts";
import { type Known, means } from "./misconceptions.ts";
import { endsOf, four, memoryFor, ringOf } from "./ring_alone.ts";

const WRITES = "RingWriter.tryWrite()";
const READS = "RingReader.tryRead()";

lessonTest(
  "7.5.5 RingBuffer holds exactly its capacity, at each place",
  (story: Story) => {
    const shared = memoryFor(8);
    const [before, ring] = [ringOf(8), new RingBuffer(shared)];
    const [writer, reader] = [ring.writer(), ring.reader()];
    const into = new Uint8Array(20);
    const works = (w = writer, r = reader) =>
      w.tryWrite(new Uint8Array(8)) === 8 && r.tryRead(into) === 8;
    const another = before.writer();
    let isKept = false;
    if (works(another, before.reader())) {
      another.tryWrite(new Uint8Array(3));
      story.holds(works(), {
        expected:
          "a ring of 8 takes 8 bytes and gives them, as another one did",
        got: "it does not",
        ...means("rings-share-an-index"),
      });
      isKept = Atomics.load(new Int32Array(shared), TAIL) === 0;
    }
    const count = (
      what: string,
      got: unknown,
      wanted: number,
      id?: Known,
      method?: string,
    ) => {
      const shown = isKept && method === WRITES ? "room-is-kept" : id;
      story.equal(got, wanted, {
        what,
        ...means(shown),
        method: shown === "room-is-kept" ? READS : method,
      });
    };
    /** Whether tryWrite() leaves an empty ring of 8 empty, as 9 bytes do not fit. */
    const takesNothing = () => {
      const memory = memoryFor(8);
      const taken = new RingBuffer(memory).writer().tryWrite(new Uint8Array(9));
      return taken === 0 && Atomics.load(new Int32Array(memory), HEAD) === 0;
    };
    /** Whether an array is filled that has no more room than there are bytes. */
    const exact = () => {
      const another = ringOf(8);
      another.writer().tryWrite(new Uint8Array(8));
      return another.reader().tryRead(new Uint8Array(8)) === 8;
    };
    for (let round = 0, at = 0; round < 40; round++, at += 11) {
      const bytes = Array.from({ length: round % 11 }, (_, i) => round + i);
      const more = Array.from({ length: 9 }, (_, i) => 100 + i);
      const all = [...bytes, ...more].slice(0, 8);
      const fits = Math.min(bytes.length, 8);
      const tooMany = (told: number, given: number): Known =>
        told > given || !new Uint8Array(shared).includes(101)
          ? undefined
          : told === given && alone(() => reader.tryRead(into)).value === 8
          ? "tells-more-than-it-wrote"
          : "full-looks-empty";
      const short = (got: unknown, wanted: number, from = NaN): Known =>
        got === 8 - from % 8 && got < wanted
          ? "stops-at-the-edge"
          : got === wanted - 1 && round === 0
          ? "keeps-one-byte-free"
          : undefined;
      const first = writer.tryWrite(Uint8Array.from(bytes));
      count(
        `how many of ${bytes.length} bytes tryWrite() puts into an empty ring of 8`,
        first,
        fits,
        first > fits ? tooMany(first, bytes.length) : short(first, fits, at),
        WRITES,
      );
      const second = writer.tryWrite(Uint8Array.from(more));
      count(
        `how many of 9 bytes tryWrite() puts into a ring of 8 that holds ${fits}`,
        second,
        8 - fits,
        second > 8 - fits ? tooMany(second, 9) : short(second, 8 - fits) ??
          (second === 0 && takesNothing()
            ? "all-or-nothing"
            : second < 8 - fits && round > 0
            ? "goes-by-an-old-look"
            : undefined),
        WRITES,
      );
      const third = writer.tryWrite(new Uint8Array(1));
      count(
        "how many bytes tryWrite() puts into a full ring",
        third,
        0,
        third > 0 ? tooMany(third, 1) : undefined,
      );
      count(
        "how many bytes tryRead() takes into an empty array",
        reader.tryRead(into.subarray(0, 0)),
        0,
      );
      into.fill(255);
      const given = reader.tryRead(into);
      const full = "how many bytes a full ring of 8 gives to an array of 20";
      const atEdge = given === 8 - at % 8 && given < 8;
      const isWhole = given === 0 && exact();
      count(
        full,
        given,
        8,
        atEdge
          ? "stops-at-the-edge"
          : isWhole
          ? "reads-all-or-nothing"
          : undefined,
        READS,
      );
      const got = [...into.subarray(0, 8)];
      story.holds(`${got}` === `${all}`, {
        expected: `a full ring of 8, read from place ${at % 8} on, gives ${
          all.join(" ")
        }`,
        got: `${got.join(" ")} (255 is where nothing was copied)`,
        ...means(copied(got, all, 8 - at % 8)),
      });
      count("how many bytes an empty ring gives", reader.tryRead(into), 0);
      // Next time it starts three bytes on.
      writer.tryWrite(new Uint8Array(3));
      reader.tryRead(into);
    }
  },
);

lessonTest(
  "7.5.5 RingBuffer takes and gives all that fits, also of what came since it last looked",
  (story: Story) => {
    const shared = memoryFor(8);
    const ring = new RingBuffer(shared);
    const writer = ring.writer();
    const reader = ring.reader();
    const into = new Uint8Array(8);
    writer.tryWrite(new Uint8Array(6));
    const first = reader.tryRead(into.subarray(0, 2));
    story.did("6 bytes were written into a ring of 8, and 2 of them read");
    const words = new Int32Array(shared);
    const back = Atomics.load(words, TAIL) !== 0;
    const isThere = Atomics.load(words, HEAD) !== 0;
    const gives = (
      what: string,
      got: number | null,
      wanted: number,
      old: number,
      method: string,
    ) =>
      story.equal(got, wanted, {
        what,
        method: back ? method : isThere ? READS : WRITES,
        ...means(
          !back
            ? isThere && first === 2 ? "room-is-kept" : undefined
            : got === old && goesOverTheEdge()
            ? "goes-by-an-old-look"
            : undefined,
        ),
      });
    const written = writer.tryWrite(new Uint8Array(4));
    const more = "how many of 4 more bytes tryWrite() takes";
    gives(more, written, 4, 2, WRITES);
    story.did("4 more bytes were written, behind the others");
    const read = reader.tryRead(into);
    const all = "how many of the 8 bytes that are left tryRead() gives";
    gives(all, read, 8, 4, READS);
  },
);

/** Whether both ends go on from the ring's start where all is seen anew. */
function goesOverTheEdge(): boolean {
  const ring = ringOf(8);
  const [writer, reader] = [ring.writer(), ring.reader()];
  const into = new Uint8Array(9);
  for (const length of [6, 8]) {
    if (writer.tryWrite(new Uint8Array(length)) !== length) return false;
    if (reader.tryRead(into) !== length) return false;
  }
  return true;
}

/** What became of bytes whose first part stood at the ring's end. */
function copied(got: number[], all: number[], first: number): Known {
  const [start, rest] = [all.slice(0, first), all.slice(first)];
  if (rest.length === 0) return undefined;
  if (`${got}` === `${[...start, ...rest.map(() => 255)]}`) {
    return "second-part-lost";
  }
  if (`${got.slice(0, rest.length)}` === `${rest}`) {
    return "second-part-over-first";
  }
  return `${got.slice(0, first)}` === `${start}` && !got.includes(255)
    ? "second-part-from-elsewhere"
    : undefined;
}

lessonTest("7.5.5 RingBuffer refuses a second end", (story: Story) => {
  const ring = ringOf(8);
  for (const end of ["writer", "reader"] as const) {
    const first = ring[end]();
    const refused = (when: string) => {
      const second = alone(() => ring[end]());
      story.holds(second.how === "threw", {
        expected: `${end}() throws when ${when}`,
        got: `the ring has a second ${end}`,
        ...means("second-end-accepted"),
      });
      story.holds(`${second.error}`.includes(end), {
        expected: `the error says that the ring buffer has a ${end} already`,
        got: told(second),
        ...means(
          /writer|reader/.test(`${second.error}`)
            ? "names-the-other-end"
            : undefined,
        ),
      });
    };
    refused(`the ring has a ${end}`);
    first.close();
    refused(`its ${end} was closed`);
  }
});

lessonTest(
  "7.5.5 RingBuffer leaves an end as it is when it refuses a second one",
  (story: Story) => {
    const ring = ringOf(8);
    const reader = ring.reader();
    ring.writer().close();
    const reads = () => alone(() => reader.tryRead(new Uint8Array(1)));
    const before = reads();
    alone(() => ring.writer());
    const call = reads();
    story.did("the writer closed its end, and a second writer was refused");
    story.holds(call.how === "returned" && call.value === null, {
      expected: "tryRead() returns null: the writer's end is still closed",
      got: told(call),
      ...means(before.value === null ? "refuses-and-takes" : undefined),
    });
  },
);

lessonTest(
  "7.5.5 RingReader.read() returns what there is, however little",
  (story: Story) => {
    const readerOfTwo = () => {
      const ring = ringOf(8);
      ring.writer().tryWrite(new Uint8Array([1, 2]));
      return ring.reader();
    };
    const into = new Uint8Array(8);
    const call = alone(() => readerOfTwo().read(into));
    story.did("read() into an array of 8, from a ring with 2 bytes");
    story.holds(call.how === "returned" && call.value === 2, {
      expected: "it returns 2",
      got: told(call),
      ...means(
        call.how === "slept" && readerOfTwo().tryRead(into) === 2 &&
          alone(() => readerOfTwo().read(new Uint8Array(2))).value === 2
          ? "read-waits-for-all"
          : undefined,
      ),
    });
  },
);

lessonTest(
  "7.5.5 RingBuffer makes no call of the system while nobody sleeps",
  (story: Story) => {
    const { writer, reader } = endsOf(false);
    const calls = [
      notifies(() => writer.tryWrite(four)),
      notifies(() => reader.tryRead(new Uint8Array(4))),
    ];
    story.holds(`${calls}` === "0,0", {
      expected: "nobody sleeps: tryWrite() and tryRead() call no notify",
      got: `calls of notify: tryWrite() ${calls[0]}, tryRead() ${calls[1]}`,
      ...means("notifies-each-time"),
    });
  },
);
