import { delay } from "@std/async";
import { INTERRUPTED } from "../terminal/interrupt.ts";
import { command } from "../terminal/command.ts";

/** Options of `deno task talk`. */
export interface TalkOptions {
  /**
   * Ends what is sent, and nothing else, when the input ends, as
   * `shutdown(fd, SHUT_WR)` does.
   */
  halfClose?: boolean;
  /** Sends and reads a byte at a time. */
  slow?: boolean;
  /** How many clients to be. */
  many: number;
  signal: AbortSignal;
}

/** Milliseconds between two bytes of a slow client. */
const SLOW = 100;

/**
 * `deno task talk 8080`: one or many clients of a server on this machine, to
 * try it by hand. Each sends what is typed, a line at a time, and shows what
 * comes back. It ends when the server has closed all connections.
 */
export async function talk(
  port: number,
  { many, signal, ...options }: TalkOptions,
): Promise<number> {
  const conns: Deno.TcpConn[] = [];
  try {
    for (let i = 0; i < many; i++) {
      conns.push(await Deno.connect({ port, hostname: "127.0.0.1", signal }));
    }
  } catch (error) {
    if (signal.aborted) return INTERRUPTED;
    const reason = error instanceof Deno.errors.ConnectionRefused
      ? `nobody listens there. Start a server on that port in another terminal first`
      : error instanceof Error
      ? error.message
      : String(error);
    const which = many > 1 ? ` with client ${conns.length + 1}` : "";
    console.error(`Cannot connect to port ${port}${which}: ${reason}.`);
    return 1;
  }
  // Whether sending works shows in what comes back.
  send(conns, options).catch(() => {});
  const interrupted = Promise.withResolvers<number>();
  signal.addEventListener("abort", () => interrupted.resolve(INTERRUPTED), {
    once: true,
  });
  const codes = Promise.all(
    conns.map((conn, index) =>
      show(conn, many > 1 ? `client ${index + 1}` : undefined, options)
    ),
  );
  return await Promise.race([
    interrupted.promise,
    codes.then((codes) => Math.max(...codes)),
  ]);
}

/** Sends what is typed on each connection. */
async function send(
  conns: readonly Deno.TcpConn[],
  { halfClose = false, slow = false }: Pick<TalkOptions, "halfClose" | "slow">,
): Promise<void> {
  const buffer = new Uint8Array(4096);
  for (;;) {
    const length = await Deno.stdin.read(buffer);
    if (length === null) break;
    const typed = buffer.slice(0, length);
    await Promise.allSettled(conns.map((conn) => write(conn, typed, slow)));
  }
  if (halfClose) {
    await Promise.allSettled(conns.map((conn) => conn.closeWrite()));
  } else if (Deno.stdin.isTerminal()) {
    console.error(
      `Your input has ended, and the connection stays open: Ctrl-C closes it. (${
        command("talk --half-close")
      } tells the server.)`,
    );
  }
}

async function write(
  conn: Deno.TcpConn,
  bytes: Uint8Array,
  slow: boolean,
): Promise<void> {
  const most = slow ? 1 : bytes.length;
  for (let done = 0; done < bytes.length;) {
    done += await conn.write(bytes.subarray(done, done + most));
    if (slow) await delay(SLOW);
  }
}

/** Shows what comes back; gives 1 when the connection was cut. */
async function show(
  conn: Deno.TcpConn,
  name: string | undefined,
  { slow = false }: Pick<TalkOptions, "slow">,
): Promise<number> {
  const who = name === undefined ? "" : `${name}: `;
  const buffer = new Uint8Array(slow ? 1 : 65_536);
  const decoder = new TextDecoder();
  let line = "";
  try {
    for (;;) {
      const length = await conn.read(buffer);
      if (length === null) break;
      const bytes = buffer.subarray(0, length);
      if (slow) await delay(SLOW);
      if (name === undefined) {
        print(bytes);
        continue;
      }
      // Lines of many clients stay whole.
      const text = decoder.decode(bytes, { stream: true });
      const lines = (line + text).split("\n");
      line = lines.pop() ?? "";
      print(encode(lines.map((text) => `${who}${text}\n`).join("")));
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    console.error(`${who}The connection was cut: ${reason}.`);
    return 1;
  } finally {
    if (line !== "") print(encode(`${who}${line}\n`));
    conn.close();
  }
  console.error(`${who}The server has closed the connection.`);
  return 0;
}

function print(bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length;) {
    done += Deno.stdout.writeSync(bytes.subarray(done));
  }
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
