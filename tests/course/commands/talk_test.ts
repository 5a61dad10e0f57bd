import { assertEquals } from "@std/assert";
import { COURSE } from "../fixture/course.ts";
import { CTRL_C, Session, type } from "../fixture/user.ts";

const CLOSED = "The server has closed the connection.\n";

/** A server of which the test is the program. */
function listen() {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return Object.assign(listener, {
    session: (options: string) =>
      new Session(
        COURSE,
        `talk ${(listener.addr as Deno.NetAddr).port} ${options}`,
        { typing: true },
      ),
  });
}

async function read(conn: Deno.Conn, length = 1024): Promise<string | null> {
  const buffer = new Uint8Array(length);
  const read = await conn.read(buffer);
  return read === null
    ? null
    : new TextDecoder().decode(buffer.subarray(0, read));
}

async function write(conn: Deno.Conn, text: string): Promise<void> {
  await conn.write(new TextEncoder().encode(text));
}

Deno.test("talk sends what is typed and shows what comes back, until the server closes", async () => {
  using listener = listen();
  await using session = listener.session("");
  using conn = await listener.accept();
  await session.types("twö\n");
  assertEquals(await read(conn), "twö\n");
  await session.types();
  await write(conn, "TWÖ\n");
  await session.shows("TWÖ\n");
  conn.close();
  assertEquals(await session.ended(), {
    code: 0,
    stdout: "TWÖ\n",
    stderr: CLOSED,
  });
});

Deno.test("talk --half-close tells the server that its input has ended, and gets the answer", async () => {
  using listener = listen();
  await using session = listener.session("--half-close");
  using conn = await listener.accept();
  await session.types("one\n");
  await session.types();
  assertEquals([await read(conn), await read(conn)], ["one\n", null]);
  await write(conn, "ONE\n");
  conn.close();
  assertEquals((await session.ended()).stdout, "ONE\n");
});

Deno.test("talk --slow sends a byte at a time", async () => {
  using listener = listen();
  await using session = listener.session("--slow");
  using conn = await listener.accept();
  await session.types("ab\n");
  assertEquals(await read(conn), "a");
  let rest = "";
  while (rest.length < 2) rest += await read(conn);
  assertEquals(rest, "b\n");
});

Deno.test("talk --many is so many clients, and says which one got what", async () => {
  using listener = listen();
  await using session = listener.session("--many 2");
  const one = await listener.accept();
  const two = await listener.accept();
  await session.types("hi\n");
  assertEquals([await read(one), await read(two)], ["hi\n", "hi\n"]);
  // A line in pieces is shown whole, also the last one that has no end.
  await write(two, "he");
  await write(one, "HI\n");
  await session.shows("HI\n");
  one.close();
  await write(two, "llo\nlast");
  two.close();
  const { code, stdout, stderr } = await session.ended();
  const lines = (text: string) => text.split("\n").sort();
  assertEquals([code, lines(stdout), lines(stderr)], [
    0,
    lines("client 1: HI\nclient 2: hello\nclient 2: last\n"),
    lines(`client 1: ${CLOSED}client 2: ${CLOSED}`),
  ]);
});

Deno.test("talk ends on Ctrl-C, and the server sees the end", async () => {
  using listener = listen();
  await using session = listener.session("");
  using conn = await listener.accept();
  session.interrupt();
  assertEquals((await session.ended()).code, CTRL_C);
  assertEquals(await read(conn), null);
});

Deno.test("talk says what is wrong when nobody listens, and with a port that is none", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr as Deno.NetAddr;
  listener.close();
  assertEquals(await type(COURSE, `talk ${port}`), {
    code: 1,
    stdout: "",
    stderr:
      `Cannot connect to port ${port}: nobody listens there. Start a server on that port in another terminal first.\n`,
  });
  const { code, stderr } = await type(COURSE, "talk 70000");
  assertEquals([code, stderr.split("\n").length], [2, 2]);
});
