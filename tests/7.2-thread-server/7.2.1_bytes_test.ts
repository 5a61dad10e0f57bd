import { lessonTest } from "../harness/lesson_test.ts";
import { firstDifference, randomBytes } from "../harness/net/random_bytes.ts";
import type { Story } from "../harness/story/story.ts";
import { type Id, means } from "./misconceptions.ts";
import { hasBeenText } from "./difference.ts";
import {
  earlyEnd,
  emptyRest,
  leavesArray,
  misplaced,
  waits,
  whyItFails,
} from "./new_pair.ts";
import { Pair } from "./pair.ts";
import { untimedBytes } from "./untimed.ts";

const CHUNKS = ["first,", "second,", "third."];
const TEXT = CHUNKS.join("");

/** What became of the chunks, read in pieces of 4 bytes when all were there. */
async function misread(
  story: Story,
  pair: Pair,
  got: string,
): Promise<Id | undefined> {
  const firsts = CHUNKS.map((chunk) => chunk.slice(0, 4)).join("");
  const sorted = (text: string) => [...text].sort().join("");
  if (TEXT.startsWith(got)) return await earlyEnd(story, pair);
  if (/^\0+$/.test(got)) {
    return await leavesArray(story) ? "puts-no-bytes" : undefined;
  }
  if (got.includes("\0")) {
    const isRoom = got.replaceAll("\0", "") === TEXT;
    return isRoom ? "returns-the-room" : await misplaced(story);
  }
  if (/^(firsfirs|first,t,t,)/.test(got)) return "keeps-what-was-read";
  if (sorted(got) === sorted(TEXT)) {
    return got.startsWith("firs")
      ? "rest-goes-to-the-tail"
      : "newest-chunk-first";
  }
  return got === firsts ? "drops-what-does-not-fit" : undefined;
}

/** Two connections, of which none has what is another's. */
async function keepApart(story: Story): Promise<void> {
  const shared = {
    other: "shared-by-all",
    ended: async () => await waits(story) ? undefined : "read-does-not-wait",
    rejects: () => whyItFails(story, "shared-by-all"),
  } as const;
  using pair = new Pair(story);
  using other = new Pair(story, "c", "d");
  await pair.a.send("one", shared);
  await other.a.send("two", shared);
  await pair.b.hears("o", shared);
  await other.b.hears("two", shared);
  await pair.b.hears("ne", { ...shared, pending: "shared-by-all" });
}

