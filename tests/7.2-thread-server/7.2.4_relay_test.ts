import type { Conn } from "../../lessons/7.2-thread-server/given/conn.ts";
import { relay } from "../../lessons/7.2-thread-server/relay.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { means, NOT_CONNECTED } from "./misconceptions.ts";

/** A connection on which nothing comes, and whose peer has gone. */
class Gone implements Conn {
  read = () => Promise.resolve(null);
  write = (p: Uint8Array) => Promise.resolve(p.length);
  asked = 0;
  closeWrite() {
    this.asked++;
    return Promise.reject(new Deno.errors.NotConnected(NOT_CONNECTED));
  }
  close() {}
  [Symbol.dispose]() {}
}

lessonTest(
  "7.2.4 relay() rejects when a writing side cannot be closed",
  async (story: Story) => {
    const [socket, thread] = [new Gone(), new Gone()];
    const relayed = relay(socket, thread, Promise.resolve());
    story.did("relay() was called with two connections without input");
    story.did("closeWrite() of both rejects with NotConnected");
    const expected = "relay() rejects with the error of closeWrite()";
    const got = await story.within(
      relayed.then(() => "it resolved", String),
      { expected, got: "it is still pending" },
    );
    story.holds(got.includes(NOT_CONNECTED), {
      expected,
      got,
      ...means(
        socket.asked === 0 ? "end-not-passed-on" : "close-write-not-awaited",
      ),
    });
  },
);
