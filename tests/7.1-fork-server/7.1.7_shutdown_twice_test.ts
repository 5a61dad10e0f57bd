import { forkServer } from "../../lessons/7.1-fork-server/fork_server.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { type Trial, trialsOf } from "../harness/net/trial.ts";
import { lightChildren } from "./light_children.ts";
import { means } from "./misconceptions.ts";
import { ask, connectPuppet, PUPPET } from "./puppets.ts";
import { cut, ended, LONG } from "./shutdown.ts";

const trial = trialsOf("7.1.7");

lessonTest(
  "7.1.7 shutdown() may be called twice, and again after the end",
  trial(async (t: Trial) => {
    using _children = await lightChildren();
    const { onError } = t;
    const server = t.serve(
      forkServer({ child: PUPPET, grace: LONG, onError }),
    );
    const a = await connectPuppet(t, server, "A");
    let over = false;
    let firstOver = false;
    const first = server.shutdown().finally(() => firstOver = true);
    let error: unknown;
    t.did(`shutdown() was called, with a grace of ${LONG} ms`);
    await ask(t, a.client, "A", "hello", "hello", cut("gives-no-grace"));
    const second = server.shutdown().catch((thrown) => error = thrown)
      .finally(() => over = true);
    t.did("shutdown() was called again, while the first call waits");
    const early = cut("cuts-at-the-second-call");
    await ask(t, a.client, "A", "still here?", "still here?", early);
    const refuse = () =>
      t.holds(error === undefined, {
        expected: "a second call of shutdown() waits for the same end",
        got: `it rejects: ${error}`,
        ...means(/BadResource/.test(`${error}`) ? "closes-twice" : undefined),
      });
    refuse();
    t.holds(!over, {
      expected: "the second call waits for the same end as the first",
      got: `it resolved at once, ${
        firstOver ? "as the first did" : "and the first still waits"
      }`,
      ...means(
        firstOver ? "resolves-too-early" : "second-call-returns-at-once",
      ),
    });
    await a.client.end();
    t.did("client A closed its writing side");
    await ended(t, server, Promise.all([first, second]).then(() => {}));
    const third = server.shutdown().catch((thrown) => error = thrown);
    await ended(t, server, third);
    refuse();
    await t.within(Promise.resolve(server[Symbol.asyncDispose]()), {
      expected: "disposing of a server that has ended does nothing",
      got: "it never resolves",
    });
    const idle = t.serve(forkServer({ child: PUPPET, grace: LONG, onError }));
    t.did("shutdown() was called of a server that has had no client");
    await ended(t, idle, idle.shutdown(), "waits-out-the-grace");
    for (const grace of [-1, NaN]) {
      let message = "it started";
      try {
        t.serve(forkServer({ child: PUPPET, grace, onError }));
      } catch (error) {
        message = String(error);
      }
      t.holds(message.includes("'grace'"), {
        expected:
          `forkServer() with grace: ${grace} throws an error that names 'grace'`,
        got: message,
      });
    }
  }),
);
