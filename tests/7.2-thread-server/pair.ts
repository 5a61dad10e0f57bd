import { setImmediate } from "node:timers/promises";
import type { Conn } from "../../lessons/7.2-thread-server/given/conn.ts";
import { PortConn } from "../../lessons/7.2-thread-server/port_conn.ts";
import type { Story } from "../harness/story/story.ts";
import { type Id, means } from "./misconceptions.ts";

const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** Turns of the event loop after which what was posted has arrived. */
const TURNS = 20;

/** Two ends of a connection over a MessageChannel, as a story tells of them. */
export class Pair implements Disposable {
  readonly a: End;
  readonly b: End;
  /** How many messages each end has got. */
  readonly got = { a: 0, b: 0 };

  readonly #channel = new MessageChannel();

  constructor(story: Story) {
    const { port1, port2 } = this.#channel;
    port1.addEventListener("message", () => this.got.a++);
    port2.addEventListener("message", () => this.got.b++);
    this.a = new End(story, "a", new PortConn(port1));
    this.b = new End(story, "b", new PortConn(port2));
    story.did("a and b are PortConns on the two ports of a MessageChannel");
  }

  /** Resolves when no more messages come. */
  async quiet(): Promise<void> {
    for (let turns = 0, before = -1; turns < TURNS; turns++) {
      const now = this.got.a + this.got.b;
      if (now !== before) turns = 0;
      before = now;
      await setImmediate();
    }
  }

  /** Lets end a hear a message that changes nothing, even if it is closed. */
  async nudgeA(): Promise<void> {
    const data = { type: "credit", bytes: 0, buffers: [] };
    this.#channel.port1.dispatchEvent(new MessageEvent("message", { data }));
    await setImmediate();
  }

  [Symbol.dispose](): void {
    try {
      this.a.conn[Symbol.dispose]();
      this.b.conn[Symbol.dispose]();
    } catch (error) {
      // What is not written yet has failed the test before.
      if (!String(error).includes("TODO(")) throw error;
      this.#channel.port1.close();
      this.#channel.port2.close();
    }
  }
}

/** What it shows when a call does not do what it should. */
export interface Shows {
  /** It is still pending; `now` finds out what that shows. */
  pending?: Id | (() => Id | undefined | Promise<Id | undefined>);
  /** It rejects. */
  rejects?: Id;
  /** It resolves with the end of input where bytes are due. */
  ended?: Id;
  /** It resolves with 0. */
  nothing?: Id;
  /** It resolves with something else than it should. */
  other?: Id;
}

/** One end, whose waits are bounded. */
export class End {
  constructor(
    readonly story: Story,
    readonly name: string,
    readonly conn: Conn,
  ) {}

  /** What a call resolves with; it must not reject, nor wait for long. */
  async settled<T>(
    call: string,
    promise: Promise<T>,
    { pending, rejects }: Shows = {},
  ): Promise<T> {
    const story: Story = this.story;
    const expected = `${this.name}.${call} resolves`;
    const result = await story.within(
      promise.then((value) => ({ value }), (error: unknown) => ({ error })),
      async () => ({
        expected,
        got: "it is still pending",
        ...means(typeof pending === "function" ? await pending() : pending),
      }),
    );
    if ("value" in result) return result.value;
    throwUnwritten(result.error);
    return story.fail({
      expected,
      got: `it rejected with ${told(result.error)}`,
      ...means(rejects),
    });
  }

  /** Writes all of `data`. */
  async send(data: string | Uint8Array, shows: Shows = {}): Promise<void> {
    const bytes = typeof data === "string" ? encoder.encode(data) : data;
    const { name, conn } = this;
    const story: Story = this.story;
    const what = typeof data === "string"
      ? JSON.stringify(data)
      : `${bytes.length} bytes`;
    for (let sent = 0; sent < bytes.length;) {
      const left = bytes.length - sent;
      const call = `write() of ${sent === 0 ? what : `${left} bytes`}`;
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
            ? "length-after-transfer"
            : length === whole
            ? "sends-the-whole-buffer"
            : undefined,
        ),
      });
      sent += length;
    }
    story.did(`${name} wrote ${what}`);
  }

  /** One read into a buffer of `size` bytes: what it got, or null at the end. */
  async read(size: number, shows: Shows = {}): Promise<Uint8Array | null> {
    const { name, conn } = this;
    const story: Story = this.story;
    const buffer = new Uint8Array(size);
    const call = `read() into ${size} bytes`;
    const length = await this.settled(call, conn.read(buffer), shows);
    if (length === null) return null;
    story.holds(Number.isInteger(length) && length > 0 && length <= size, {
      expected: `${name}.${call} resolves with 1 to ${size}, or null`,
      got: `it resolved with ${length}`,
      ...means(length === 0 ? shows.nothing : shows.other),
    });
    return buffer.subarray(0, length);
  }

  /** Reads in pieces of `size` bytes until the end, or until it is too much. */
  async readAll(size: number, atMost: number): Promise<string> {
    let got = "";
    while (got.length <= atMost) {
      const bytes = await this.read(size);
      if (bytes === null) break;
      got += decoder.decode(bytes);
    }
    return got;
  }

  /** Reads and expects this text. */
  async hears(text: string, shows: Shows = {}): Promise<void> {
    let got = "";
    let ended = false;
    while (got.length < text.length) {
      const bytes = await this.read(text.length - got.length, shows);
      ended = bytes === null;
      if (bytes === null) break;
      got += decoder.decode(bytes);
    }
    this.story.holds(got === text, {
      expected: `${this.name} reads ${JSON.stringify(text)}`,
      got: ended
        ? `null, the end, after ${JSON.stringify(got)}`
        : JSON.stringify(got),
      ...means(ended ? shows.ended : shows.other),
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
    this.story.did(`${this.name} read the end`);
  }

  /** Expects that `call` fails with this error of Deno.errors. */
  async rejects(
    call: string,
    promise: Promise<unknown>,
    error: "BadResource" | "BrokenPipe" | "Interrupted",
    { pending, other }: Shows = {},
  ): Promise<void> {
    const expected =
      `${this.name}.${call} rejects with Deno.errors.${error}, as a Deno.Conn does`;
    const got = await this.story.within(
      promise.then(
        (value) => ({ value }),
        (thrown: unknown) => ({ thrown }),
      ),
      async () => ({
        expected,
        got: "it is still pending",
        ...means(typeof pending === "function" ? await pending() : pending),
      }),
    );
    if ("value" in got) {
      this.story.fail({
        expected,
        got: `it resolved with ${got.value}`,
        ...means(other),
      });
    }
    throwUnwritten(got.thrown);
    this.story.holds(got.thrown instanceof Deno.errors[error], {
      expected,
      got: `it rejected with ${told(got.thrown)}`,
    });
  }
}

/** Code that is still to be written is no wrong code. */
function throwUnwritten(error: unknown): void {
  if (String(error).includes("TODO(")) throw error;
}

/** An error, and the learner's line that it came from. */
function told(error: unknown): string {
  const stack = error instanceof Error ? error.stack ?? "" : "";
  const place = stack.match(/lessons\/7\.2[\w-]*\/(?!given)[\w.]+:\d+/)?.[0];
  return `${error}${place === undefined ? "" : ` (${place})`}`;
}
