import { lessonTest } from "../harness/lesson_test.ts";
import { Program } from "../harness/processes/program.ts";
import type { Story } from "../harness/story/story.ts";
import type { Left } from "./programs/many_clients.ts";

const PROGRAM = new URL("./programs/many_clients.ts", import.meta.url);

/** How many come one after the other. */
const CLIENTS = 12;

/** How long all of them may take, in milliseconds. */
const LIMIT = 5_000;

/** Tells V8 not to compile what runs for milliseconds only. */
const BRIEF = ["--v8-flags=--jitless"];

lessonTest(
  `7.2.5 threadServer() leaves nothing of ${CLIENTS} clients`,
  async (t: Story) => {
    await using server = new Program(PROGRAM, [`${CLIENTS}`], undefined, BRIEF);
    t.did("a server was started, in a process of its own");
    t.did("a client heard its handler's last word and never hung up");
    t.did(`${CLIENTS} clients came, spoke and went, one after the other`);
    const line = await t.within(server.line(), () => ({
      expected: "each client is served",
      got: `the server's stderr says: ${server.errors.trim() || "nothing"}`,
    }), LIMIT);
    const unwritten = server.errors.match(/TODO\([\d.]+\)/)?.[0];
    if (unwritten !== undefined) throw new Error(unwritten);
    t.holds(line !== undefined, {
      expected: "each client is served",
      got: `the program ended: ${server.errors.trim()}`,
    });
    const { sockets, ...left }: Left = JSON.parse(line);
    t.equal(left, {
      threads: 0,
      workers: 0,
      stats: {
        accepted: CLIENTS + 2,
        active: 0,
        exited: CLIENTS + 2,
        failed: 0,
      },
    }, { what: `what is left after ${CLIENTS} clients came and went` });
    t.holds(sockets < CLIENTS / 2, {
      expected: "about as many sockets are open as before",
      got: `${sockets} more`,
    });
  },
  { timeout: 60_000, smoke: true },
);