lessonTest(
  "7.2.1 PortConn carries bytes both ways, in order, each once",
  untimedBytes(async (story: Story) => {
    for (const way of [["a", "b"], ["b", "a"]] as const) {
      using pair = new Pair(story);
      const [from, to] = [pair[way[0]], pair[way[1]]];
      // Of two connections, the first is closed when the second begins.
      const shows = way[0] === "b" ? { rejects: "shared-by-all" } as const : {};
      for (const chunk of CHUNKS) await from.send(chunk, shows);
      await from.settled("closeWrite()", from.conn.closeWrite(), {
        pending: "close-write-waits",
      });
      story.did(`${from.name} closed its writing side`);
      await pair.quiet();
      const got = await to.readAll(4, 2 * TEXT.length, {
        // Before the first bytes, nothing can have been left of a chunk.
        nothing: () =>
          to.taken > 0
            ? "leaves-an-empty-rest"
            : pair.arrived > 0
            ? "reads-nothing"
            : undefined,
        // Its end has come, too.
        pending: (got) =>
          got === TEXT && pair.got[way[1]] > CHUNKS.length
            ? "end-gets-lost"
            : undefined,
      });
      if (got !== TEXT) {
        // A mistake of all connections would have shown in the first way.
        const id = to === pair.b ? await misread(story, pair, got) : undefined;
        story.fail({
          expected: `${to.name}, reading up to 4 bytes at a time, gets ${
            JSON.stringify(TEXT)
          } and then the end`,
          got: JSON.stringify(got),
          ...means(id),
        });
      }
      story.did(`${to.name} read all of it, and the end`);
    }
    await keepApart(story);
    using pair = new Pair(story);
    const all = randomBytes(60_000, 721);
    let sent = 0;
    const lengths = [1, 9_999, 20_000, 5, 29_995];
    const begins: number[] = [];
    for (const length of lengths) {
      begins.push(sent);
      await pair.a.send(all.subarray(sent, sent + length));
      sent += length;
    }
    const got = new Uint8Array(all.length);
    const reads: { at: number; length: number }[] = [];
    for (let at = 0, size = 1; at < got.length; size = size * 3 % 7_001) {
      const bytes = await pair.b.read(Math.min(size, got.length - at), {
        nothing: () => emptyRest(story),
      });
      story.holds(bytes !== null, {
        expected: `b reads ${got.length} bytes`,
        got: `null, the end, after ${at} bytes`,
      });
      got.set(bytes, at);
      reads.push({ at, length: bytes.length });
      at += bytes.length;
    }
    const at = firstDifference(got, all);
    const nth = at === -1
      ? reads.length
      : reads.findLastIndex((read) => read.at <= at);
    const wrong = reads[nth] ?? { at: got.length, length: 0 };
    story.did(`b read ${wrong.at} bytes in pieces of all sizes`);
    const from = placeOf(
      got.subarray(wrong.at, wrong.at + wrong.length),
      all,
    );
    // The rest of the chunk, as the read before that has left it.
    const begin = begins.findLast((start) => start < wrong.at) ?? 0;
    const last = reads[nth - 1] ?? { at: 0, length: 0 };
    const isRestOfRest = last.at > begin && from === begin + last.length;
    const id = hasBeenText(got)
      ? "takes-bytes-for-text"
      : firstDifference(got, startsOf(all, lengths)) === -1
      ? "sends-the-buffers-start"
      : isRestOfRest
      ? "rest-begins-too-early"
      : undefined;
    story.holds(at === -1, {
      expected:
        `b's next read() brings what a wrote, from its byte ${wrong.at} on`,
      got: from === -1
        ? `the bytes differ from byte ${at} on`
        : `bytes ${from} to ${from + wrong.length - 1} of what a wrote`,
      ...means(id),
      method: id === undefined
        ? ["PortConn.take()", "PortConn.receive()", "PortConn.write()"]
        : undefined,
    });
  }),
);

/** Where what one read() has brought stands in all, or -1. */
function placeOf(bytes: Uint8Array, all: Uint8Array): number {
  // So few may stand anywhere.
  if (bytes.length < 4) return -1;
  return all.findIndex((_, at) =>
    bytes.every((byte, nth) => byte === all[at + nth])
  );
}

/** What comes if each part is taken from the start of its buffer. */
function startsOf(all: Uint8Array, lengths: readonly number[]): Uint8Array {
  const bytes = lengths.flatMap((length) => [...all.subarray(0, length)]);
  return Uint8Array.from(bytes);
}

lessonTest(
  "7.2.1 PortConn.read() waits for bytes to come",
  untimedBytes(async (story: Story) => {
    using pair = new Pair(story);
    for (const text of ["one", "two"]) {
      let isSent = false;
      const heard = pair.b.hears(text, {
        // Nothing has arrived that could have been taken for the end.
        ended: () =>
          text === "one" && !isSent ? "read-does-not-wait" : undefined,
        rejects: () => whyItFails(story),
      });
      heard.catch(() => {});
      story.did(`b waits in read()`);
      await pair.quiet();
      isSent = true;
      await pair.a.send(text);
      await heard;
    }
    const end = pair.b.hearsEnd();
    end.catch(() => {});
    await pair.a.conn.closeWrite();
    story.did("a closed its writing side while b waited in read()");
    await end;
  }),
);

