import { threadServer } from "../../lessons/7.2-thread-server/thread_server.ts";
import { howMany } from "../harness/story/how_many.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Trial } from "../harness/net/trial.ts";
import { failingAccept, TOO_MANY } from "./failing_accept.ts";
import { ECHO } from "./handlers/mod.ts";
import { means } from "./misconceptions.ts";
import { ask } from "./puppets.ts";
import { watchedTrialsOf } from "./watched.ts";

const trial = watchedTrialsOf("7.2.4");

/** How often accept() fails. */
const TIMES = 2;

lessonTest(
  "7.2.4 threadServer() goes on when accept() has failed for want of descriptors",
  trial(async (t: Trial, workers) => {
    using _failing = failingAccept(TIMES);
    const times: number[] = [];
    const server = t.serve(threadServer({
      handler: ECHO,
      onError(error) {
        times.push(performance.now());
        t.onError(error);
      },
    }));
    t.did("its accept() fails twice, as if too many files were open");
    let over = false;
    const note = () => over = true;
    server.finished.then(note, note);
    await t.eventually(() => times.length === TIMES || over, {
      expected: `onError is told twice: "${TOO_MANY}"`,
      got: "it is not",
      ...means("swallows-accept-errors"),
    });
    t.holds(!over, {
      expected: "the server goes on, as the error may pass",
      got: `it has ended; onError was told ${howMany(times.length, "time")}`,
      ...means(times.length === 0 ? "swallows-accept-errors" : undefined),
    });
    const [first = 0, second = 0] = times;
    t.holds(second - first > 5, {
      expected:
        "acceptAll() lets that error through, and is called again some time later",
      got: `onError was told twice within ${
        (second - first).toFixed(1)
      } ms: it tries again at once`,
      ...means("tries-again-at-once"),
    });
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
