import { delay } from "@std/async";
import { getAvailablePort } from "@std/net";
import type { PreforkServerOptions } from "../../lessons/7.1-fork-server/given/options.ts";
import { preforkServer } from "../../lessons/7.1-fork-server/prefork_server.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { type Trial, trialsOf } from "../harness/net/trial.ts";
import { isRunning } from "../harness/processes/proc.ts";
import { socketsOf } from "../harness/processes/sockets.ts";
import { soon } from "../harness/story/soon.ts";
import { type Id, means } from "./misconceptions.ts";
import {
  clientOf,
  listeners,
  portOf,
  replaced,
  startPrefork,
  toldOfEnd,
  withoutSharedPorts,
} from "./prefork.ts";
import { ask } from "./puppets.ts";
import { noTimers, type TimerSpy, timerSpy } from "../harness/timer_spy.ts";

const trial = trialsOf("7.1.8");

lessonTest(
  "7.1.8 preforkServer() has all its children listen on one port",
  trial(async (t: Trial) => {
    const port = getAvailablePort();
    const child = new URL("./programs/prefork_slow.ts", import.meta.url);
    const server = await startPrefork(t, { children: 3, port, child });
    const listening = listeners(server);
    t.did("preforkServer() resolved, of a server with children: 3");
    t.equal(server.addr.port, port, { what: "the port in `addr`" });
    const children = t.children().toSorted((a, b) => a - b);
    const elsewhere = children.filter((pid) => portOf(pid) !== `${port}`);
    t.holds(`${listening}` === `${children}`, {
      expected: `all its children, ${
        children.join(", ")
      }, listen on port ${port}`,
      got: `these do: ${listening.join(", ") || "no process"}${
        elsewhere.map((pid) => `; ${pid} was given port ${portOf(pid)}`).join(
          "",
        )
      }`,
      ...means(
        elsewhere.length > 0
          ? "gives-a-port-each"
          : listening.length < 3
          ? "resolves-before-they-listen"
          : "starts-beside-a-child-that-runs",
      ),
    });
    t.equal(server.children.toSorted((a, b) => a - b), listening, {
      what: "`children`",
    });
    t.equal(children.length, 3, { what: "the number of children" });
    const clients = await Promise.all(
      Array.from({ length: 30 }, (_, i) => t.connect(server, `${i + 1}`)),
    );
    for (const [i, client] of clients.entries()) {
      await ask(t, client, `${i + 1}`, "hello", "hello");
    }
    const holders = new Set(
      socketsOf(port).filter(({ peer }) => peer !== 0).map(({ pid }) => pid),
    );
    t.holds(holders.size > 1, {
      expected: "30 connections are spread over several children",
      got: `all are held by process ${[...holders].join()}`,
    });
    const { accepted, active, failed } = server.stats();
    t.equal([accepted, active, failed], [30, 30, 0], {
      what: "what `stats()` counts as accepted, active and failed",
    });
  }),
  { skip: withoutSharedPorts },
);

lessonTest(
  "7.1.8 preforkServer() replaces a child that was killed",
  trial(async (t: Trial) => {
    using timers = timerSpy();
    const server = await startPrefork(t, { children: 2 });
    const before = listeners(server);
    const [victim = 0, other = 0] = before;
    const client = await clientOf(t, server, other);
    const all = "while all its children are well";
    // A pause for each child that it has started is not that.
    const again = timers.timers.length > 0 &&
      await soon(() => timers.timers.length > before.length);
    noTimers(t, timers, all, again ? means("asks-again-and-again") : {});
    Deno.kill(victim, "SIGKILL");
    t.did("one of two children was killed", `kill -9 ${victim}`);
    let isOver = false;
    server.finished.then(() => isOver = true, () => isOver = true);
    await replaced(
      t,
      server,
      before,
      () =>
        isOver
          ? "gives-up-too-early"
          : timers.timers.length > 0
          ? "pauses-after-a-good-child"
          : "never-replaces",
    );
    toldOfEnd(t, victim, "by SIGKILL", /SIGKILL|\b(9|137)\b/);
    const next = "before it replaces a child that had listened";
    if (timers.timers.length > 0) {
      const set = { timers: [...timers.timers] };
      noTimers(t, set, next, means(await afterWhom(t, timers)));
    }
    t.holds(listeners(server).includes(other), {
      expected: `the other child, ${other}, goes on`,
      got: `these listen now: ${listeners(server).join(", ")}`,
    });
    await ask(t, client, "A", "still here?", "still here?");
    await t.eventually(() => server.stats().failed === 1, () => ({
      expected: "`stats()` counts one child as failed",
      got: `it counts ${server.stats().failed}`,
    }));
    t.equal(server.children.toSorted((a, b) => a - b), listeners(server), {
      what: "`children`",
    });
  }),
  { skip: withoutSharedPorts },
);

