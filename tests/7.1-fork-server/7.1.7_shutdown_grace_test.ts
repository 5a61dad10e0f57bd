import { forkServer } from "../../lessons/7.1-fork-server/fork_server.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { Client } from "../harness/net/client.ts";
import { type Stoppable, type Trial, trialsOf } from "../harness/net/trial.ts";
import { quietTime } from "../harness/story/quiet_time.ts";
import { type Untimed, untimed } from "../harness/timer_spy.ts";
import { lightChildren } from "./light_children.ts";
import { means } from "./misconceptions.ts";
import {
  ask,
  closed,
  connectPuppet,
  hears,
  PUPPET,
  unreported,
} from "./puppets.ts";
import { cut, ended, LONG } from "./shutdown.ts";

const trial = trialsOf("7.1.7");

/** Whether a server soon refuses clients: not many, as each has a child. */
async function refuses({ addr }: Stoppable): Promise<boolean> {
  // They stay until then: what comes of one that leaves is another matter.
  using clients = new DisposableStack();
  for (const pause of [0, 20, 50, 100, 200]) {
    await quietTime(pause);
    const client = await Client.connect(addr).catch(() => undefined);
    if (client === undefined) return true;
    clients.use(client);
  }
  return false;
}

/** Of timers that are shorter than the grace. */
const noOtherTimer: Untimed = {
  when: "but for the grace",
  needless(all) {
    // Who asks settles() once more, of what has settled, is answered at once.
    const hasGrace = all.some(({ ms }) => ms > LONG / 2);
    const short = all.filter(({ ms, call }) =>
      ms < LONG / 2 && !(hasGrace && call.includes(" by settles() in stop.ts:"))
    );
    // Whose accept() fails, as nobody listens, may rest before he looks why.
    const rests = short.length === 1 && short.every(({ ms }) => ms <= 20);
    // A grace that is far too short is over before this is looked at.
    const isGrace = short.length === all.length && short.length < 3 &&
      short.every(({ ms }) => ms <= 500);
    return rests || isGrace ? [] : short;
  },
  means: ({ length }, all) =>
    means(
      length > 2
        ? "asks-again-and-again"
        : all.some(({ ms }) => ms > LONG / 2)
        ? "delays-by-timer"
        : "takes-another-grace",
    ),
};

lessonTest(
  "7.1.7 shutdown() lets clients finish within their grace and accepts no more",
  trial(untimed(noOtherTimer, async (t: Trial) => {
    using _children = await lightChildren();
    const { onError } = t;
    const server = t.serve(
      forkServer({ child: PUPPET, grace: LONG, onError }),
    );
    const a = await connectPuppet(t, server, "A");
    const b = await connectPuppet(t, server, "B");
    let over = false;
    const shutdown = server.shutdown().finally(() => over = true);
    server.finished.finally(() => over = true).catch(() => {});
    t.did(`shutdown() was called, with a grace of ${LONG} ms`);
    t.holds(await refuses(server), {
      expected: "new connections are refused",
      got: "they are accepted",
      ...means("goes-on-accepting"),
    });
    const early = cut("gives-no-grace");
    for (const word of ["one", "two", "three"]) {
      await ask(t, a.client, "A", word, word, early);
      await ask(t, b.client, "B", word, word, early);
    }
    await b.client.end();
    await hears(t, b.client, "B", "end of input", early);
    await closed(t, b.client, "B");
    await ask(t, a.client, "A", "still here?", "still here?", early);
    t.holds(!over, {
      expected:
        "neither `shutdown()` nor `finished` resolves before client A has gone",
      got: "one of them has resolved, and client A is still served",
      ...means("resolves-too-early"),
    });
    await a.client.end();
    t.did("client A closed its writing side");
    await ended(t, server, shutdown, "waits-out-the-grace");
    const { active, exited, failed } = server.stats();
    t.equal({ active, exited, failed }, { active: 0, exited: 2, failed: 0 }, {
      what: "what `stats()` counts",
    });
    unreported(t);
  })),
);
