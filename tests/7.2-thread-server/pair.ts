import { setImmediate } from "node:timers/promises";
import { PortConn } from "../../lessons/7.2-thread-server/port_conn.ts";
import type { Story } from "../harness/story/story.ts";
import { End } from "./conn_end.ts";

/** Turns of the event loop after which what was posted has arrived. */
const TURNS = 20;

/** How long a call may be pending that waits for its own thread only, in ms. */
const SOON = 300;

const PORTS = "PortConns on the two ports";

/** Two ends of a connection over a MessageChannel, as a story tells of them. */
export class Pair implements Disposable {
  readonly a: End;
  readonly b: End;
  /** How many messages each end has got. */
  readonly got = { a: 0, b: 0 };
  /** How many buffers end a has got back. */
  returned = 0;
  /** How many messages of type "credit" end a has got. */
  credits = 0;
  /** Whether a ever had more credit of them than end b had read by then. */
  isOverGranted = false;
  /** How many bytes have come to end b, read or not. */
  arrived = 0;
  /** How often end b was told that a has closed. */
  closes = 0;
  /** How often end b was told that a writes no more. */
  ends = 0;

  readonly #channel = new MessageChannel();
  /** What end a does with a message, also when it listens no more. */
  readonly #hearsA: MessagePort["onmessage"];

  constructor(story: Story, a = "a", b = "b") {
    const { port1, port2 } = this.#channel;
    port1.addEventListener("message", ({ data }) => {
      this.got.a++;
      this.returned += data?.buffers?.length ?? 0;
      if (data?.type === "credit") {
        this.credits++;
        this.a.granted += data.bytes ?? 0;
        this.isOverGranted ||= this.a.granted > this.b.taken;
      }
      if (data?.type === "closed") this.a.isPeerClosed = true;
    });
    port2.addEventListener("message", ({ data }) => {
      this.got.b++;
      if (data?.type === "credit") this.b.granted += data.bytes ?? 0;
      if (data?.type === "closed") {
        this.closes++;
        this.b.isPeerClosed = true;
      }
      if (data?.type === "end") this.ends++;
      if (data?.type === "data") {
        const { length = 0, buffer = undefined } = data.bytes ?? {};
        this.arrived += length;
        this.b.room += (buffer?.byteLength ?? length) - length;
      }
    });
    this.a = new End(story, a, new PortConn(port1), SOON);
    this.b = new End(story, b, new PortConn(port2), SOON);
    const quiet = () => this.quiet();
    this.a.posts = { came: () => this.got.b, quiet };
    this.b.posts = { came: () => this.got.a, quiet };
    this.#hearsA = port1.onmessage;
    const isNew = story.steps.some(({ what }) => what.includes(PORTS));
    story.did(
      `${a} and ${b} are ${isNew ? "new " : ""}${PORTS} of a MessageChannel`,
    );
  }

  /** How many bytes of credit end a has got, where messages bring it. */
  get granted(): number {
    return this.a.granted;
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

  /**
   * Lets bytes come to end b, as if a had sent them; how many b reads then, into
   * an array for `most`.
   */
  async givesB(
    bytes = new Uint8Array(1),
    most = bytes.buffer.byteLength,
  ): Promise<number | null> {
    const data = { type: "data", bytes };
    this.#channel.port2.dispatchEvent(new MessageEvent("message", { data }));
    await setImmediate();
    return await this.b.conn.read(new Uint8Array(most));
  }

  /** Lets end a hear a message that changes nothing, even if it is closed. */
  async nudgeA(): Promise<void> {
    const data = { type: "credit", bytes: 0, buffers: [] };
    const { port1 } = this.#channel;
    const event = new MessageEvent("message", { data });
    if (port1.onmessage) port1.dispatchEvent(event);
    else this.#hearsA?.call(port1, event);
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
