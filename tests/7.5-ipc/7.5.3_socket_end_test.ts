import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { MessageReader } from "../../lessons/7.5-ipc/message_stream.ts";
import { connectEnd, SocketEnd } from "../../lessons/7.5-ipc/socket_pair.ts";
import { text } from "./children.ts";
import { means } from "./misconceptions.ts";
import { AT_ONCE } from "./pipe_spy.ts";

lessonTest(
  "7.5.3 connectEnd() says the token of the address before all else",
  async (story: Story) => {
    using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    const address = `tcp://127.0.0.1:${listener.addr.port}#the-token`;
    using end = await connectEnd(address);
    using conn = await listener.accept();
    story.did(`connectEnd("${address}") connected`);
    await end.send("the first message of its own");
    const expected = 'the first message is "the-token"';
    const first = text(
      await story.within(new MessageReader(conn).receive(), {
        expected,
        got: "nothing came",
      }, AT_ONCE),
    );
    story.holds(first === "the-token", {
      expected,
      got: `the first message is "${first}"`,
      ...means(
        first === "#the-token"
          ? "token-with-its-hash-sign"
          : first === "the first message of its own"
          ? "says-no-token"
          : undefined,
      ),
    });
  },
);

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
      expected: `${call} resolves when the socket's has`,
      got: "it resolved before",
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
      const error = await connectEnd("tcp://127.0.0.7:1#the-token")
        .then(() => undefined, (error: unknown) => error);
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
