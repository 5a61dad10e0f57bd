import type { End } from "./given/end.ts";
import { MessageReader, MessageWriter } from "./message_stream.ts";

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
