import { lessonTest } from "../harness/lesson_test.ts";
import { Program } from "../harness/processes/program.ts";
import type { Story } from "../harness/story/story.ts";
import type { End } from "../../lessons/7.5-ipc/given/end.ts";
import { offerEnd } from "../../lessons/7.5-ipc/socket_pair.ts";
import { threadPair } from "../../lessons/7.5-ipc/thread_pair.ts";
import { accepted, transports } from "./offers.ts";
import { next } from "./pairs.ts";

const connectEcho = new URL("./programs/connect_echo.ts", import.meta.url);

async function talk(story: Story, end: End, who: string): Promise<void> {
  await end.send("ping");
  story.equal(await next(story, end), "ping", {
    what: `what ${who} sends back`,
  });
  await end.closeWrite();
  story.equal(await next(story, end), "goodbye", {
    what: `what ${who} says when it has read the end`,
  });
  story.equal(await next(story, end), undefined, {
    what: `what comes after ${who} has closed its end`,
  });
}

lessonTest(
  "7.5.3 thread_pair.ts connects this thread with a worker",
  async (story: Story) => {
    const worker = new Worker(
      new URL("./threads/port_echo.ts", import.meta.url),
      { type: "module" },
    );
    try {
      const { mine, theirs } = threadPair();
      using _mine = mine;
      worker.postMessage(theirs, [theirs]);
      story.did("the other end was posted to a worker");
      await talk(story, mine, "the worker");
    } finally {
      worker.terminate();
    }
  },
);

for (const { transport, skip } of transports) {
  lessonTest(
    `7.5.3 offerEnd() connects this process with another, over ${transport}`,
    async (story: Story) => {
      using offer = offerEnd({ transport });
      await using child = new Program(connectEcho, [offer.address]);
      story.did(`a process was told the address ${offer.address}`);
      using end = await accepted(story, offer, child);
      await talk(story, end, "the process");
    },
    { skip },
  );

  lessonTest(
    `7.5.3 End.receive() sees the end of a process that was killed, over ${transport}`,
    async (story: Story) => {
      using offer = offerEnd({ transport });
      await using child = new Program(connectEcho, [offer.address]);
      using end = await accepted(story, offer, child);
      const pending = end.receive().catch(() => undefined);
      child.kill("SIGKILL");
      await child.status;
      story.did("the process at the other end was killed");
      story.equal(
        await story.within(pending, {
          expected: "receive() comes back",
          got: "it still waits",
        }),
        undefined,
        { what: "what is received" },
      );
      const broken = async () => {
        // What was sent last may still have been taken.
        for (;;) await end.send(new Uint8Array(65_536));
      };
      const error = await story.within(broken().catch((error) => error), {
        expected: "send() fails",
        got: "it waits for a process that is gone",
      });
      story.holds(
        error instanceof Deno.errors.BrokenPipe &&
          error.message.includes("the other end of the socket"),
        {
          expected:
            "send() rejects with a Deno.errors.BrokenPipe that says who is gone",
          got: `${error}`,
        },
      );
    },
    { skip },
  );
}
