import type { ThreadConn } from "../../../../solutions/7.3-thread-pool/given/channel.ts";
import { answerAll, BUFFER } from "./answer_all.ts";

/** What a thread of 7.3's pool does for each client: all of its requests. */
export default function serve(conn: ThreadConn): void {
  const buffer = new Uint8Array(BUFFER);
  let have = 0;
  for (let length; (length = conn.read(buffer.subarray(have))) !== null;) {
    have += length;
    const whole = answerAll(buffer, have);
    if (whole > 0) conn.write(buffer.subarray(0, whole));
    buffer.copyWithin(0, whole, have);
    have -= whole;
  }
}
