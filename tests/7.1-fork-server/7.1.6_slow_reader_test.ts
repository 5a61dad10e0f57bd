import { forkServer } from "../../lessons/7.1-fork-server/fork_server.ts";
import { ListeningServer } from "../../lessons/given/listening.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { type Trial, trialsOf } from "../harness/net/trial.ts";
import { withoutProc } from "../harness/processes/proc.ts";
import { soon } from "../harness/story/soon.ts";
import { Flood } from "./flood.ts";
import { means } from "./misconceptions.ts";
import { ask, ECHO } from "./puppets.ts";
import { callersOf } from "./spawn_spy.ts";
import { lightChildren } from "./light_children.ts";

const trial = trialsOf("7.1.6");

// Whatever a server waits for that something ends.
const WAITS = ListeningServer.prototype as unknown as {
  oneEnds(): Promise<void>;
};

lessonTest(
  "7.1.6 maxChildren counts children, not connections that last longer",
  trial(async (t: Trial) => {
    using _children = await lightChildren();
    const { onError } = t;
    const server = t.serve(
      forkServer({ child: ECHO, maxChildren: 2, onError }),
    );
    t.did("forkServer() was called with maxChildren: 2");
    const a = await t.connect(server, "A");
    const other = await t.connect(server, "B");
    await ask(t, a, "A", "hello", "hello");
    await ask(t, other, "B", "hello", "hello");
    const [pid] = t.children();
    if (pid === undefined) throw new Error("a client is served by no child");
    const flood = new Flood(a, new Uint8Array(64 * 1024 * 1024));
    await flood.heldUp(t, other, "it does not read what comes back");
    let again = false;
    using _waits = callersOf(WAITS, "oneEnds", () => {
      again ||= server.children.length === 1 &&
        /\.#vacancy /.test(`${new Error().stack}`);
    });
    Deno.kill(pid, "SIGKILL");
    t.did("client A's child was killed", `kill -9 ${pid}`);
    const c = await t.connect(server, "C");
    await ask(t, c, "C", "hello", "hello", async (came) => {
      if (came !== "nothing" || server.children.length > 1) return undefined;
      t.did("nothing came to client C, although fewer than 2 children run");
      await t.connect(server, "D");
      await other.end();
      t.did("client B closed its writing side, so that its connection ends");
      // Two connections make room for C alone, no child for both.
      const both = await soon(() => server.children.length > 1);
      if (both) {
        return {
          shows: "waits-for-connections",
          got: `nothing came before B's connection had ended${
            again
              ? "; when 1 child ran, `#vacancy()` called `oneEnds()` once more"
              : ""
          }`,
        };
      }
      if (server.children.length === 0) return undefined;
      a[Symbol.dispose]();
      t.did("client A, whose child had ended before, closed its connection");
      if (!await soon(() => server.children.length > 1)) return undefined;
      return {
        shows: "counts-connections",
        method: "ForkingServer.vacancy()",
        got:
          "nothing came while A and B were connected; C was given a child when B's connection had ended, and D when A's had",
      };
    });
    await t.connect(server, "D");
    a[Symbol.dispose]();
    t.did("client A closed its connection, and B and C are served");
    for (let turn = 0; turn < 50; turn++) {
      await ask(t, c, "C", "still here?", "still here?");
      const { length } = t.children();
      t.holds(length === 2, {
        expected: "2 child processes run with maxChildren: 2",
        got: `${length} run, since A's connection has ended`,
        ...means(length === 3 ? "takes-news-for-room" : undefined),
      });
    }
  }),
  { skip: withoutProc },
);