lessonTest(
  "7.2.1 PortConn.write() sends the bytes as they are when it is called",
  untimedBytes(async (story: Story) => {
    using pair = new Pair(story);
    const buffer = new TextEncoder().encode("..first..");
    await pair.a.send(buffer.subarray(2, 7));
    story.did('these were the 5 bytes "first" of the buffer "..first.."');
    buffer.fill(0x78);
    story.did('a overwrote its buffer with "x"');
    await pair.a.send("!");
    let got = "";
    // What has come twice is read twice, and what stays three times.
    while (!got.endsWith("!") && got.length < 3 * "first".length) {
      const array = new Uint8Array(100);
      const reading = pair.b.conn.read(array);
      let isOver = false;
      reading.then(() => isOver = true, () => {});
      const length = await pair.b.settled("read() into 100 bytes", reading, {
        // More may wake a read that sleeps, and only 100 bytes fill its array.
        async pending() {
          const came = pair.arrived;
          await pair.a.conn.write(new Uint8Array(1));
          await pair.quiet();
          if (isOver) return undefined;
          await pair.a.conn.write(new Uint8Array(99 - came));
          await pair.quiet();
          story.did(
            `${came} bytes had come, and b had read ${got.length}; with 100, read() ${
              isOver ? "resolved" : "waits, too"
            }`,
          );
          return isOver ? "read-waits-for-all" : undefined;
        },
      });
      if (length === null) break;
      story.holds(Number.isInteger(length) && length > 0 && length <= 100, {
        expected: "b.read() into 100 bytes resolves with 1 to 100, or null",
        got: `it resolved with ${length}`,
      });
      got += new TextDecoder().decode(array.subarray(0, length));
    }
    story.holds(got === "first!", {
      expected: 'b reads "first!"',
      got: JSON.stringify(got),
      ...means(
        got === "..fir!"
          ? "sends-the-buffers-start"
          : got.startsWith("firstfirstfirst")
          ? "keeps-what-was-read"
          : got.includes("..")
          ? "sends-the-whole-buffer"
          : got === "xxxxx!"
          ? "copies-too-late"
          : undefined,
      ),
    });
  }),
);

lessonTest(
  "7.2.1 PortConn neither sends nor reads nothing",
  untimedBytes(async (story: Story) => {
    using pair = new Pair(story);
    const { a, b } = pair;
    const empty = new Uint8Array();
    for (const text of ["one", "two"]) {
      const call = "write() of an empty array";
      const before = pair.got.b;
      const sent = await a.settled(call, a.conn.write(empty));
      story.equal(sent, 0, { what: `what a.${call} resolves with` });
      story.did("a wrote an empty array");
      await pair.quiet();
      const isPosted = pair.got.b > before;
      const reading = b.conn.read(empty);
      const read = await b.settled("read() into an empty array", reading, {
        pending: "empty-read-waits",
      });
      story.equal(read, 0, {
        what: "what b.read() into an empty array resolves with",
      });
      story.did("b read into an empty array, which resolved with 0");
      await a.send(text);
      await b.hears(text, {
        nothing: () =>
          isPosted
            ? "sends-empty-message"
            // A rest is of something that was read.
            : b.taken > 0
            ? "keeps-an-empty-rest"
            : undefined,
        ...isPosted ? { ended: "empty-write-ends" } : {},
      });
    }
    await a.conn.closeWrite();
    story.did("a closed its writing side");
    await b.hearsEnd();
    let isOver = false;
    a.conn.write(new Uint8Array(1)).catch(() => isOver = true);
    await pair.quiet();
    // That writing goes on, the tests of closeWrite() tell.
    if (!isOver) return;
    const late = "write() of an empty array, after closeWrite(),";
    await a.rejects(late, a.conn.write(empty), "BrokenPipe", {
      other: "empty-write-never-fails",
    });
    const call = "read() into an empty array, after the end,";
    story.equal(await b.settled(call, b.conn.read(empty)), 0, {
      what: `what b.${call} resolves with`,
      ...means("empty-read-is-the-end"),
    });
  }),
);
