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

/** Milliseconds that are to lie between at least; a server waits 100. */
const PAUSE = 5;

lessonTest(
  "7.2.4 threadServer() goes on when accept() has failed for want of descriptors",
  trial(async (t: Trial, workers) => {
    using _failing = failingAccept(TIMES);
    let times = 0;
    let paused = false;
    let wasPaused = false;
    // Due in its order among the server's timers, however busy the machine is.
    let timer: ReturnType<typeof setTimeout> | undefined;
    using _timer = { [Symbol.dispose]: () => clearTimeout(timer) };
    const server = t.serve(threadServer({
      handler: ECHO,
      onError(error) {
        if (++times === 1) timer = setTimeout(() => paused = true, PAUSE);
        else if (times === 2) wasPaused = paused;
        t.onError(error);
      },
    }));
    t.did("its accept() fails twice, as if too many files were open");
    let over = false;
    const note = () => over = true;
    server.finished.then(note, note);
    await t.eventually(() => times === TIMES || over, {
      expected: `onError is told twice: "${TOO_MANY}"`,
      got: "it is not",
      ...means("swallows-accept-errors"),
    });
    t.holds(!over, {
      expected: "the server goes on, as the error may pass",
      got: `it has ended; onError was told ${howMany(times, "time")}`,
      ...means(times === 0 ? "swallows-accept-errors" : undefined),
    });
    t.holds(wasPaused, {
      expected:
        "acceptAll() lets that error through, and is called again some time later",
      got:
        "onError was told twice within a few milliseconds: it tries again at once",
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
