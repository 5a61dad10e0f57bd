import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { FrameDecoder } from "../../lessons/7.5-ipc/framing.ts";
import { connectEnd, SocketEnd } from "../../lessons/7.5-ipc/socket_pair.ts";
import { rejection, text } from "./children.ts";
import { outcome } from "./frames.ts";
import { means } from "./misconceptions.ts";
import { AT_ONCE } from "./pipe_spy.ts";

lessonTest(
  "7.5.3 connectEnd() says the token of the address before all else",
  async (story: Story) => {
    using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    const address = `tcp://127.0.0.1:${listener.addr.port}#the-token`;
    using end = await story.within(connectEnd(address), {
      expected:
        "connectEnd() resolves when it has connected and sent the token",
      got: "it still waits",
    }, AT_ONCE);
    using conn = await listener.accept();
    story.did(`connectEnd("${address}") connected`);
    const failed = await rejection(
      story,
      end.send("the first message of its own"),
      "send() of its end settles",
    );
    story.holds(failed === undefined, {
      expected: "its end sends a message",
      got: `send() rejects with ${failed}`,
      ...means("closes-behind-the-token"),
      method: "connectEnd()",
    });
    const expected = 'the first message is "the-token"';
    const bytes = await story.within(readSome(conn), {
      expected,
      got: "nothing came",
    }, AT_ONCE);
    const raw = /^#?the-token/.exec(text(bytes) ?? "")?.[0];
    const frames = new FrameDecoder();
    frames.push(bytes);
    const got = outcome(() => frames.next());
    const message = "gave" in got && got.gave instanceof Uint8Array
      ? text(got.gave)
      : undefined;
    const first = raw === undefined ? message : undefined;
    story.holds(first === "the-token", {
      expected,
      got: raw !== undefined
        ? `the first bytes are "${raw}", without a header before them`
        : first === undefined
        ? `the first bytes are no frame: ${bytes.subarray(0, 12).join(" ")}`
        : `the first message is ${JSON.stringify(first)}`,
      ...means(
        raw !== undefined
          ? "token-without-a-frame"
          : first === "#the-token"
          ? "token-with-its-hash-sign"
          : first === "the first message of its own"
          ? "says-no-token"
          : undefined,
      ),
    });
  },
);

/** The first bytes that come: as many as a token and a message have. */
async function readSome(conn: Deno.Conn): Promise<Uint8Array> {
  const buffer = new Uint8Array(64);
  let length = 0;
  while (length < 32) {
    const count = await conn.read(buffer.subarray(length));
    if (count === null) break;
    length += count;
  }
  return buffer.subarray(0, length);
}

/** A socket that does what a test says, and nothing else. */
function fakeConn(parts: Partial<Deno.Conn>): Deno.Conn {
  const conn: Partial<Deno.Conn> = { close: () => {}, ...parts };
  return conn as Deno.Conn;
}

/** Whether a promise resolves before `gate` does, which is opened then. */
async function resolvesBefore(
  story: Story,
  call: string,
  called: Promise<unknown>,
  gate: PromiseWithResolvers<void>,
): Promise<boolean> {
  let resolved = false;
  const ended = called.then(() => resolved = true);
  for (let turns = 0; turns < 10; turns++) {
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  const early = resolved;
  gate.resolve();
  await story.within(ended, {
    expected: `${call} resolves`,
    got: "it still waits",
  }, AT_ONCE);
  return early;
}

lessonTest(
  "7.5.3 SocketEnd.closeWrite() closes the socket's writing side, and waits for it",
  async (story: Story) => {
    const gate = Promise.withResolvers<void>();
    const calls: string[] = [];
    using end = new SocketEnd(fakeConn({
      close: () => void calls.push("close()"),
      write: (bytes) => {
        calls.push("write()");
        return Promise.resolve(bytes.length);
      },
      closeWrite: () => {
        calls.push("closeWrite()");
        return gate.promise;
      },
    }));
    const call = "closeWrite() of an end";
    story.did(`${call} was called whose socket takes its time`);
    const early = await resolvesBefore(story, call, end.closeWrite(), gate);
    const got = calls.join(", ") || "nothing";
    story.holds(got === "closeWrite()", {
      expected: "of the socket, closeWrite() is called",
      got: `${got} is called`,
      ...means(
        got === "nothing"
          ? "half-close-is-not-told"
          : calls.includes("write()")
          ? "says-the-end-by-a-message"
          : calls.includes("close()")
          ? "closes-both-directions"
          : undefined,
      ),
      method: "SocketEnd.closeWrite()",
    });
    story.holds(!early, {
      expected: `${call} resolves when the socket's closeWrite() has`,
      got: "it resolved before that",
      ...means("does-not-wait-for-the-socket"),
    });
  },
);

lessonTest(
  "7.5.3 connectEnd() waits until the token is sent",
  async (story: Story) => {
    const gate = Promise.withResolvers<void>();
    const { connect } = Deno;
    let isBroken = false;
    let isAsked = false;
    const write = async (bytes: Uint8Array) => {
      isAsked = true;
      await gate.promise;
      if (isBroken) throw new Deno.errors.BrokenPipe("Broken pipe");
      return bytes.length;
    };
    let place = "";
    Object.assign(Deno, {
      connect({ hostname, port }: Deno.ConnectOptions) {
        place = `${hostname}:${port}`;
        return Promise.resolve(fakeConn({ write }));
      },
    });
    try {
      const call = "connectEnd()";
      story.did(`${call} got a connection that takes its time to write`);
      const connected = connectEnd("tcp://127.0.0.7:1#the-token");
      const early = await resolvesBefore(story, call, connected, gate);
      story.holds(!early, {
        expected: `${call} resolves when the token is written`,
        got: "it resolved before",
        ...means(isAsked ? "does-not-wait-for-the-socket" : "says-no-token"),
      });
      story.holds(place === "127.0.0.7:1", {
        expected: "it connects to the place in the address, 127.0.0.7:1",
        got: place,
        ...means(
          /^(undefined|localhost|127\.0\.0\.1):1$/.test(place)
            ? "connects-to-this-machine"
            : undefined,
        ),
      });
      isBroken = true;
      story.did("another connection broke before the token was written");
      const again = connectEnd("tcp://127.0.0.7:1#the-token");
      const error = await rejection(story, again);
      story.holds(error instanceof Deno.errors.BrokenPipe, {
        expected: "connectEnd() rejects with a Deno.errors.BrokenPipe",
        got: error === undefined ? "it resolved" : `it rejects with ${error}`,
        ...means(error === undefined ? "nobody-has-the-token" : undefined),
      });
    } finally {
      Object.assign(Deno, { connect });
    }
  },
);
