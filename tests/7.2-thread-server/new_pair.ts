import type { Story } from "../harness/story/story.ts";
import { isEnd } from "./conn_errors.ts";
import type { Id } from "./misconceptions.ts";
import { Pair } from "./pair.ts";

// What decides between causes is tried out on a pair of its own, on which
// nothing has happened yet.

const BYTE = new Uint8Array(1);

/** A read() of end b that may wait for ever, and how it has ended so far. */
class Reading {
  /** What it has resolved with. */
  length: number | null | undefined;
  /** What it has rejected with. */
  error: unknown;

  constructor({ b }: Pair, array = new Uint8Array(1)) {
    b.conn.read(array).then(
      (length) => this.length = length,
      (error) => this.error = error,
    );
  }

  get waits(): boolean {
    return this.length === undefined && this.error === undefined;
  }

  get told(): string {
    if (this.waits) return "waits";
    return this.error === undefined
      ? `resolved with ${this.length}`
      : "rejected";
  }
}

/**
 * Why end b of a pair has read the end too early.
 *
 * @param dropped What it shows that b still reads what comes: then it was not
 * the end that kept it from the bytes, which were lost.
 */
export async function earlyEnd(
  story: Story,
  pair: Pair,
  dropped?: Id,
): Promise<Id | undefined> {
  const isRead = await pair.givesB() === 1;
  story.did(
    `1 byte more came to b, as if a had sent it, and b ${
      isRead ? "read it" : "read the end again"
    }`,
  );
  const id = await lostBytes(story);
  return isRead && id === "end-before-data" ? dropped : id;
}

/** Why bytes are not read before the end: a new pair has no end. */
async function lostBytes(story: Story): Promise<Id | undefined> {
  using pair = new Pair(story);
  await pair.a.conn.write(BYTE);
  await pair.quiet();
  const reading = new Reading(pair);
  await pair.quiet();
  story.did(
    `a wrote 1 byte, nobody closed anything, and b's read() ${reading.told}`,
  );
  if (reading.length === 1) return "end-before-data";
  // In how many messages bytes come is known where their type is "data".
  if (pair.arrived === 0) {
    return reading.length === null && pair.got.b > 0
      ? "sends-no-data"
      : undefined;
  }
  if (reading.length === null) return "data-is-the-end";
  if (!reading.waits) return undefined;
  await pair.a.conn.write(BYTE);
  await pair.quiet();
  story.did(`a wrote another byte, and b's read() ${reading.told}`);
  return reading.waits ? "data-is-never-read" : "end-before-data";
}

/**
 * Whether a read waits that nothing has woken.
 *
 * @param isHalfClosed Whether its end has called closeWrite() before.
 */
export async function waits(
  story: Story,
  isHalfClosed = false,
): Promise<boolean> {
  using pair = new Pair(story);
  if (isHalfClosed) await pair.b.conn.closeWrite();
  const reading = new Reading(pair);
  await pair.quiet();
  story.did(
    `b ${
      isHalfClosed ? "closed its writing side and " : ""
    }called read(), and nothing woke it: read() ${
      reading.waits ? "waits" : "did not wait"
    }`,
  );
  return reading.waits;
}

/**
 * Why a read fails whose end nobody has closed.
 *
 * @param other What it shows if it is not as it was woken.
 */
export async function whyItFails(
  story: Story,
  other?: Id,
): Promise<Id | undefined> {
  using pair = new Pair(story);
  const reading = new Reading(pair);
  await pair.quiet();
  if (!reading.waits) return other;
  await pair.a.conn.write(BYTE);
  await pair.quiet();
  story.did(`b waited in read(), and a wrote 1 byte: read() ${reading.told}`);
  return isEnd(reading.error) ? "interrupted-by-news" : other;
}

/** Whether a read leaves the caller's array as it is. */
export async function leavesArray(story: Story): Promise<boolean> {
  using pair = new Pair(story);
  await pair.a.conn.write(Uint8Array.of(1));
  await pair.quiet();
  const array = Uint8Array.of(7);
  const reading = new Reading(pair, array);
  await pair.quiet();
  story.did(
    `a wrote the byte 1, b read into an array that holds 7, and read() ${reading.told}: now the array holds ${array}`,
  );
  return array[0] === 7;
}

/** Where a read that could take two chunks has put their bytes. */
export async function misplaced(story: Story): Promise<Id | undefined> {
  using pair = new Pair(story);
  await pair.a.conn.write(Uint8Array.of(1, 2));
  await pair.a.conn.write(Uint8Array.of(3));
  await pair.quiet();
  const array = Uint8Array.of(7, 7, 7, 7);
  const reading = new Reading(pair, array);
  await pair.quiet();
  story.did(
    `a wrote the bytes 1 and 2, and then 3, b read into an array of four 7s, and read() ${reading.told}: now the array is ${array}`,
  );
  if (array[0] === 7 && array.includes(1)) return "puts-bytes-elsewhere";
  return reading.length === 3 && array[0] === 3
    ? "puts-chunks-over-each-other"
    : undefined;
}

/** Whether a chunk that was read to its end, in one read, leaves an empty rest. */
export async function emptyRest(story: Story): Promise<Id | undefined> {
  using pair = new Pair(story);
  const lengths: Reading["length"][] = [];
  for (let nth = 1; nth <= 3; nth++) {
    if (nth < 3) await pair.a.conn.write(BYTE);
    await pair.quiet();
    const reading = new Reading(pair);
    await pair.quiet();
    lengths.push(reading.length);
  }
  story.did(
    `a wrote 1 byte and b read it, a wrote another, and b read twice: its reads resolved with ${
      lengths.join(", ")
    }`,
  );
  return `${lengths}` === "1,0,1" ? "keeps-an-empty-rest" : undefined;
}
