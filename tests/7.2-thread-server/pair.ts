import type { Conn } from "../../lessons/7.2-thread-server/given/conn.ts";
import { PortConn } from "../../lessons/7.2-thread-server/port_conn.ts";
import { PATIENCE, type Story } from "../harness/story/story.ts";

const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** Two ends of a connection over a MessageChannel, as a story tells of them. */
export class Pair implements Disposable {
  readonly a: End;
  readonly b: End;

  readonly #channel = new MessageChannel();

  constructor(story: Story) {
    const { port1, port2 } = this.#channel;
    this.a = new End(story, "a", new PortConn(port1));
    this.b = new End(story, "b", new PortConn(port2));
    story.did("a and b are PortConns on the two ports of a MessageChannel");
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

/** One end, whose waits are bounded. */
export class End {
  constructor(
    readonly story: Story,
    readonly name: string,
    readonly conn: Conn,
  ) {}

  /** Writes all of `data`. */
  async send(data: string | Uint8Array, cause: string): Promise<void> {
    const bytes = typeof data === "string" ? encoder.encode(data) : data;
    const { name, conn } = this;
    const story: Story = this.story;
    story.did(
      typeof data === "string"
        ? `${name} wrote ${JSON.stringify(data)}`
        : `${name} wrote ${bytes.length} bytes`,
    );
    for (let sent = 0; sent < bytes.length;) {
      const left = bytes.length - sent;
      const length = await story.within(conn.write(bytes.subarray(sent)), {
        expected: `${name}.write() resolves with the number of bytes sent`,
        got: "it never resolved",
        cause,
      });
      story.holds(Number.isInteger(length) && length > 0 && length <= left, {
        expected: `${name}.write() of ${left} bytes resolves with 1 to ${left}`,
        got: `it resolved with ${length}`,
        cause: length === 0
          ? "a transferred buffer is empty: keep its length before you post it"
          : cause,
      });
      sent += length;
    }
  }

  /** One read into a buffer of `size` bytes: what it got, or null at the end. */
  async read(
    size: number,
    cause: string,
    ms: number = PATIENCE,
  ): Promise<Uint8Array | null> {
    const { name, conn } = this;
    const story: Story = this.story;
    const buffer = new Uint8Array(size);
    const length = await story.within(conn.read(buffer), {
      expected: `${name}.read() resolves`,
      got: "it never resolved",
      cause,
    }, ms);
    if (length === null) return null;
    story.holds(Number.isInteger(length) && length > 0 && length <= size, {
      expected:
        `${name}.read() into ${size} bytes resolves with 1 to ${size}, or null`,
      got: `it resolved with ${length}`,
      cause,
    });
    return buffer.subarray(0, length);
  }

  /** Reads and expects this text. */
  async hears(text: string, cause: string): Promise<void> {
    let got = "";
    while (got.length < text.length) {
      const bytes = await this.read(text.length - got.length, cause);
      if (bytes === null) break;
      got += decoder.decode(bytes);
    }
    this.story.holds(got === text, {
      expected: `${this.name} reads ${JSON.stringify(text)}`,
      got: JSON.stringify(got),
      cause,
    });
  }

  /** Expects that there is nothing more to read. */
  async hearsEnd(cause: string): Promise<void> {
    const bytes = await this.read(100, cause);
    this.story.holds(bytes === null, {
      expected: `${this.name}.read() resolves with null, which is the end`,
      got: `it got ${JSON.stringify(decoder.decode(bytes ?? undefined))}`,
      cause,
    });
  }

  /** Expects that `action` fails with this error of Deno.errors. */
  async rejects(
    action: string,
    promise: Promise<unknown>,
    error: "BadResource" | "BrokenPipe" | "Interrupted",
    cause: string,
  ): Promise<void> {
    const expected =
      `${this.name}.${action} rejects with Deno.errors.${error}, as a Deno.Conn does`;
    const got = await this.story.within(
      promise.then(
        (value) => `it resolved with ${value}`,
        (thrown) => thrown instanceof Deno.errors[error] || thrown,
      ),
      { expected, got: "it is still pending", cause },
    );
    if (got === true) return;
    if (String(got).includes("TODO(")) throw got;
    this.story.fail({ expected, got: String(got), cause });
  }
}
