import type { StartMessage } from "../../lessons/7.2-thread-server/given/served_client.ts";
import { SharedTraffic } from "../../lessons/7.2-thread-server/shared_traffic.ts";
import { threadServer } from "../../lessons/7.2-thread-server/thread_server.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { countsRight } from "./counts_right.ts";
import type { Trial } from "../harness/net/trial.ts";
import { ECHO } from "./handlers/mod.ts";
import { means } from "./misconceptions.ts";
import { ask, closed } from "./puppets.ts";
import { watchedTrialsOf } from "./watched.ts";

const trial = watchedTrialsOf("7.2.7");

lessonTest(
  "7.2.7 threadServer() counts what all its threads carry",
  trial(async (t: Trial, workers) => {
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
    if (!countsRight()) return;
    const { messages, received, sent } = new SharedTraffic(shared).read();
    const posted = workers.posted.some((message) =>
      (message as Partial<StartMessage>)?.traffic instanceof SharedArrayBuffer
    );
    const lost = posted ? "traffic-not-counted" : "traffic-not-posted";
    const method = received === 10
      ? "SharedTraffic.received()"
      : sent === 10
      ? "SharedTraffic.sent()"
      : undefined;
    t.equal({ received, sent }, { received: 30, sent: 30 }, {
      what: "the number of bytes",
      ...means(
        received + sent === 0 ? lost : method && "counts-for-itself",
      ),
      method,
    });
    t.equal(messages, 15, {
      what: "the number of messages",
    });
  }),
);
