import { lessonTest } from "../harness/lesson_test.ts";
import type { Client } from "../harness/net/client.ts";
import { type Trial, trialsOf } from "../harness/net/trial.ts";
import { soon } from "../harness/story/soon.ts";
import { means } from "./misconceptions.ts";
import {
  clientOf,
  listeners,
  startPrefork,
  withoutSharedPorts,
} from "./prefork.ts";

const trial = trialsOf("7.1.8");

lessonTest(
  "7.1.8 shutdown() of a prefork server asks all its children to stop at once",
  trial(async (t: Trial) => {
    const server = await startPrefork(t, { children: 2, grace: 60_000 });
    const pids = listeners(server);
    const clients: Client[] = [];
    for (const [nth, pid] of pids.entries()) {
      clients.push(await clientOf(t, server, pid, "AB"[nth]));
    }
    t.did(`processes ${pids.join(" and ")} have a client each`);
    const shutdown = server.shutdown();
    t.did("shutdown() was called, with a grace of 60 s");
    await t.eventually(() => listeners(server).length === 0, async () => {
      const left = listeners(server);
      const [asked] = pids.filter((pid) => !left.includes(pid));
      const got = `process ${left.join(" and ")} still listens${
        asked === undefined ? "" : `; process ${asked} has stopped listening`
      }`;
      if (asked !== undefined) await clients[pids.indexOf(asked)]?.end();
      const later = await soon(() => listeners(server).length < left.length);
      return {
        expected: "no child listens any more, while each has a client",
        got: got +
          (later ? `; when that had ended, ${left.join()} stopped, too` : ""),
        ...means(
          left.some((pid) => !pids.includes(pid))
            ? "replaces-what-it-stopped"
            : asked === undefined
            ? "never-asks-to-stop"
            : later
            ? "stops-one-after-the-other"
            : "ends-one-child-only",
        ),
      };
    });
    for (const client of clients) await client.end();
    let finished = false;
    server.finished.then(() => finished = true, () => {});
    await t.within(shutdown, () => ({
      expected: "`shutdown()` resolves when the clients have gone",
      got: finished
        ? "it does not; `finished` has resolved, and `#drain()` waits"
        : `it does not; children that run, by their ids: ${
          server.children.join(", ") || "none"
        }`,
      ...means(
        server.children.some((pid) => !pids.includes(pid))
          ? "replaces-what-it-stopped"
          : finished
          ? "waits-out-the-grace"
          : undefined,
      ),
      ...(finished ? { method: "PreforkingServer.drain()" } : {}),
    }));
  }),
  { skip: withoutSharedPorts },
);
