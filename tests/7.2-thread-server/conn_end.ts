import { setImmediate } from "node:timers/promises";
import { howMany } from "../harness/story/how_many.ts";
import type { Conn } from "../../lessons/7.2-thread-server/given/conn.ts";
import { PATIENCE, type Story } from "../harness/story/story.ts";
import { broken, isEnd, isPlain, told } from "./conn_errors.ts";
import { type Id, means } from "./misconceptions.ts";

const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** How many turns of the microtask queue a call may take that waits for nothing. */
const TICKS = 20;

/** What something shows, or how to find it out when it has happened. */
type Shown = Id | (() => Id | undefined | Promise<Id | undefined>);

async function found(shown?: Shown): Promise<Id | undefined> {
  return typeof shown === "function" ? await shown() : shown;
}

/** What it shows when a call does not do what it should. */
export interface Shows {
  /** It is still pending. */
  pending?: Shown;
  /** It rejects. */
  rejects?: Shown;
  /** It resolves with the end of input where bytes, or an error, are due. */
  ended?: Shown;
  /** It resolves with 0. */
  nothing?: Shown;
  /** It resolves with something else than it should. */
  other?: Id;
  /** What it shows that this comes in the place of a text. */
  instead?: (got: string) => Id | undefined;
}

/** What an end posts to its peer. */
export interface Posts {
  /** How many messages have come to the peer so far. */
  came(): number;
  /** Resolves when all have come. */
  quiet(): Promise<void>;
}

/** One end, whose waits are bounded. */
export class End {
  /** How many bytes of credit it has got, where messages bring it. */
  granted = 0;
  /** How many bytes read() has brought. */
  taken = 0;
  /** Whether its peer has told that it has closed, where a message does. */
  isPeerClosed = false;
  /** How many bytes the buffers that came to it are longer than what is sent. */
  room = 0;
  /** What it posts, where that is known. */
  posts?: Posts;
  #hasWritten = false;

  constructor(
    readonly story: Story,
    readonly name: string,
    readonly conn: Conn,
    /** How long a call may be pending, in milliseconds of quiet time. */
    readonly ms: number = PATIENCE,
  ) {}

