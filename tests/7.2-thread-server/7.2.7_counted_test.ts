import { counted } from "../../lessons/7.2-thread-server/counted.ts";
import { SharedTraffic } from "../../lessons/7.2-thread-server/shared_traffic.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { countsRight, RIGHT } from "./counts_right.ts";
import { howMany } from "../harness/story/how_many.ts";
import type { Story } from "../harness/story/story.ts";
import { FakeConn } from "./fake_conn.ts";
import { CAUGHT, COUNTS_A_PROMISE, type Id, means } from "./misconceptions.ts";
import { type Untimed, untimed } from "../harness/timer_spy.ts";

/** What it shows that a call has counted so much, and not what it carried. */
function miscounted(own: number, other: number): Id {
  if (other > 0) return "counts-the-other-way";
  return own === 0 ? "not-counted" : "counts-what-was-asked";
}

/**
 * A connection one of whose calls fails. Who does not wait for that call misses
 * the error, and no other test fails with it: only a promise that is made of
 * the call's own, as by then(), rejects aside.
 */
function failing(call: keyof typeof CAUGHT, error: Error): FakeConn {
  const conn = new FakeConn(undefined, undefined, { [call]: error });
  const { read, write } = conn;
  const caught = <T>(ending: Promise<T>): Promise<T> => {
    ending.catch(() => {});
    return ending;
  };
  return Object.assign(conn, {
    read: (p: Uint8Array) => caught(read.call(conn, p)),
    write: (p: Uint8Array) => caught(write.call(conn, p)),
  });
}

const counting: Untimed = {
  when: "to count",
  only: "counted.ts",
  means: () => means("delays-by-timer"),
};

lessonTest(
  "7.2.7 counted() counts what a read brought and a write took",
  untimed(counting, async (story: Story) => {
    const shared = new SharedArrayBuffer(SharedTraffic.BYTE_LENGTH);
    const calls = { read: 0, write: 0 };
    const called = (name: "read" | "write", length: number) => () => {
      calls[name]++;
      return Promise.resolve(length);
    };
    const conn = counted(
      {
        read: called("read", 3),
        write: called("write", 2),
        closeWrite: () => Promise.resolve(),
        close() {},
        [Symbol.dispose]() {},
      },
      shared,
    );
    // Without read(), which may be wrong: the class is given their order.
    const counts = () => [...new BigInt64Array(shared)].map(Number);
    const wrong: { id: Id; method: string }[] = [];
    for (
      const [name, length, right] of [
        ["read", 3, [1, 3, 0]],
        ["write", 2, [0, 0, 2]],
      ] as const
    ) {
      const before = counts();
      const got = await conn[name](new Uint8Array(9));
      const times = calls[name];
      story.holds(got === length && times === 1, {
        expected:
          `${name}() of 9 bytes resolves with ${length}, as the connection's does, which is called once`,
        got: `${got}; the connection's was called ${
          howMany(times, "time")
        }, and resolved with ${length}`,
        ...means(times > 1 ? "counted-calls-again" : "counted-changes-results"),
        method: `CountedConn.${name}()`,
      });
      const added = counts().map((now, nth) => now - (before[nth] ?? 0));
      const [messages = 0, received = 0, sent = 0] = added;
      story.did(
        `${name}() of 9 bytes carried ${length}, for which ${
          howMany(messages, "message")
        }, ${howMany(received, "byte")} received and ${sent} sent were counted`,
      );
      if (added.join() === right.join()) continue;
      const isRead = name === "read";
      const id = isRead
        ? miscounted(received, sent)
        : miscounted(sent, received);
      wrong.push({ id, method: `CountedConn.${name}()` });
    }
    if (!countsRight()) return;
    const id = wrong[0]?.id;
    const methods = wrong.filter((one) => one.id === id);
    story.equal(new SharedTraffic(shared).read(), RIGHT, {
      what: "what the counters say",
      ...means(id),
      method: methods.length > 1
        ? methods.map(({ method }) => method)
        : methods[0]?.method,
    });
  }),
);

lessonTest(
  "7.2.7 counted() passes on the end and errors, and counts neither",
  async (story: Story) => {
    const shared = new SharedArrayBuffer(SharedTraffic.BYTE_LENGTH);
    const { BrokenPipe, ConnectionReset } = Deno.errors;
    const writes = failing("write", new BrokenPipe(CAUGHT.write));
    const reads = failing("read", new ConnectionReset(CAUGHT.read));
    const conn = counted(writes, shared);
    const array = new Uint8Array(9);
    story.equal(await conn.read(array), null, {
      what: "what read() resolves with at the end",
      ...means("counted-changes-results"),
    });
    for (
      const [name, call] of [
        ["read", () => counted(reads, shared).read(array)],
        ["write", () => conn.write(array)],
      ] as const
    ) {
      const [how, got] = await call().then(
        (value) => ["resolved", `${value}`],
        (error) => ["rejected", `${error}`],
      );
      story.holds(how === "rejected" && got?.includes(CAUGHT[name]), {
        expected: `${name}() rejects with the error of the connection`,
        got: `it ${how} with ${got}`,
        ...means(
          how === "resolved"
            ? "counted-loses-errors"
            : got?.includes(COUNTS_A_PROMISE)
            ? "counts-a-promise"
            : undefined,
        ),
        method: `CountedConn.${name}()`,
      });
    }
    story.did(
      "one read() came to its end; another one, and a write(), rejected, and the test has caught that",
    );
    if (!countsRight()) return;
    const got = new SharedTraffic(shared).read();
    story.equal(got, { messages: 0, received: 0, sent: 0 }, {
      what: "what the counters say",
      ...means(
        got.sent > 0 ? "counts-a-failed-write" : "counts-what-did-not-come",
      ),
    });
  },
);
