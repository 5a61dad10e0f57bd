import type { Conn } from "./given/conn.ts";
import { SharedTraffic } from "./shared_traffic.ts";

/** The connection, and if there is a `buffer`, what it carries counted there. */
export function counted(conn: Conn, buffer?: SharedArrayBuffer): Conn {
  return buffer === undefined
    ? conn
    : new CountedConn(conn, new SharedTraffic(buffer));
}

class CountedConn implements Conn {
  readonly #conn: Conn;
  readonly #traffic: SharedTraffic;

  constructor(conn: Conn, traffic: SharedTraffic) {
    this.#conn = conn;
    this.#traffic = traffic;
  }

  async read(p: Uint8Array): Promise<number | null> {
    // TODO(7.2.7): Note what the read has brought. The end is not a message.
    throw new Error("TODO(7.2.7)");
  }

  async write(p: Uint8Array): Promise<number> {
    // TODO(7.2.7): Note what was really written: it may be less than all of
    // `p`.
    throw new Error("TODO(7.2.7)");
  }

  closeWrite(): Promise<void> {
    return this.#conn.closeWrite();
  }

  close(): void {
    this.#conn.close();
  }

  [Symbol.dispose](): void {
    this.#conn[Symbol.dispose]();
  }
}
