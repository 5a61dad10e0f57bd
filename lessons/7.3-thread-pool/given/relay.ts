import type { Channel } from "./channel.ts";

/** Carries what the client sends to its channel, until the client's last byte. */
export async function upstream(
  conn: Deno.TcpConn,
  { input }: Channel,
): Promise<void> {
  const buffer = new Uint8Array(16 * 1024);
  for (let length; (length = await conn.read(buffer)) !== null;) {
    for (let done = 0; done < length;) {
      done += await input.writeAsync(buffer.subarray(done, length));
    }
  }
  input.end();
}

/** Carries what the thread writes to the client, until the channel's end. */
export async function downstream(
  conn: Deno.TcpConn,
  { output }: Channel,
): Promise<void> {
  const buffer = new Uint8Array(16 * 1024);
  for (let length; (length = await output.readAsync(buffer)) !== null;) {
    await writeAll(conn, buffer.subarray(0, length));
  }
  await conn.closeWrite();
}

/** In bytes. */
const LONGEST = 1024 * 1024;

const NEWLINE = 0x0a;

/**
 * The lines that a client sends, without their newlines; what stands behind the
 * last newline is one, too.
 *
 * @throws {RangeError} If a line is longer than 1 MiB.
 */
export async function* lines(
  conn: Deno.TcpConn,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let rest = new Uint8Array(0);
  // Each idle client keeps one.
  const buffer = new Uint8Array(4 * 1024);
  for (;;) {
    const length = await conn.read(buffer);
    if (length === null) break;
    const bytes = new Uint8Array(rest.length + length);
    bytes.set(rest);
    bytes.set(buffer.subarray(0, length), rest.length);
    let start = 0;
    let end = bytes.indexOf(NEWLINE, rest.length);
    while (end >= 0) {
      yield bytes.slice(start, end);
      start = end + 1;
      end = bytes.indexOf(NEWLINE, start);
    }
    rest = bytes.slice(start);
    if (rest.length > LONGEST) {
      throw new RangeError(
        `Cannot read request as it is longer than ${LONGEST} bytes: send shorter lines`,
      );
    }
  }
  if (rest.length > 0) yield rest;
}

/** Sends a line and its newline. */
export async function writeLine(
  conn: Deno.TcpConn,
  line: Uint8Array,
): Promise<void> {
  const bytes = new Uint8Array(line.length + 1);
  bytes.set(line);
  bytes[line.length] = NEWLINE;
  await writeAll(conn, bytes);
}

/** Sends all of `data`: one `write()` may take only a part of it. */
export async function writeAll(
  conn: Deno.TcpConn,
  data: Uint8Array,
): Promise<void> {
  for (let done = 0; done < data.length;) {
    done += await conn.write(data.subarray(done));
  }
}
