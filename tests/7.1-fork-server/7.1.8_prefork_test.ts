import { getAvailablePort } from "@std/net";
import type { PreforkServerOptions } from "../../lessons/7.1-fork-server/given/options.ts";
import { preforkServer } from "../../lessons/7.1-fork-server/prefork_server.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { type Trial, trialsOf } from "../harness/net/trial.ts";
import { socketsOf } from "../harness/processes/sockets.ts";
import {
  clientOf,
  listeners,
  LOST,
  startPrefork,
  withoutSharedPorts,
} from "./prefork.ts";
import { ask } from "./puppets.ts";

const trial = trialsOf("7.1.8");

lessonTest(
  "7.1.8 preforkServer() has all its children listen on one port",
  trial(async (t: Trial) => {
    const port = getAvailablePort();
    const server = await startPrefork(t, { children: 3, port });
    t.equal(server.addr.port, port, {
      what: "the port in `addr`",
      cause: "the `port` option is not used",
    });
    t.equal(listeners(server), t.children().toSorted((a, b) => a - b), {
      what: "the list of processes that listen on it",
      cause:
        "preforkServer() resolved before every child listened, or a child has another port",
    });
    t.equal(server.children.toSorted((a, b) => a - b), listeners(server), {
      what: "`children`",
      cause: "it is not the list of the children that run",
    });
    t.equal(server.children.length, 3, {
      what: "the number of children",
      cause: "not as many children are started as `children` says",
    });
    const clients = await Promise.all(
      Array.from({ length: 30 }, (_, i) => t.connect(server, `${i + 1}`)),
    );
    for (const [i, client] of clients.entries()) {
      await ask(t, client, `${i + 1}`, "hello", "hello", LOST);
    }
    const holders = new Set(
      socketsOf(port).filter(({ peer }) => peer !== 0).map(({ pid }) => pid),
    );
    t.holds(holders.size > 1, {
      expected: "30 connections are spread over several children",
      got: `all are held by process ${[...holders].join()}`,
      cause: "one child alone accepts",
    });
    const { accepted, active, failed } = server.stats();
    t.equal([accepted, active, failed], [30, 30, 0], {
      what: "what `stats()` counts as accepted, active and failed",
      cause: "what the children tell is not counted",
    });
  }),
  { skip: withoutSharedPorts },
);

lessonTest(
  "7.1.8 preforkServer() replaces a child that was killed",
  trial(async (t: Trial) => {
    const server = await startPrefork(t, { children: 2 });
    const before = listeners(server);
    const [victim = 0, other = 0] = before;
    const client = await clientOf(t, server, other);
    Deno.kill(victim, "SIGKILL");
    t.did("one of two children was killed", `kill -9 ${victim}`);
    await t.eventually(
      () => listeners(server).filter((pid) => pid !== victim).length === 2,
      () => ({
        expected: "another child listens in its place",
        got: `these listen: ${listeners(server).join(", ")}`,
        cause: "nobody waits for the end of a child to start the next one",
      }),
    );
    t.holds(listeners(server).includes(other), {
      expected: `the other child, ${other}, goes on`,
      got: `these listen now: ${listeners(server).join(", ")}`,
      cause: "the end of one child ends all of them",
    });
    await ask(t, client, "A", "still here?", "still here?", LOST);
    await t.eventually(() => server.stats().failed === 1, () => ({
      expected: "`stats()` counts one child as failed",
      got: `it counts ${server.stats().failed}`,
      cause: "the end of a child is not counted, or more than once",
    }));
    t.equal(server.children.toSorted((a, b) => a - b), listeners(server), {
      what: "`children`",
      cause: "a child that has ended stays in the list",
    });
  }),
  { skip: withoutSharedPorts },
);

lessonTest(
  "7.1.8 preforkServer() says what is wrong with its options",
  trial(async (t: Trial) => {
    const server = await startPrefork(t, { children: 1 });
    const { port } = server.addr;
    const wrong: [PreforkServerOptions, RegExp][] = [
      [{ children: 0 }, /'children'/],
      [{ children: 1.5 }, /'children'/],
      [{ children: 1, grace: -1 }, /'grace'/],
      [{ children: 1, port }, /port \d+ .*in use/],
      [
        { children: 1, child: new URL("./nobody.ts", import.meta.url) },
        /'child'/,
      ],
    ];
    for (const [options, pattern] of wrong) {
      const message = await t.within(
        preforkServer({ onError: t.onError, ...options })
          .then((server) => (t.serve(server), "it started"), String),
        { expected: "it rejects", got: "nothing", cause: "it waits" },
      );
      const { child: _, ...shown } = options;
      t.holds(pattern.test(message), {
        expected: `preforkServer() with ${
          Deno.inspect(shown, { colors: false })
        } rejects with an error that names what is wrong: ${pattern}`,
        got: message,
        cause: "the options are not checked before children are started",
      });
    }
  }),
  { skip: withoutSharedPorts },
);
