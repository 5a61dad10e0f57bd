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
    // TODO(7.5.3): Wait until the writer has `drained()`. Then close the
    // socket's writing side, and only that one.
    throw new Error("TODO(7.5.3)");
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
      // TODO(7.5.3): `admit()` the first who connects to `listener` and knows
      // `token`, as a SocketEnd, and return that end. The offer is used up then:
      // `using` disposes of it.
      throw new Error("TODO(7.5.3)");
    },
    [Symbol.dispose]() {
      // TODO(7.5.3): Stop listening and remove the path. It may be called twice.
      throw new Error("TODO(7.5.3)");
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
  // TODO(7.5.3): Connect: to the path in `pathname` if the protocol is "unix:",
  // else to `hostname` and `port`. A path in an address is encoded, and has to be
  // decoded first. Send the token, which is `hash` without its first character,
  // as the first message.
  throw new Error("TODO(7.5.3)");
}

/** Makes two connected sockets in this process: C's `socketpair()`. */
export async function socketPair(
  options?: { transport?: Transport },
): Promise<[SocketEnd, SocketEnd]> {
  using offer = offerEnd(options);
  return await Promise.all([offer.accept(), connectEnd(offer.address)]);
}
