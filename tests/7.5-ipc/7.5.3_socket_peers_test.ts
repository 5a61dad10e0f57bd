import { lessonTest } from "../harness/lesson_test.ts";
import { Program } from "../harness/processes/program.ts";
import type { Story } from "../harness/story/story.ts";
import {
  connectEnd,
  type End,
  type Offer,
  offerEnd,
  threadPair,
  type Transport,
} from "../../lessons/7.5-ipc/socket_pair.ts";
import { next, withoutUnixSockets } from "./pairs.ts";

const connectEcho = new URL("./programs/connect_echo.ts", import.meta.url);
const transports: { transport: Transport; skip: string | false }[] = [
  { transport: "unix", skip: withoutUnixSockets },
  { transport: "tcp", skip: false },
];

async function talk(story: Story, end: End, who: string): Promise<void> {
  await end.send("ping");
  story.equal(await next(story, end), "ping", {
    what: `what ${who} sends back`,
    cause: "the two ends are not connected both ways.",
  });
  await end.closeWrite();
  story.equal(await next(story, end), "goodbye", {
    what: `what ${who} says when it has read the end`,
    cause:
      "closeWrite() closed both directions, or did not tell the other end.",
  });
  story.equal(await next(story, end), undefined, {
    what: `what comes after ${who} has closed its end`,
    cause: "closeWrite() must tell the other end.",
  });
}

async function accepted(
  story: Story,
  offer: Offer,
  other?: Program,
): Promise<End> {
  return await story.within(offer.accept(), () => ({
    expected: "accept() resolves when the other process has connected",
    got: `it still waits. ${other?.errors ?? ""}`,
    cause: "connectEnd() did not connect, or did not send the token.",
  }));
}

lessonTest(
  "7.5.3 threadPair() connects this thread with a worker",
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
          cause: "the other end of the socket is open in this process too.",
        }),
        undefined,
        { what: "what is received", cause: "nothing was sent." },
      );
      const broken = async () => {
        // What was sent last may still have been taken.
        for (;;) await end.send(new Uint8Array(65_536));
      };
      const error = await story.within(broken().catch((error) => error), {
        expected: "send() fails",
        got: "it waits for a process that is gone",
        cause: "the error of the write is swallowed.",
      });
      story.holds(
        error instanceof Deno.errors.BrokenPipe &&
          error.message.startsWith("Cannot send message"),
        {
          expected:
            "send() rejects with a Deno.errors.BrokenPipe that explains",
          got: `${error}`,
          cause: "the system's error is passed on as it came.",
        },
      );
    },
    { skip },
  );

  lessonTest(
    `7.5.3 offerEnd() gives the end to one process only, over ${transport}`,
    async (story: Story) => {
      using offer = offerEnd({ transport });
      const connecting = connectEnd(offer.address);
      connecting.catch(() => {});
      using left = await accepted(story, offer);
      using right = await connecting;
      const second = await connectEnd(offer.address).then((end) => {
        end[Symbol.dispose]();
        return "connected";
      }, () => "refused");
      story.equal(second, "refused", {
        what: "what a second process finds at the address",
        cause: "the offer still listens after it was taken.",
      });
      await left.send("still here");
      story.equal(await next(story, right), "still here", {
        what: "what the pair carries after that",
        cause: "closing the listener must not close the connection.",
      });
    },
    { skip },
  );

  lessonTest(
    `7.5.3 Offer.accept() fails when the offer is withdrawn, over ${transport}`,
    async (story: Story) => {
      const offer = offerEnd({ transport });
      const pending = offer.accept().then(() => undefined, (error) => error);
      offer[Symbol.dispose]();
      offer[Symbol.dispose]();
      const error = await story.within(pending, {
        expected: "accept() rejects",
        got: "it still waits",
        cause: "disposing of an offer must close its listener.",
      });
      story.holds(error instanceof Error, {
        expected: "accept() rejects with an Error",
        got: `${error}`,
        cause: "an offer that was withdrawn has no end to give.",
      });
    },
    { skip },
  );
}

lessonTest(
  "7.5.3 offerEnd() leaves no path behind, taken or not",
  async (story: Story) => {
    const gone = (offer: Offer) => {
      const path = decodeURIComponent(new URL(offer.address).pathname);
      for (const place of [path, path.slice(0, path.lastIndexOf("/"))]) {
        let there = true;
        try {
          Deno.lstatSync(place);
        } catch (error) {
          if (!(error instanceof Deno.errors.NotFound)) throw error;
          there = false;
        }
        story.holds(!there, {
          expected: "the socket's path and its folder are gone",
          got: `${place} is there`,
          cause: "dispose of the offer as soon as it is taken: removePath().",
        });
      }
    };
    const withdrawn = offerEnd({ transport: "unix" });
    withdrawn[Symbol.dispose]();
    gone(withdrawn);
    const offer = offerEnd({ transport: "unix" });
    const connecting = connectEnd(offer.address);
    connecting.catch(() => {});
    using _left = await accepted(story, offer);
    using _right = await connecting;
    story.did("the other end was taken");
    gone(offer);
  },
  { skip: withoutUnixSockets },
);

lessonTest(
  "7.5.3 Offer.accept() lets no stranger have the end, nor wait for one",
  async (story: Story) => {
    using offer = offerEnd({ transport: "tcp" });
    const { hostname, port } = new URL(offer.address);
    const pending = accepted(story, offer);
    pending.catch(() => {});
    using silent = await Deno.connect({ hostname, port: Number(port) });
    story.did("a stranger connected and says nothing");
    const [place] = offer.address.split("#");
    using liar = await connectEnd(`${place}#wrong`);
    story.did("another one connected with a wrong token");
    using right = await connectEnd(offer.address);
    using left = await pending;
    await right.send("it is me");
    story.equal(await next(story, left), "it is me", {
      what: "what the accepted end receives",
      cause:
        "the first connection was taken, whoever it was: admit() asks for the token.",
    });
    story.equal(await next(story, liar), undefined, {
      what: "what the one with the wrong token receives",
      cause: "strangers are to be closed.",
    });
    const read = await story.within(silent.read(new Uint8Array(1)), {
      expected: "the silent stranger is closed once the end was given",
      got: "its connection is still open",
      cause: "strangers are to be closed.",
    });
    story.equal(read, null, { what: "what it reads", cause: "it is closed." });
  },
);
