import { difference, LENGTH } from "../request.ts";
import type { Exchange } from "./exchange.ts";

/** A reply that is not the right one. */
export class WrongReplyError extends Error {
  override readonly name = "WrongReplyError";
}

/** The server ended a connection that was to go on. */
export class ConnectionLostError extends Error {
  override readonly name = "ConnectionLostError";
}

/** One client of the load generator, and its connection. */
export class Client implements Disposable {
  readonly #conn: Deno.TcpConn;
  readonly #reply = new Uint8Array(LENGTH + 1);

  constructor(conn: Deno.TcpConn) {
    this.#conn = conn;
  }

  /** @throws {ConnectionLostError} If nobody listens. */
  static async connect(port: number): Promise<Client> {
    try {
      return new Client(await Deno.connect({ hostname: "127.0.0.1", port }));
    } catch (error) {
      throw lost("begin", error);
    }
  }

  /**
   * Sends a request and waits for its whole reply.
   *
   * @throws {WrongReplyError} If the reply differs in a byte, or is too long.
   * @throws {ConnectionLostError} If the connection ends before.
   */
  async ask({ request, reply }: Exchange): Promise<void> {
    let length = 0;
    try {
      for (let done = 0; done < LENGTH;) {
        done += await this.#conn.write(request.subarray(done));
      }
      while (length < LENGTH) {
        const read = await this.#conn.read(this.#reply.subarray(length));
        if (read === null) throw new Deno.errors.UnexpectedEof();
        length += read;
      }
    } catch (error) {
      throw lost("go on", error);
    }
    const at = length > LENGTH ? LENGTH : difference(this.#reply, reply);
    if (at >= 0) throw wrongReply(request, reply, this.#reply, at);
  }

  /** Sends its last byte, and waits until the server has ended, too. */
  async leave(): Promise<void> {
    using _conn = this;
    try {
      await this.#conn.closeWrite();
      while (await this.#conn.read(this.#reply) !== null);
    } catch (error) {
      throw lost("end well", error);
    }
  }

  [Symbol.dispose](): void {
    try {
      this.#conn.close();
    } catch (error) {
      if (!(error instanceof Deno.errors.BadResource)) throw error;
    }
  }
}

function lost(doing: string, cause: unknown): ConnectionLostError {
  return new ConnectionLostError(
    `the server ended a connection that was to ${doing} (${cause})`,
    { cause },
  );
}

function wrongReply(
  request: Uint8Array,
  reply: Uint8Array,
  got: Uint8Array,
  at: number,
): WrongReplyError {
  const text = (bytes: Uint8Array) =>
    JSON.stringify(new TextDecoder().decode(bytes));
  return new WrongReplyError(
    `a reply is wrong from its byte ${at} on. Sent: ${
      text(request)
    }; expected: ${text(reply)}; got: ${
      text(got.subarray(0, at === LENGTH ? LENGTH + 1 : LENGTH))
    }`,
  );
}
