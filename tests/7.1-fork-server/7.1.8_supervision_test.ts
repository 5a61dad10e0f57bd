import { lessonTest } from "../harness/lesson_test.ts";
import { type Trial, trialsOf } from "../harness/net/trial.ts";
import { isRunning } from "../harness/processes/proc.ts";
import { means } from "./misconceptions.ts";
import {
  listeners,
  replaced,
  startPrefork,
  toldOfEnd,
  withoutSharedPorts,
} from "./prefork.ts";

const trial = trialsOf("7.1.8");

lessonTest(
  "7.1.8 preforkServer() replaces a child that ended well, and counts all that it did",
  trial(async (t: Trial) => {
    const child = new URL("./programs/prefork_once.ts", import.meta.url);
    const server = await startPrefork(t, { children: 1, child });
    const [first = 0] = listeners(server);
    await t.connect(server, "A");
    // Meanwhile this process, which is the server's, does not come to read.
    const end = performance.now() + 10_000;
    while (isRunning(first) && performance.now() < end);
    t.did("its only child told of 4,000 clients and ended with exit code 0");
    await replaced(t, server, [first], "replaces-failures-only");
    toldOfEnd(t, first, /\b0\b/);
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
