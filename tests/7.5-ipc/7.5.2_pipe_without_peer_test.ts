import { lessonTest } from "../harness/lesson_test.ts";
import { isRunning, withoutProc } from "../harness/processes/proc.ts";
import type { Story } from "../harness/story/story.ts";
import { FrameError } from "../../lessons/7.5-ipc/framing.ts";
import { ChildPipe } from "../../lessons/7.5-ipc/pipe.ts";
import { program, text } from "./children.ts";

/** Fails unless the promise rejects with a BrokenPipe that names the child. */
async function breaks(
  story: Story,
  promise: Promise<unknown>,
  pid: number,
): Promise<void> {
  const expected =
    "sending rejects with a Deno.errors.BrokenPipe whose message names the child";
  const cause =
    'the error of the write is swallowed, is passed on as it came ("Broken pipe (os error 32)"), or nobody waits for the write.';
  const error = await story.within(
    promise.then(() => undefined, (error: unknown) => error),
    { expected, got: "the send is still waiting", cause },
  );
  const told = error instanceof Error ? error.message : "";
  story.holds(
    error instanceof Deno.errors.BrokenPipe && told.includes(`${pid}`),
    { expected, got: error === undefined ? "it resolved" : `${error}`, cause },
  );
}

lessonTest(
  "7.5.2 ChildPipe makes no pipe from a child that only receives",
  async (story: Story) => {
    await using child = new ChildPipe(program("shout"), {
      direction: "to child",
    });
    story.did("a child wrote 1 MiB that nobody reads");
    const { code } = await story.within(child.status, {
      expected: "the child ends: where no pipe is, it cannot fill up",
      got: "the child is stuck in a write",
      cause:
        'stdout is "piped" though messages only go to the child. After 64 KiB the pipe is full.',
    });
    story.equal(code, 7, {
      what: "the child's exit code",
      cause: "the child could not write to its standard output.",
    });
  },
);

lessonTest(
  "7.5.2 ChildPipe makes no pipe to a child that only sends",
  async (story: Story) => {
    await using child = new ChildPipe(program("count"), {
      direction: "from child",
    });
    const answer = await story.within(child.receive(), {
      expected:
        "the child's input ends at once, and it tells that it was empty",
      got: "the child waits for input that never comes",
      cause:
        'stdin is "piped" though messages only come from the child, and this end of the pipe is open.',
    });
    story.equal(text(answer), "0 messages, 0 bytes", {
      what: "what the child has read",
      cause: "its input should be /dev/null.",
    });
  },
);

lessonTest(
  "7.5.2 ChildPipe.send() says that the child has ended",
  async (story: Story) => {
    await using child = new ChildPipe(program("quit_after"), { args: ["0"] });
    await child.status;
    story.did("a child ended, and then two messages were sent to it");
    await breaks(story, child.send("anybody there?"), child.pid);
    await breaks(story, child.send("hello?"), child.pid);
    story.equal(await child.receive(), undefined, {
      what: "what is received from it",
      cause: "a child that has ended sends nothing.",
    });
  },
);

lessonTest(
  "7.5.2 ChildPipe.send() fails when the child is killed while it waits",
  async (story: Story) => {
    await using child = new ChildPipe(program("stubborn"));
    story.equal(text(await child.receive()), "running", {
      what: "the child's first message",
      cause: "the child did not start.",
    });
    const sent = child.send(new Uint8Array(1024 * 1024));
    const next = child.send("and one more");
    child.kill("SIGKILL");
    story.did("1 MiB was sent to a child that does not read, which was killed");
    await breaks(story, sent, child.pid);
    await breaks(story, next, child.pid);
  },
);

lessonTest(
  "7.5.2 ChildPipe.receive() fails when the child ends in a message",
  async (story: Story) => {
    await using child = new ChildPipe(program("half_frame"));
    story.equal(text(await child.receive()), "ok", {
      what: "the first message",
      cause: "it is whole: nothing is wrong with it.",
    });
    const error = await child.receive().catch((error) => error);
    story.holds(error instanceof FrameError, {
      expected: "receive() rejects with a FrameError",
      got: `${error}`,
      cause: "an end in the middle of a message is taken for a normal end.",
    });
  },
);

lessonTest(
  "7.5.2 ChildPipe.exchange() fails when the child ends before it has read all",
  async (story: Story) => {
    await using child = new ChildPipe(program("quit_after"), { args: ["1"] });
    const messages = Array.from({ length: 8 }, () => new Uint8Array(256_000));
    story.did("8 messages went to a child that ends after the first");
    await breaks(story, child.exchange(messages), child.pid);
  },
);

lessonTest(
  "7.5.2 ChildPipe leaves no child behind that ignores the end of its input",
  async (story: Story) => {
    let pid: number;
    {
      await using child = new ChildPipe(program("stubborn"), { grace: 20 });
      pid = child.pid;
      story.equal(text(await child.receive()), "running", {
        what: "the child's first message",
        cause: "the child did not start.",
      });
    }
    story.holds(!isRunning(pid), {
      expected: "disposing ends a child that does not end by itself",
      got: `process ${pid} still runs`,
      cause: "the grace has passed and nobody killed it.",
    });
  },
  { skip: withoutProc },
);
