import { threadServer } from "../../lessons/7.2-thread-server/thread_server.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { FailingAccept } from "../harness/net/failing_accept.ts";
import type { Trial } from "../harness/net/trial.ts";
import { ECHO } from "./handlers/mod.ts";
import { means } from "./misconceptions.ts";
import { ask } from "./puppets.ts";
import { watchedTrialsOf } from "./watched.ts";

const trial = watchedTrialsOf("7.2.4");

lessonTest(
  "7.2.4 threadServer() goes on when accept() has failed for want of descriptors",
  trial(async (t: Trial, workers) => {
    using failing = new FailingAccept();
    const server = t.serve(threadServer({
      handler: ECHO,
      onError(error) {
        failing.report(error);
        t.onError(error);
      },
    }));
    await failing.goesOn(t, server, means);
    const client = { name: "A", client: await t.connect(server, "A") };
    await ask(t, client, "hello", "hello", {
      ended: () => server.stats().exited > 0 ? "ends-when-started" : undefined,
    });
    t.equal(workers.started, 1, {
      what: "the number of workers that were started for one client",
      ...means(workers.started > 1 ? "starts-spare-threads" : undefined),
    });
  }),
);
