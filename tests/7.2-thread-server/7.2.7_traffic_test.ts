import { counted } from "../../lessons/7.2-thread-server/counted.ts";
import { SharedTraffic } from "../../lessons/7.2-thread-server/shared_traffic.ts";
import { threadServer } from "../../lessons/7.2-thread-server/thread_server.ts";
import { checkModel } from "../harness/explorer/mod.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Trial } from "../harness/net/trial.ts";
import type { Story } from "../harness/story/story.ts";
import { runThreads } from "../harness/threads/run_threads.ts";
import { ECHO } from "./handlers/mod.ts";
import { COUNTS } from "./models/many_counts.ts";
import * as models from "./models/traffic.ts";
import { ask, closed } from "./puppets.ts";
import { watchedTrialsOf } from "./watched.ts";

const trial = watchedTrialsOf("7.2.7");

const LOST =
  "a counter is read and written in two steps, and another thread came between: Atomics.add() does both in one";

lessonTest(
  "7.2.7 SharedTraffic loses no count of two threads",
  (story: Story) => {
    checkModel(story, models.twoThreads, {
      expected: "every count is there in the end, and no other memory changes",
      cause: {
        assertion: LOST,
        invariant:
          "it writes outside its BYTE_LENGTH bytes: start at `byteOffset`",
      },
    });
    checkModel(story, models.looking, {
      expected: "read() may look while another thread counts",
      cause: "a counter is touched without Atomics, which is a data race",
    });
  },
);

lessonTest(
  "7.2.7 SharedTraffic counts for real threads at full speed",
  async (story: Story) => {
    const shared = new SharedArrayBuffer(SharedTraffic.BYTE_LENGTH);
    const module = import.meta.resolve("./models/many_counts.ts");
    const job = { module, run: "count" };
    await runThreads(story, shared, [job, job], {
      expected: `two threads count ${COUNTS} times each`,
      cause: LOST,
    });
    story.equal(new SharedTraffic(shared).read(), {
      messages: 2 * COUNTS,
      received: 6 * COUNTS,
      sent: 4 * COUNTS,
    }, { what: "what the counters say", cause: LOST });
  },
);

lessonTest(
  "7.2.7 SharedTraffic counts beyond 4 GiB, and no empty messages",
  (story: Story) => {
    const shared = new SharedArrayBuffer(SharedTraffic.BYTE_LENGTH + 8);
    const traffic = new SharedTraffic(shared, 8);
    for (let part = 0; part < 3; part++) {
      traffic.received(2_000_000_000);
      traffic.sent(3_000_000_000);
    }
    traffic.received(0);
    traffic.sent(0);
    story.did("three messages of 2 GB came, 3 GB went three times");
    story.equal(new SharedTraffic(shared, 8).read(), {
      messages: 3,
      received: 6_000_000_000,
      sent: 9_000_000_000,
    }, {
      what: "what another SharedTraffic on the same memory says",
      cause:
        "32 bits hold 4 GiB at most; the counts are in the shared memory and nowhere else; nothing is no message",
    });
  },
);

lessonTest(
  "7.2.7 threadServer() counts what all its threads carry",
  trial(async (t: Trial) => {
    const { onError } = t;
    const shared = new SharedArrayBuffer(SharedTraffic.BYTE_LENGTH);
    const server = t.serve(
      threadServer({ handler: ECHO, traffic: shared, onError }),
    );
    const names = ["A", "B", "C"];
    const clients = await Promise.all(names.map(async (name) => {
      const client = { name, client: await t.connect(server, name) };
      for (let n = 0; n < 5; n++) {
        await ask(t, client, `${n}`, `${n}`, "bytes were lost");
      }
      return client;
    }));
    for (const client of clients) {
      await client.client.end();
      await closed(t, client, "nothing follows the end of the input");
    }
    t.did("three clients asked 5 times 2 bytes each and were answered");
    const { messages, received, sent } = new SharedTraffic(shared).read();
    t.equal({ received, sent }, { received: 30, sent: 30 }, {
      what: "the number of bytes",
      cause:
        "each thread counts what its handler reads and writes, once, and the counts outlive the thread",
    });
    t.equal(messages, 15, {
      what: "the number of messages",
      cause: "each read that brought bytes is one message; the end is none",
    });
  }),
);

lessonTest(
  "7.2.7 counted() counts what a read brought and a write took",
  async (story: Story) => {
    const shared = new SharedArrayBuffer(SharedTraffic.BYTE_LENGTH);
    const conn = counted(
      {
        read: () => Promise.resolve(3),
        write: () => Promise.resolve(2),
        closeWrite: () => Promise.resolve(),
        close() {},
        [Symbol.dispose]() {},
      },
      shared,
    );
    story.equal(
      [await conn.read(new Uint8Array(9)), await conn.write(new Uint8Array(9))],
      [3, 2],
      {
        what: "what read() and write() of 9 bytes resolve with",
        cause: "what the connection resolves with must be passed on",
      },
    );
    story.did("read() into 9 bytes brought 3, and write() of 9 bytes took 2");
    story.equal(new SharedTraffic(shared).read(), {
      messages: 1,
      received: 3,
      sent: 2,
    }, {
      what: "what the counters say",
      cause: "count what read() and write() resolve with, not what was asked",
    });
  },
);
