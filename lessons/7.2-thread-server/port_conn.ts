import { brokenPipe, closed, type Conn, interrupted } from "./given/conn.ts";
import { BufferPool, type PortMessage } from "./given/port_messages.ts";

/** How many bytes may be under way in one direction: what TCP calls a window. */
export const WINDOW = 1024 * 1024;

/**
 * One end of a connection over a MessagePort, in the shape of `Deno.Conn`. The
 * other end is a `PortConn` on the other port of the channel. In C, a thread
 * would have the socket itself; a `Deno.Conn` cannot be posted to a worker.
 */
export class PortConn implements Conn {
  readonly #port: MessagePort;
  /** What has arrived and was not read yet, oldest first. */
  readonly #arrived: Uint8Array<ArrayBuffer>[] = [];
  readonly #buffers = new BufferPool();
  /** How many bytes may still be sent. */
  #credit = WINDOW;
  /** How many bytes were read here that the writer has no credit for yet. */
  #owed = 0;
  /** Whether all has arrived that ever will. */
  #ended = false;
  /** Whether the peer reads no more. */
  #deaf = false;
  /** Whether the writing side was closed. */
  #finished = false;
  #closed = false;
  #news = Promise.withResolvers<void>();

  constructor(port: MessagePort) {
    this.#port = port;
    port.onmessage = ({ data }: MessageEvent<PortMessage>) => {
      this.#receive(data);
      this.#wake();
    };
  }

  /** Lets go on whoever waits for {@linkcode #news}. */
  #wake(): void {
    this.#news.resolve();
    this.#news = Promise.withResolvers();
  }

  /** Acts on what the peer has posted. */
  #receive(message: PortMessage): void {
    if (message.type === "credit") {
      this.#buffers.refill(message.buffers);
      return this.#refill(message.bytes);
    }
    // TODO(7.2.1): Note what the message tells. The bytes of "data" wait in
    // `#arrived` until they are read. After "end", and after "closed", nothing
    // more will arrive (`#ended`); only "closed" says that the peer reads no
    // more, either (`#deaf`).
    throw new Error("TODO(7.2.1)");
  }

  /**
   * Reads what is there into `p`, at most its length, and waits when nothing
   * is there: C's `recv()`. Resolves with the number of bytes, or with null
   * when the peer has closed its writing side and all was read. With an empty
   * `p` it resolves with 0 at once.
   *
   * @throws {Deno.errors.BadResource} If this end is closed.
   * @throws {Deno.errors.Interrupted} If it is closed while the read waits.
   */
  async read(p: Uint8Array): Promise<number | null> {
    if (this.#closed) throw closed("read from");
    const length = await this.#take(p);
    this.#owed += length ?? 0;
    if (this.#owed >= WINDOW / 2) this.#grant();
    return length;
  }

  async #take(p: Uint8Array): Promise<number | null> {
    // TODO(7.2.1): What has `#arrived` comes first, even if all has `#ended`
    // since. A chunk may be longer than `p`: what does not fit must be there
    // for the next read. (A chunk that is read to its end may go to
    // `#buffers.collect()`.) While nothing is there, wait for `#news`, and look
    // again after each. If this end was `#closed` meanwhile, throw
    // `interrupted()`. An empty `p` never waits.
    throw new Error("TODO(7.2.1)");
  }

  /**
   * Sends a part of `p`, or all of it, and waits while the peer has more than
   * enough to read: C's `send()`. Resolves with the number of bytes sent. `p`
   * may be used again at once. Of an empty `p` nothing is sent.
   *
   * @throws {Deno.errors.BrokenPipe} If the peer has closed, or
   * {@linkcode closeWrite} was called.
   * @throws {Deno.errors.BadResource} If this end is closed.
   * @throws {Deno.errors.Interrupted} If it is closed while the write waits.
   */
  async write(p: Uint8Array): Promise<number> {
    if (this.#closed) throw closed("write to");
    while (this.#credit === 0 && !this.#deaf && !this.#finished) {
      await this.#moreCredit();
      if (this.#closed) throw interrupted("write to");
    }
    // TODO(7.2.1): Throw `brokenPipe("writing side")` if you have `#finished`,
    // `brokenPipe("other end")` if the peer is `#deaf`. Otherwise send a part
    // of `p`, no longer than the `#credit`, which shrinks by as much; return
    // its length. The caller may change `p` at once, so send a copy
    // (`#buffers.copy()` makes one) and transfer its buffer. Mind what a
    // transfer does to its length. Nothing is posted for an empty `p`.
    throw new Error("TODO(7.2.1)");
  }

  /** Waits until the peer has told something that may have brought credit. */
  async #moreCredit(): Promise<void> {
    // TODO(7.2.2): Return when credit may have come, or when either end has
    // closed: `write()` above looks at all of that again. Do not poll.
    throw new Error("TODO(7.2.2)");
  }

  /** Called when the bytes that the writer has no credit for have piled up. */
  #grant(): void {
    // TODO(7.2.2): The peer must get credit for all that was read here, for
    // each byte once. The empty buffers go back with it: transfer what
    // `#buffers` has `emptied()`. (Or use `#buffers` nowhere in this file. Half
    // of it keeps them all in memory.)
    throw new Error("TODO(7.2.2)");
  }

  /** Called when the peer has read `bytes` more. */
  #refill(bytes: number): void {
    // TODO(7.2.2): The peer has read that many bytes more. What was left of the
    // credit must not be lost.
    throw new Error("TODO(7.2.2)");
  }

  /**
   * Closes the writing side: the peer reads what is under way, then null. C's
   * `shutdown(fd, SHUT_WR)`. Calling it again does nothing.
   *
   * @throws {Deno.errors.BadResource} If this end is closed.
   */
  // deno-lint-ignore require-await
  async closeWrite(): Promise<void> {
    if (this.#closed) throw closed("close the writing side of");
    // TODO(7.2.1): The peer must learn once, and only once, that no more bytes
    // follow. A write of this end that waits must not go on waiting.
    throw new Error("TODO(7.2.1)");
  }

  /**
   * Closes both directions. The peer reads what is under way, then null, and
   * can write no more.
   *
   * @throws {Deno.errors.BadResource} If this end is closed.
   */
  close(): void {
    if (this.#closed) throw closed("close");
    // TODO(7.2.1): The peer must learn of it, and the port must be closed after
    // that. A read or a write of this end that waits must wake up and find this
    // end `#closed`.
    throw new Error("TODO(7.2.1)");
  }

  /** Closes both directions, if they are open. */
  [Symbol.dispose](): void {
    if (!this.#closed) this.close();
  }

  #post(message: PortMessage, transfer: Transferable[] = []): void {
    this.#port.postMessage(message, transfer);
  }
}
