import { counted } from "../../lessons/7.2-thread-server/counted.ts";
import { SharedTraffic } from "../../lessons/7.2-thread-server/shared_traffic.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { countsRight, RIGHT } from "./counts_right.ts";
import { howMany } from "../harness/story/how_many.ts";
import type { Story } from "../harness/story/story.ts";
import { FakeConn } from "./fake_conn.ts";
import { CAUGHT, type Id, means } from "./misconceptions.ts";
import { type Untimed, untimed } from "../harness/timer_spy.ts";

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
    for (const [name, length] of [["read", 3], ["write", 2]] as const) {
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
    }
    story.did("read() into 9 bytes brought 3, and write() of 9 bytes took 2");
    const got = new SharedTraffic(shared).read();
    if (!countsRight()) return;
    const id: Id | undefined = got.received === 9 || got.sent === 9
      ? "counts-what-was-asked"
      : got.sent === 0
      ? "written-not-counted"
      : undefined;
    story.equal(got, RIGHT, {
      what: "what the counters say",
      ...means(id),
      method: got.received !== RIGHT.received
        ? "CountedConn.read()"
        : "CountedConn.write()",
    });
  }),
);

lessonTest(
  "7.2.7 counted() passes on the end and errors, and counts neither",
  async (story: Story) => {
    const shared = new SharedArrayBuffer(SharedTraffic.BYTE_LENGTH);
    const inner = new FakeConn(undefined, undefined, {
      write: new Deno.errors.BrokenPipe(CAUGHT.write),
    });
    const failing = new FakeConn(undefined, undefined, {
      read: new Deno.errors.ConnectionReset(CAUGHT.read),
    });
    const conn = counted(inner, shared);
    const array = new Uint8Array(9);
    story.equal(await conn.read(array), null, {
      what: "what read() resolves with at the end",
      ...means("counted-changes-results"),
    });
    for (
      const [name, call] of [
        ["read", () => counted(failing, shared).read(array)],
        ["write", () => conn.write(array)],
      ] as const
    ) {
      const got = await call().then(String, String);
      story.holds(got.includes(CAUGHT[name]), {
        expected: `${name}() rejects with the error of the connection`,
        got: `it resolved with ${got}`,
        ...means("counted-loses-errors"),
        method: `CountedConn.${name}()`,
      });
    }
    story.did(
      "one read() came to its end; another one, and a write(), rejected, and the test has caught that",
    );
    const got = new SharedTraffic(shared).read();
    story.equal(got, { messages: 0, received: 0, sent: 0 }, {
      what: "what the counters say",
      ...means(
        got.sent > 0 ? "counts-a-failed-write" : "counts-what-did-not-come",
      ),
    });
  },
);
