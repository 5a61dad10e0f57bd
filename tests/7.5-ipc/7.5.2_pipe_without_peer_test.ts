import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { FrameError } from "../../lessons/7.5-ipc/framing.ts";
import { ChildPipe } from "../../lessons/7.5-ipc/pipe.ts";
import { program, rejection, text } from "./children.ts";
import { type Known, means } from "./misconceptions.ts";

/** Fails unless the promise rejects with a BrokenPipe that names the child. */
async function breaks(
  story: Story,
  promise: Promise<unknown>,
  child: ChildPipe,
  resolved?: Known,
): Promise<void> {
  const error = await rejection(story, promise);
  // Else send() itself tells nobody.
  const isTold = error === undefined && resolved !== undefined &&
    await rejection(story, child.send("")) !== undefined;
  const told = error instanceof Error ? error.message : "";
  story.holds(
    error instanceof Deno.errors.BrokenPipe && told.includes(`${child.pid}`),
    {
      expected:
        "it rejects with a Deno.errors.BrokenPipe whose message names the child",
      got: error === undefined ? "it resolved" : `it rejects with ${error}`,
      ...means(isTold ? resolved : undefined),
    },
  );
}

lessonTest(
  "7.5.2 ChildPipe.send() says that the child has ended",
  async (story: Story) => {
    await using child = new ChildPipe(program("quit_after"), { args: ["0"] });
    await child.status;
    story.did("a child ended, and then two messages were sent to it");
    await breaks(story, child.send("anybody there?"), child);
    await breaks(story, child.send("hello?"), child);
    story.equal(await child.receive(), undefined, {
      what: "what is received from it",
    });
  },
);

lessonTest(
  "7.5.2 ChildPipe.send() fails when the child is killed while it waits",
  async (story: Story) => {
    await using child = new ChildPipe(program("stubborn"));
    story.equal(text(await child.receive()), "running", {
      what: "the child's first message",
    });
    const sent = child.send(new Uint8Array(1024 * 1024));
    const next = child.send("and one more");
    child.kill("SIGKILL");
    story.did("1 MiB was sent to a child that does not read, which was killed");
    await breaks(story, sent, child);
    await breaks(story, next, child);
  },
);

lessonTest(
  "7.5.2 ChildPipe.receive() fails when the child ends in a message",
  async (story: Story) => {
    await using child = new ChildPipe(program("half_frame"));
    story.equal(text(await child.receive()), "ok", {
      what: "the first message",
    });
    const error = await child.receive().catch((error) => error);
    story.holds(error instanceof FrameError, {
      expected: "receive() rejects with a FrameError",
      got: error instanceof Error
        ? `${error}`
        : `it gives ${JSON.stringify(text(error))}`,
    });
  },
);

lessonTest(
  "7.5.2 ChildPipe.exchange() fails when the child ends before it has read all",
  async (story: Story) => {
    await using child = new ChildPipe(program("quit_after"), { args: ["1"] });
    const messages = Array.from({ length: 8 }, () => new Uint8Array(256_000));
    story.did("8 messages went to a child that ends after the first");
    await breaks(
      story,
      child.exchange(messages),
      child,
      "failed-send-is-not-told",
    );
  },
);