  /** How a call ends. That its code is not written yet is no end. */
  async #outcome<T>(
    expected: string,
    promise: Promise<T>,
    { pending }: Shows,
  ): Promise<{ value: T } | { error: unknown }> {
    let isOver = false;
    const ending = promise.then(
      (value) => ({ value }),
      (error: unknown) => ({ error }),
    ).finally(() => isOver = true);
    // What need not wait is over soon, and a bound for each of many reads, with
    // a timer that spies look at, would take longer than they.
    for (let ticks = 0; ticks < TICKS && !isOver; ticks++) await null;
    const outcome = isOver ? await ending : await this.story.within(
      ending,
      async () => ({
        expected,
        got: `it was still pending ${this.ms} ms later`,
        ...means(await found(pending)),
      }),
      this.ms,
    );
    if ("error" in outcome && String(outcome.error).includes("TODO(")) {
      throw outcome.error;
    }
    return outcome;
  }

  /** What a call resolves with; it must not reject, nor wait for long. */
  async settled<T>(
    call: string,
    promise: Promise<T>,
    shows: Shows = {},
  ): Promise<T> {
    const expected = `${this.name}.${call} resolves`;
    const outcome = await this.#outcome(expected, promise, shows);
    if ("value" in outcome) return outcome.value;
    const got = `it rejected with ${told(outcome.error)}`;
    const id = !isEnd(outcome.error)
      ? broken(outcome.error)
      : await this.#isTakenForClosed()
      ? "peers-close-is-own"
      : await found(shows.rejects);
    return this.story.fail({ expected, got, ...means(id) });
  }

  /** Whether it is closed, as its peer is: its own close() fails with that. */
  async #isTakenForClosed(): Promise<boolean> {
    if (!this.isPeerClosed) return false;
    let isClosed = false;
    // A closed end is no good even for a read that takes no time.
    this.conn.read(new Uint8Array()).catch((error) => {
      isClosed = error instanceof Deno.errors.BadResource;
    });
    await setImmediate();
    if (isClosed) {
      this.story.did(
        `${this.name}, which had not closed, called read() into 0 bytes: it rejected, too`,
      );
    }
    return isClosed;
  }

  /** Writes all of `data`. */
  async send(data: string | Uint8Array, shows: Shows = {}): Promise<void> {
    const bytes = typeof data === "string" ? encoder.encode(data) : data;
    const { name, conn } = this;
    const story: Story = this.story;
    const what = typeof data === "string"
      ? JSON.stringify(data)
      : howMany(bytes.length, "byte");
    for (let sent = 0; sent < bytes.length;) {
      const left = bytes.length - sent;
      const call = `write() of ${sent === 0 ? what : howMany(left, "byte")}`;
      const came = this.posts?.came();
      const writing = conn.write(bytes.subarray(sent));
      const length = await this.settled(call, writing, shows);
      story.holds(bytes.length > 0, {
        expected: `${name}'s caller still has its array after ${name}.${call}`,
        got: "the array is empty: its buffer was transferred",
        ...means("transfers-callers-buffer"),
      });
      const whole = bytes.buffer.byteLength;
      story.holds(Number.isInteger(length) && length > 0 && length <= left, {
        expected: `${name}.${call} resolves with 1 to ${left}`,
        got: `it resolved with ${length}${
          length === whole ? ", all of the buffer that they are a part of" : ""
        }`,
        ...means(
          length === 0
            ? await this.#wroteNone(came)
            : length === whole
            ? "sends-the-whole-buffer"
            : undefined,
        ),
      });
      sent += length;
      this.#hasWritten = true;
    }
    story.did(`${name} wrote ${what}`);
  }

  /** What it shows that write() has resolved with 0. */
  async #wroteNone(came: number | undefined): Promise<Id | undefined> {
    if (this.posts === undefined) return undefined;
    await this.posts.quiet();
    if (this.posts.came() === came) return "writes-nothing";
    // What came late may be of an earlier call.
    return this.#hasWritten ? undefined : "length-after-transfer";
  }

  /**
   * One read into a buffer of `size` bytes, or into this one: what it got, or
   * null at the end.
   */
  async read(
    size: number,
    shows: Shows = {},
    buffer: Uint8Array = new Uint8Array(size),
  ): Promise<Uint8Array | null> {
    const { name, conn } = this;
    const story: Story = this.story;
    const call = `read() into ${howMany(size, "byte")}`;
    const length = await this.settled(call, conn.read(buffer), shows);
    if (length === null) return null;
    // What was put there was read, whatever its number is said to be.
    const isUntouched = length === 0 && buffer.every((byte) => byte === 0);
    const id = isUntouched
      ? await found(shows.nothing)
      : length === 0
      ? undefined
      : shows.other;
    story.holds(Number.isInteger(length) && length > 0 && length <= size, {
      expected: `${name}.${call} resolves with 1 to ${size}, or null`,
      got: `it resolved with ${length}`,
      ...means(id),
    });
    this.taken += length;
    return buffer.subarray(0, length);
  }

  /** Reads in pieces of `size` bytes until the end, or until it is too much. */
  async readAll(
    size: number,
    atMost: number,
    { pending, ...shows }: Omit<Shows, "pending"> & {
      pending: (got: string) => Id | undefined;
    },
  ): Promise<string> {
    let got = "";
    while (got.length <= atMost) {
      const now = { ...shows, pending: () => pending(got) };
      const bytes = await this.read(size, now);
      if (bytes === null) break;
      got += decoder.decode(bytes);
    }
    return got;
  }

  /** Reads and expects this text. */
  async hears(text: string, shows: Shows = {}): Promise<void> {
    let got = "";
    let ended = false;
    let id: Id | undefined;
    while (got.length < text.length) {
      const bytes = await this.read(text.length - got.length, shows);
      ended = bytes === null;
      if (ended) id = await found(shows.ended);
      if (bytes === null) break;
      got += decoder.decode(bytes);
    }
    if (!ended) id = shows.instead?.(got) ?? shows.other;
    this.story.holds(got === text, {
      expected: `${this.name} reads ${JSON.stringify(text)}`,
      got: ended
        ? `null, the end, after ${JSON.stringify(got)}`
        : JSON.stringify(got),
      ...means(id),
    });
    this.story.did(`${this.name} read ${JSON.stringify(text)}`);
  }

  /** Expects that there is nothing more to read. */
  async hearsEnd(shows: Shows = {}): Promise<void> {
    const bytes = await this.read(100, shows);
    this.story.holds(bytes === null, {
      expected: `${this.name}.read() resolves with null, which is the end`,
      got: `it got ${JSON.stringify(decoder.decode(bytes ?? undefined))}`,
      ...means(shows.other),
    });
    const what = `${this.name} read the end`;
    const isAgain = this.story.steps.at(-1)?.what === what;
    this.story.did(isAgain ? `${this.name} read once more: the end` : what);
  }

  /** Expects that `call` fails with this error of Deno.errors. */
  async rejects(
    call: string,
    promise: Promise<unknown>,
    error: "BadResource" | "BrokenPipe" | "Interrupted",
    shows: Shows = {},
  ): Promise<void> {
    const story: Story = this.story;
    const expected =
      `${this.name}.${call} rejects with Deno.errors.${error}, as a Deno.Conn does`;
    const outcome = await this.#outcome(expected, promise, shows);
    if ("value" in outcome) {
      const got = `it resolved with ${outcome.value}`;
      const ended = outcome.value === null && await found(shows.ended);
      story.fail({ expected, got, ...means(ended || shows.other) });
    }
    if (outcome.error instanceof Deno.errors[error]) return;
    const got = `it rejected with ${told(outcome.error)}`;
    if (await this.#isTakenForClosed()) {
      story.fail({ expected, got, ...means("peers-close-is-own") });
    }
    story.fail({
      expected,
      got,
      ...means(
        isEnd(outcome.error) || isPlain(outcome.error)
          ? "fails-with-another-error"
          : undefined,
      ),
      method: call.startsWith("write")
        ? "PortConn.write()"
        : call.startsWith("read")
        ? "PortConn.take()"
        : undefined,
    });
  }
}
