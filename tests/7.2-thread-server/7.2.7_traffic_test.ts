import { counted } from "../../lessons/7.2-thread-server/counted.ts";
import { SharedTraffic } from "../../lessons/7.2-thread-server/shared_traffic.ts";
import { threadServer } from "../../lessons/7.2-thread-server/thread_server.ts";
import { checkModel, type Happened } from "../harness/explorer/mod.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Trial } from "../harness/net/trial.ts";
import type { Story } from "../harness/story/story.ts";
import type { Meaning } from "../harness/story/verdict.ts";
import { runThreads } from "../harness/threads/run_threads.ts";
import { ECHO } from "./handlers/mod.ts";
import { COUNTS } from "./models/many_counts.ts";
import * as models from "./models/traffic.ts";
import { type Id, means } from "./misconceptions.ts";
import { ask, closed } from "./puppets.ts";
import { watchedTrialsOf } from "./watched.ts";

const trial = watchedTrialsOf("7.2.7");

/** Where the counters are in the models. */
const COUNTERS = Object.keys(models.WORDS).map(Number);

/** What the threads of a schedule have done with the counters. */
function miscount(happened: Happened): Meaning | undefined {
  if (happened.kind === "exception") return undefined;
  if (happened.on(0).length > 0) return means("byte-offset-ignored");
  const on = (...kinds: string[]) =>
    COUNTERS.flatMap((address) => happened.on(address, ...kinds));
  if (on("read", "write").length > 0) return means("plain-count");
  if (on("store").length > 0) return means("load-then-store");
  return happened.kind === "assertion" && on().length === 0
    ? means("counts-outside-shared-memory")
    : undefined;
}

lessonTest(
  "7.2.7 SharedTraffic loses no count of two threads",
  (story: Story) => {
    checkModel(story, models.twoThreads, {
      expected: "every count is there in the end, and no other memory changes",
      cause: miscount,
    });
    checkModel(story, models.looking, {
      expected: "read() may look while another thread counts",
      cause: miscount,
    });
  },
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
      { what: "what read() and write() of 9 bytes resolve with" },
    );
    story.did("read() into 9 bytes brought 3, and write() of 9 bytes took 2");
    const got = new SharedTraffic(shared).read();
    const id: Id | undefined = got.received === 9 || got.sent === 9
      ? "counts-what-was-asked"
      : got.sent === 0
      ? "written-not-counted"
      : undefined;
    story.equal(got, { messages: 1, received: 3, sent: 2 }, {
      what: "what the counters say",
      ...means(id),
    });
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
    story.did("received(2,000,000,000) and sent(3,000,000,000), three times");
    traffic.received(0);
    traffic.sent(0);
    story.did("received(0) and sent(0)");
    const got = new SharedTraffic(shared, 8).read();
    const wraps = [6e9 - got.received, 9e9 - got.sent].some((lost) =>
      lost !== 0 && lost % 2 ** 32 === 0
    );
    const id: Id | undefined = wraps
      ? "counts-in-32-bits"
      : got.messages === 4
      ? "counts-empty-message"
      : undefined;
    story.equal(got, { messages: 3, received: 6e9, sent: 9e9 }, {
      what: "what another SharedTraffic on the same memory says",
      ...means(id),
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
    });
    story.equal(new SharedTraffic(shared).read(), {
      messages: 2 * COUNTS,
      received: 6 * COUNTS,
      sent: 4 * COUNTS,
    }, { what: "what the counters say" });
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
        await ask(t, client, `${n}`, `${n}`);
      }
      return client;
    }));
    for (const client of clients) {
      await client.client.end();
      await closed(t, client);
    }
    t.did("three clients asked 5 times 2 bytes each and were answered");
    const { messages, received, sent } = new SharedTraffic(shared).read();
    t.equal({ received, sent }, { received: 30, sent: 30 }, {
      what: "the number of bytes",
    });
    t.equal(messages, 15, {
      what: "the number of messages",
    });
  }),
);
