import { delay } from "@std/async";
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
    let first = 0;
    using _late = readingLate(async (text) => {
      if (!text.includes("accepted")) return;
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
