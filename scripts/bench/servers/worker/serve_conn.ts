import { answerAll, BUFFER } from "./answer_all.ts";

/** What is needed to serve a client: a socket has it, and stdin with stdout. */
export interface ByteConn {
  read(into: Uint8Array): Promise<number | null>;
  write(bytes: Uint8Array): Promise<number>;
}

/** Answers each request of a client, until it has sent its last byte. */
export async function serveConn(conn: ByteConn): Promise<void> {
  const buffer = new Uint8Array(BUFFER);
  for (let have = 0;;) {
    const length = await conn.read(buffer.subarray(have));
    if (length === null) return;
    have += length;
    const whole = answerAll(buffer, have);
    for (let done = 0; done < whole;) {
      done += await conn.write(buffer.subarray(done, whole));
    }
    buffer.copyWithin(0, whole, have);
    have -= whole;
  }
}
