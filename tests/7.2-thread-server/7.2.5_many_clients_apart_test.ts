import { lessonTest } from "../harness/lesson_test.ts";
import { Program } from "../harness/processes/program.ts";
import type { Story } from "../harness/story/story.ts";
import type { Left } from "./programs/many_clients.ts";

const PROGRAM = new URL("./programs/many_clients.ts", import.meta.url);

/** How long ten clients may take, in milliseconds. */
const TEN_CLIENTS = 5_000;

/** Tells V8 not to compile what runs for milliseconds only. */
const BRIEF = ["--v8-flags=--jitless"];

lessonTest(
  "7.2.5 threadServer() leaves nothing of 40 clients",
  async (t: Story) => {
    // A process uses one core for it, so two take half the time.
    const start = () => new Program(PROGRAM, ["20"], undefined, BRIEF);
    await using one = start();
    await using two = start();
    t.did("two servers were started, each in a process of its own");
    t.did("one client of each heard its handler's last word and never hung up");
    t.did("20 clients of each came, spoke and went, one after the other");
    for (const server of [one, two]) {
      const next = async () => {
        const line = await t.within(server.line(), () => ({
          expected: "each of the 20 clients is served",
          got: `the server's stderr says: ${server.errors.trim() || "nothing"}`,
        }), TEN_CLIENTS);
        const unwritten = server.errors.match(/TODO\([\d.]+\)/)?.[0];
        if (unwritten !== undefined) throw new Error(unwritten);
        t.holds(line !== undefined, {
          expected: "each of the 20 clients is served",
          got: `the program ended: ${server.errors.trim()}`,
        });
        return line;
      };
      for (let tens = 0; tens < 2; tens++) await next();
      const line = await next();
      const { sockets, ...left }: Left = JSON.parse(line);
      t.equal(left, {
        threads: 0,
        workers: 0,
        stats: { accepted: 22, active: 0, exited: 22, failed: 0 },
      }, { what: "what is left after 20 clients came and went" });
      t.holds(sockets < 10, {
        expected: "about as many sockets are open as before",
        got: `${sockets} more`,
      });
    }
  },
  { timeout: 60_000, smoke: true },
);
