import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { Pair } from "./pair.ts";

lessonTest(
  "7.2.1 PortConn.closeWrite() ends one direction and not the other",
  async (story: Story) => {
    using pair = new Pair(story);
    const { a, b } = pair;
    const cause =
      "closeWrite() means: I send no more. What is under way still arrives, then null, as often as one reads; the other direction stays open";
    await a.send("last words", cause);
    await a.conn.closeWrite();
    story.did("a closed its writing side");
    await b.hears("last", cause);
    await b.hears(" words", cause);
    await b.hearsEnd(cause);
    await b.hearsEnd(cause);
    await b.send("an answer", cause);
    await a.hears("an answer", cause);
    await a.rejects(
      "write()",
      a.conn.write(new Uint8Array(1)),
      "BrokenPipe",
      "nothing may follow the end",
    );
    await story.within(a.conn.closeWrite(), {
      expected: "a second closeWrite() does nothing",
      got: "it is still pending",
      cause,
    });
    await b.conn.closeWrite();
    await a.hearsEnd(cause);
  },
);

lessonTest(
  "7.2.1 PortConn.close() ends both directions",
  async (story: Story) => {
    using pair = new Pair(story);
    const { a, b } = pair;
    const cause =
      "close() means: I send no more and read no more. What is under way still arrives";
    await b.send("never read", cause);
    await a.send("last words", cause);
    a.conn.close();
    story.did("a closed");
    await b.hears("last words", cause);
    await b.hearsEnd(cause);
    await b.rejects(
      "write()",
      b.conn.write(new Uint8Array(1)),
      "BrokenPipe",
      "the other end has told that it reads no more",
    );
    for (
      const [action, call] of [
        ["read()", () => a.conn.read(new Uint8Array(1))],
        ["write()", () => a.conn.write(new Uint8Array(1))],
        ["closeWrite()", () => a.conn.closeWrite()],
        // deno-lint-ignore require-await
        ["close()", async () => a.conn.close()],
      ] as const
    ) {
      await a.rejects(
        action,
        call(),
        "BadResource",
        `${action} on an end that is closed must say so`,
      );
    }
    a.conn[Symbol.dispose]();
    story.did("disposing of a, which is closed, did nothing");
  },
);

lessonTest(
  "7.2.1 PortConn.close() interrupts a read of its own that waits",
  async (story: Story) => {
    using pair = new Pair(story);
    const waiting = pair.a.conn.read(new Uint8Array(1));
    waiting.catch(() => {});
    story.did("a waits in read()");
    pair.a.conn.close();
    story.did("a closed");
    await pair.a.rejects(
      "read()",
      waiting,
      "Interrupted",
      "whoever waits must be woken, and then look whether the connection is closed",
    );
  },
);
