import { setImmediate } from "node:timers/promises";
import { howMany } from "../harness/story/how_many.ts";
import type { Story } from "../harness/story/story.ts";
import { difference } from "./difference.ts";
import { type Id, means } from "./misconceptions.ts";
import type { End, Shows } from "./conn_end.ts";
import { Pair } from "./pair.ts";

export const MB: number = 1024 * 1024;

/** More than any sensible window, and much less than what is sent. */
const BOUND = 8 * MB;

const NOTHING = "write() resolved with 0";

/** How much one write() is given, in bytes. */
export const PIECE = 100_000;

/** Writes all of `data` and counts what was taken. */
export class Flow {
  sent = 0;
  /** What a write() has failed with. */
  error: unknown;
  readonly finished: Promise<void>;
  readonly #from: End;

  /** @param pieces How much each write() is given, in bytes, by turns. */
  constructor(from: End, data: Uint8Array, ...pieces: number[]) {
    this.#from = from;
    this.finished = this.#send(from, data, pieces.length ? pieces : [PIECE]);
    this.finished.catch((error) => this.error = error);
  }

  /** How many bytes of credit the writer has got, where messages bring it. */
  get granted(): number {
    return this.#from.granted;
  }

  async #send(
    { conn }: End,
    data: Uint8Array,
    pieces: readonly number[],
  ): Promise<void> {
    for (let turn = 0; this.sent < data.length; turn++) {
      const piece = pieces[turn % pieces.length] as number;
      const part = data.subarray(this.sent, this.sent + piece);
      const length = await conn.write(part);
      // Another write would not wait, either, and nobody else have a turn.
      if (length === 0) throw new Error(NOTHING);
      this.sent += length;
    }
  }
}

/** Resolves when no more is written. Everything happens in this one thread. */
export async function standsStill(
  flow: Flow,
  onTurn: () => void = () => {},
): Promise<void> {
  for (let turns = 0, before = -1; turns < 50; turns++) {
    if (flow.sent !== before) turns = 0;
    before = flow.sent;
    onTurn();
    await setImmediate();
  }
}

/** Waits until a writes no more. */
export async function heldUp(
  story: Story,
  pair: Pair,
  flow: Flow,
): Promise<void> {
  const { a } = pair.got;
  await standsStill(flow, () => {
    const came = pair.got.a - a;
    story.holds(flow.sent <= BOUND, {
      expected: "a's write() waits when much is under way that nobody reads",
      got: `a could write ${flow.sent} bytes, and got ${
        howMany(came, "message")
      } from b, which has not read`,
      ...means(came > 0 ? "credit-on-arrival" : "grants-credit-to-itself"),
    });
  });
  if (String(flow.error).includes("TODO(")) throw flow.error;
  story.holds(flow.error === undefined, {
    expected: "a's write() waits for credit when it has none",
    got: `after ${flow.sent} bytes it rejected with ${flow.error}`,
    ...means(
      `${flow.error}`.includes(NOTHING) ? undefined : "refuses-without-credit",
    ),
  });
  story.did(`a has written ${flow.sent} bytes in all, and its write() waits`);
}

/** Whether b reads more of a buffer than came in it. */
async function readsRoom(story: Story): Promise<boolean> {
  using pair = new Pair(story);
  const came = (length: number) =>
    new Uint8Array(new ArrayBuffer(9), 4, length);
  const read = await pair.givesB(came(1));
  story.did(`1 byte came to b, in a buffer of 9: b read ${read}`);
  if (read !== 1) return read !== null && read > 1;
  await pair.givesB(came(2), 1);
  const { length } = await pair.b.read(9) ?? [];
  story.did(
    `2 bytes came to b, in such a buffer: b read 1, and then ${length}`,
  );
  return Number(length) > 1;
}

/** What it shows that a writer has too much credit, of which so much came. */
export function tooMuch(granted: number, read: number): Id {
  if (granted <= read) return "credit-noted-wrong";
  return granted < 1.2 * read ? "credit-slips" : "credit-given-twice";
}

/** How many pieces tell whether credit comes twice. */
const PIECES = 20;

/** How much credit comes for so many pieces, if each read had to wait or not. */
async function creditFor(story: Story, waits: boolean): Promise<number> {
  using pair = new Pair(story);
  const read = () => pair.b.conn.read(new Uint8Array(PIECE));
  for (let piece = 0; piece < PIECES; piece++) {
    const early = waits ? read() : undefined;
    await setImmediate();
    await pair.a.conn.write(new Uint8Array(PIECE));
    await pair.quiet();
    await (early ?? read());
  }
  await pair.quiet();
  return pair.granted;
}

/** Whether too much credit comes for reads only if they had to wait. */
export async function paysWaitsTwice(story: Story): Promise<boolean> {
  const there = await creditFor(story, false);
  const waited = await creditFor(story, true);
  story.did(
    `b read ${PIECES} times ${PIECE} bytes: a got ${there} bytes of credit where they had come before, and ${waited} where each read waited for them`,
  );
  return there <= PIECES * PIECE && waited > PIECES * PIECE;
}

/** Reads all of `data`, which comes next, in pieces of up to `size` bytes. */
export async function readBytes(
  to: End,
  flow: Flow,
  data: Uint8Array,
  size: number,
  stuck: Shows["pending"] = () => undefined,
): Promise<void> {
  const story: Story = to.story;
  // An array for each of many reads would be the test's own memory.
  const array = new Uint8Array(size);
  for (let at = 0; at < data.length;) {
    const most = Math.min(size, data.length - at);
    const room = array.subarray(0, most);
    const bytes = await to.read(most, { pending: stuck }, room);
    story.holds(bytes !== null, {
      expected: `${to.name} reads ${data.length} bytes`,
      got: `null, the end, after ${at}`,
    });
    const expected = data.subarray(at, at + bytes.length);
    const differs = difference(bytes, expected);
    if (differs !== -1) {
      story.fail({
        expected: `${to.name} reads what was written`,
        got: `other bytes, from byte ${at + differs} on`,
        ...means(
          to.room > 0 && await readsRoom(story)
            ? "reads-the-whole-buffer"
            : undefined,
        ),
      });
    }
    at += bytes.length;
    story.holds(flow.sent - at <= BOUND, {
      expected: `at most ${BOUND} bytes are under way`,
      got:
        `${flow.sent} were written, and ${at} of them read. In all, ${to.taken} were read, and ${flow.granted} bytes of credit came back`,
      ...means(tooMuch(flow.granted, to.taken)),
    });
  }
  story.did(
    `${to.name} read ${data.length} bytes, up to ${size} at a time, as they were written`,
  );
}

/** Reads all that is written. */
export async function readAll(
  ...[to, flow, ...more]: Parameters<typeof readBytes>
): Promise<void> {
  await readBytes(to, flow, ...more);
  await to.settled("peer's last write()", flow.finished);
}