/** Finds out whether code that pauses also does after a child that ended well. */
async function afterWhom(t: Trial, { timers }: TimerSpy): Promise<Id> {
  const child = new URL("./programs/prefork_once.ts", import.meta.url);
  const server = await startPrefork(t, { children: 1, child });
  const [first] = server.children;
  const before = timers.length;
  await t.connect(server, "B");
  const next = () => server.children.some((pid) => pid !== first);
  if (!await soon(next, 600) || timers.length > before) {
    return "pauses-after-a-good-child";
  }
  t.did(
    "that server's only child ended with exit code 0, and was replaced at once",
  );
  return "pauses-after-a-crash";
}

lessonTest(
  "7.1.8 preforkServer() replaces a child that ended well, and counts all that it did",
  trial(async (t: Trial) => {
    let first = 0;
    using _late = readingLate(async (text) => {
      if (!text.includes("accepted")) return;
      // No event tells of it here: that child is the server's, not the test's.
      while (isRunning(first)) await delay(5);
      // The server is given time to learn of that end before it can read this;
      // a right one waits for the text, however long it takes.
      await delay(50);
    });
    const child = new URL("./programs/prefork_once.ts", import.meta.url);
    const server = await startPrefork(t, { children: 1, child });
    [first = 0] = listeners(server);
    await t.connect(server, "A");
    await t.eventually(() => !isRunning(first), {
      expected: "its only child ends after its first client",
      got: `process ${first} still runs`,
    });
    t.did(
      "its only child told of 4,000 clients and ended with exit code 0; what it had written was read after its end",
    );
    await replaced(t, server, [first], () => "replaces-failures-only");
    toldOfEnd(t, first, "with exit code 0", /\b0\b/);
    const { accepted, active, exited, failed } = server.stats();
    t.equal([accepted, active, exited, failed], [4_000, 0, 1, 0], {
      what: "what `stats()` counts as accepted, active, exited and failed",
      ...means(
        accepted < 4_000 ? "takes-the-exit-for-the-end-of-output" : undefined,
      ),
    });
  }),
  { skip: withoutSharedPorts },
);

/** From now on, text from children is held back until `ready`, as if read late. */
function readingLate(ready: (text: string) => Promise<void>): Disposable {
  const { TextDecoderStream } = globalThis;
  globalThis.TextDecoderStream = class extends TextDecoderStream {
    override get readable(): ReadableStream<string> {
      return super.readable.pipeThrough(
        new TransformStream<string, string>({
          async transform(text, controller) {
            await ready(text);
            controller.enqueue(text);
          },
        }),
      );
    }
  };
  return {
    [Symbol.dispose]() {
      Object.assign(globalThis, { TextDecoderStream });
    },
  };
}

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
        { expected: "it rejects", got: "it is still pending" },
      );
      const { child: _, ...shown } = options;
      t.holds(pattern.test(message), {
        expected: `preforkServer() with ${
          Deno.inspect(shown, { colors: false })
        } rejects with an error that names what is wrong: ${pattern}`,
        got: message,
      });
    }
  }),
  { skip: withoutSharedPorts },
);
