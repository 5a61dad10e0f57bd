import type { End } from "./given/end.ts";
import { admit, listenLocally, type Transport } from "./given/rendezvous.ts";
import { MessageReader, MessageWriter } from "./message_stream.ts";

export type { Transport } from "./given/rendezvous.ts";

/** An end that is a connected socket: for processes. */
export class SocketEnd implements End {
  readonly #conn: Deno.Conn;
  readonly #reader: MessageReader;
  readonly #writer: MessageWriter;
  #closed: "no" | "for writing" | "entirely" = "no";

  constructor(conn: Deno.Conn) {
    this.#conn = conn;
    // Else TCP holds a short message back until the one before is acknowledged,
    // which takes the other side 40 ms (Nagle's algorithm, delayed ACK).
    if ("setNoDelay" in conn) (conn as Deno.TcpConn).setNoDelay();
    this.#reader = new MessageReader(conn);
    this.#writer = new MessageWriter(conn, "the other end of the socket");
  }

  async send(message: Uint8Array | string): Promise<void> {
    if (this.#closed !== "no") {
      throw new TypeError(
        `Cannot send message as this end was closed ${this.#closed}: close it after the last message`,
      );
    }
    await this.#writer.send(message);
  }

  async receive(): Promise<Uint8Array | undefined> {
    if (this.#closed === "entirely") return undefined;
    try {
      return await this.#reader.receive();
    } catch (error) {
      // It was closed here, by [Symbol.dispose](), during the read.
      if (this.#isClosed()) return undefined;
      throw error;
    }
  }

  async closeWrite(): Promise<void> {
    if (this.#closed !== "no") return;
    this.#closed = "for writing";
    // TODO(7.5.3): The end must not overtake what was sent (`drained()`), and
    // the other direction must stay open.
    // #region 7.5.3
    await this.#writer.drained();
    await this.#conn.closeWrite();
    // #endregion
  }

  [Symbol.dispose](): void {
    if (this.#isClosed()) return;
    this.#closed = "entirely";
    this.#conn.close();
  }

  #isClosed(): boolean {
    return this.#closed === "entirely";
  }
}

/** An end that waits for a process to take the other one. */
export interface Offer extends Disposable {
  /** What the other process must be told, to call `connectEnd()` with. */
  readonly address: string;
  /**
   * Resolves when the other process has connected. Nobody else can connect from
   * then on, and the socket's path is gone.
   *
   * @throws {Error} If the offer is disposed of before.
   */
  accept(): Promise<SocketEnd>;
}

/**
 * Offers one of two connected ends to another process. C's `socketpair()` makes
 * both in one process and `fork()` hands one on; Deno cannot hand a descriptor
 * on, so the other process comes and connects.
 */
export function offerEnd({ transport }: { transport?: Transport } = {}): Offer {
  const { listener, address, token, removePath } = listenLocally(transport);
  return {
    address,
    async accept() {
      using _offer = this;
      // TODO(7.5.3): Whoever connects to `listener` first and knows `token`
      // gets the SocketEnd: `admit()` tells partner from strangers. The offer
      // must last until then, and `using` disposes of it as soon as this
      // function returns.
      // #region 7.5.3
      return await admit(listener, token, (conn) => new SocketEnd(conn));
      // #endregion
    },
    [Symbol.dispose]() {
      // TODO(7.5.3): Nobody can connect any more, and the path is gone. It may
      // be called twice.
      // #region 7.5.3
      try {
        listener.close();
      } catch {
        // It was closed before.
      }
      removePath();
      // #endregion
    },
  };
}

/**
 * Takes the end that another process offers at `address`.
 *
 * @throws {Deno.errors.NotFound | Deno.errors.ConnectionRefused} If the offer
 * was taken or withdrawn.
 */
export async function connectEnd(address: string): Promise<SocketEnd> {
  const { protocol, hostname, port, pathname, hash } = new URL(address);
  // TODO(7.5.3): Connect to `pathname` if the protocol is "unix:", else to
  // `hostname` and `port`. Mind that a path in an address is encoded: a space
  // in it is `%20`. The first message has to be the token, which is `hash`
  // without its `#`.
  // #region 7.5.3
  const conn = protocol === "unix:"
    ? await Deno.connect({
      transport: "unix",
      path: decodeURIComponent(pathname),
    })
    : await Deno.connect({ hostname, port: Number(port) });
  const end = new SocketEnd(conn);
  await end.send(hash.slice(1));
  return end;
  // #endregion
}

/** Makes two connected sockets in this process: C's `socketpair()`. */
export async function socketPair(
  options?: { transport?: Transport },
): Promise<[SocketEnd, SocketEnd]> {
  using offer = offerEnd(options);
  return await Promise.all([offer.accept(), connectEnd(offer.address)]);
}
