import { setImmediate } from "node:timers/promises";
import { lessonTest } from "../harness/lesson_test.ts";
import { soon } from "../harness/story/soon.ts";
import type { Story } from "../harness/story/story.ts";
import { PortEnd, threadPair } from "../../lessons/7.5-ipc/thread_pair.ts";
import { text } from "./children.ts";
import { type Known, means } from "./misconceptions.ts";
import { PostSpy } from "./pairs.ts";
import { AT_ONCE } from "./pipe_spy.ts";

const encoder = new TextEncoder();

lessonTest(
  "7.5.3 PortEnd.receive() gives what has come before it was asked, and then the end",
  async (story: Story) => {
    const { mine, theirs } = threadPair();
    using sender = mine;
    if (theirs.onmessage !== null) {
      using spy = new PostSpy();
      await mine.send("to the other");
      story.fail({
        expected: "threadPair() returns a port that nobody listens on yet",
        got: "an end listens there",
        ...means(
          spy.first === theirs ? "both-have-one-port" : "their-port-is-used",
        ),
      });
    }
    using end = new PortEnd(theirs);
    let arrived = 0;
    let last: unknown;
    theirs.addEventListener("message", ({ data }) => {
      arrived++;
      last = data;
    });
    const comes = async (send: () => Promise<void>, missing?: Known) => {
      const before = arrived;
      await send();
      await story.eventually(() => arrived > before, {
        expected: "what is sent comes to the other port",
        got: "nothing comes",
        ...means(missing),
        method: missing && "PortEnd.closeWrite()",
      });
    };
    /** What the receive() that was called last has given, if it has. */
    let given: string | undefined;
    const gives = async (
      wanted: string | undefined,
      decide: (got: string | undefined | "waits") => Known | Promise<Known>,
      method?: () => string,
    ) => {
      const expected = `receive() gives ${wanted ?? "undefined, the end"}`;
      const receiving = end.receive();
      given = undefined;
      receiving.then((came) => given = text(came), () => {});
      const got = await story.within(receiving, async () => ({
        expected,
        got: `it waits, though ${
          wanted ?? "the end"
        } came before it was called`,
        ...means(await decide("waits")),
      }), AT_ONCE);
      story.holds(text(got) === wanted, {
        expected,
        got: `it gives ${JSON.stringify(text(got)) ?? "undefined, the end"}`,
        ...means(await decide(text(got))),
        method: method?.(),
      });
    };
    for (const text of ["a", "b", "c"]) {
      await comes(() => sender.send(encoder.encode(text)));
    }
    story.did("messages a, b and c came before anybody received");
    /** Whether receive() gives what came before as soon as more has come. */
    const isWoken = async () => {
      await sender.send(encoder.encode("d"));
      return await soon(() => given === "a");
    };
    await gives(
      "a",
      async (got) =>
        got === "waits" && await isWoken()
          ? "waits-before-it-looks"
          : got === "c"
          ? "last-in-first-out"
          : undefined,
    );
    await gives(
      "b",
      (got) => got === "a" ? "message-is-given-again" : undefined,
    );
    await comes(() => sender.closeWrite(), "half-close-is-not-told");
    story.did(
      "a and b were received, and then the other end's closeWrite() was called",
    );
    await gives(
      "c",
      (got) =>
        got === "b"
          ? "message-is-given-again"
          : got === undefined
          ? "end-overtakes-messages"
          : undefined,
    );
    story.did("c was received");
    await gives(
      undefined,
      (got) =>
        got === "waits" && last === null
          ? "null-passes-for-nothing"
          : got === "waits" || got === undefined
          ? undefined
          : last !== null
          ? "says-the-end-by-a-message"
          : got === ""
          ? "end-is-an-empty-message"
          : undefined,
      () => last === null ? "PortEnd.receive()" : "PortEnd.closeWrite()",
    );
  },
);

lessonTest(
  "7.5.3 PortEnd.receive() gives what came to this end, and to no other",
  async (story: Story) => {
    const [one, other] = [threadPair(), threadPair()];
    using sender = one.mine;
    using otherSender = other.mine;
    using _end = new PortEnd(one.theirs);
    using otherEnd = new PortEnd(other.theirs);
    const sends = async (through: PortEnd, port: MessagePort, text: string) => {
      const comes = new Promise((resolve) =>
        port.addEventListener("message", resolve)
      );
      await through.send(encoder.encode(text));
      await story.within(comes, {
        expected: "what is sent comes to the other port",
        got: "nothing comes",
      });
    };
    await sends(sender, one.theirs, "to one");
    await sends(otherSender, other.theirs, "to the other");
    story.did(
      'of two pairs of ends, "to one" came through one, and then "to the other" through the other',
    );
    const expected = 'the other pair\'s receive() gives "to the other"';
    const got = await story.within(otherEnd.receive(), {
      expected,
      got: "it waits",
    });
    let taken = text(got);
    // What is kept for all may begin with the ends of other pairs; a new end has
    // seen none of them.
    for (let i = 0; taken === undefined && i < 8; i++) {
      const { mine, theirs } = threadPair();
      using _sender = mine;
      using end = new PortEnd(theirs);
      taken = text(
        await Promise.race([end.receive(), setImmediate(undefined)]),
      );
    }
    story.holds(text(got) === "to the other", {
      expected,
      got: `it gives ${JSON.stringify(text(got)) ?? "undefined, the end"}`,
      ...means(taken === "to one" ? "ends-share-what-came" : undefined),
    });
  },
);
