import { lessonTest } from "./register.ts";
import { firstDifference, randomBytes } from "../harness/net/random_bytes.ts";
import { isRunning, withoutProc } from "../harness/processes/proc.ts";
import type { Story } from "../harness/story/story.ts";
import { encodeFrame, FrameError } from "../../lessons/7.5-ipc/framing.ts";
import {
  MessageReader,
  MessageWriter,
} from "../../lessons/7.5-ipc/message_stream.ts";
import { ChildPipe } from "../../lessons/7.5-ipc/pipe.ts";
import { SlowSink, sourceOf } from "./fakes.ts";

const decoder = new TextDecoder();

function program(name: string): URL {
  return new URL(`./programs/${name}.ts`, import.meta.url);
}

function text(message: Uint8Array | undefined): string | undefined {
  return message && decoder.decode(message);
}

/** The messages up to the end of the stream, as text. */
async function readAll(reader: MessageReader): Promise<string[]> {
  const messages: string[] = [];
  for await (const message of reader) messages.push(decoder.decode(message));
  return messages;
}

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
  "7.5.2 MessageReader knows that a read is no message",
  async (story: Story) => {
    const stream = new Uint8Array(
      ["one", "", "three"].flatMap((message) => [...encodeFrame(message)]),
    );
    const cause =
      "receive() takes each read for a message. Ask the decoder first, and read only when it has none.";
    story.did("three messages came in a single read");
    story.equal(
      await readAll(new MessageReader(sourceOf([stream]))),
      ["one", "", "three"],
      { what: "what is received", cause },
    );
    story.did("the same came a byte at a time");
    const bytes = [...stream].map((byte) => new Uint8Array([byte]));
    story.equal(
      await readAll(new MessageReader(sourceOf(bytes))),
      ["one", "", "three"],
      { what: "what is received", cause },
    );
  },
);

lessonTest(
  "7.5.2 MessageReader.receive() fails when the stream ends in a message",
  async (story: Story) => {
    const frame = encodeFrame("cut off");
    const reader = new MessageReader(
      sourceOf([encodeFrame("whole"), frame.subarray(0, 6)]),
    );
    story.equal(text(await reader.receive()), "whole", {
      what: "the message before the one that was cut off",
      cause: "it is whole: nothing is wrong with it.",
    });
    const error = await reader.receive().catch((error) => error);
    story.holds(error instanceof FrameError, {
      expected: "receive() rejects with a FrameError",
      got: `${error}`,
      cause: "the decoder is not told of the end: call its end() at null.",
    });
  },
);

lessonTest(
  "7.5.2 MessageWriter.send() writes all bytes, of one message after another",
  async (story: Story) => {
    const sink = new SlowSink(3);
    const writer = new MessageWriter(sink, "a slow reader");
    const messages = ["a message that is long", "", "another"];
    story.did("three messages were sent at once to a pipe that takes 3 bytes");
    await Promise.all(messages.map((message) => writer.send(message)));
    story.equal(
      await readAll(new MessageReader(sourceOf([new Uint8Array(sink.bytes)]))),
      messages,
      {
        what: "what is received",
        cause:
          "write() took fewer bytes than it was handed and the rest was forgotten, or two messages were written at the same time.",
      },
    );
  },
);

lessonTest(
  "7.5.2 ChildPipe carries messages to a child and back",
  async (story: Story) => {
    await using child = new ChildPipe(program("echo"));
    story.did("a child that echoes was started");
    for (const message of ["hello", "", "안녕 🙂", "x".repeat(200_000)]) {
      await child.send(message);
      const answer = await story.within(child.receive(), {
        expected: `a message of ${message.length} characters comes back`,
        got: "nothing came",
        cause: "not all of its bytes were written, or they wait in a buffer.",
      });
      story.equal(text(answer), message, {
        what: "the message that came back",
        cause: "bytes were lost or cut.",
      });
    }
  },
);

lessonTest(
  "7.5.2 ChildPipe.closeWrite() ends the child's input after all messages",
  async (story: Story) => {
    await using child = new ChildPipe(program("count"));
    const sent = Array.from(
      { length: 50 },
      () => child.send("x".repeat(5_000)),
    );
    await child.closeWrite();
    story.did("50 messages were sent without waiting, and closeWrite() called");
    const answer = await story.within(child.receive(), {
      expected: "the child reads all of them and the end of its input",
      got: "the child still waits for more",
      cause: "this end of the pipe is still open: the child cannot see an end.",
    });
    story.equal(text(answer), "50 messages, 250000 bytes", {
      what: "what the child has read",
      cause: "the pipe was closed before everything was written: drained().",
    });
    await Promise.all(sent);
    story.equal(await child.receive(), undefined, {
      what: "what comes after the child has ended",
      cause: "the end of the child's output is the end of messages.",
    });
  },
);

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
  "7.5.2 ChildPipe.exchange() sends and receives 1 MiB at the same time",
  async (story: Story) => {
    await using child = new ChildPipe(program("echo"));
    const messages = Array.from(
      { length: 32 },
      (_, seed) => randomBytes(32 * 1024, seed + 1),
    );
    story.did("32 messages of 32 KiB went to a child that sends each back");
    const answers = await story.within(child.exchange(messages), {
      expected: "all of them come back",
      got: "parent and child wait for each other",
      cause:
        "exchange() writes everything before it reads. The child waits until its answers are read and reads no more; a pipe holds 64 KiB.",
    });
    story.equal(answers.length, messages.length, {
      what: "the number of answers",
      cause: "it stops before the child has closed its end.",
    });
    for (const [index, message] of messages.entries()) {
      const at = firstDifference(message, answers[index] ?? new Uint8Array());
      story.equal(at, -1, {
        what: `the first byte in which answer ${index} differs (-1: none)`,
        cause: "answers are out of order, or bytes were lost.",
      });
    }
  },
);

lessonTest(
  "7.5.2 ChildPipe.exchange() carries one message of 1 MiB both ways",
  async (story: Story) => {
    await using child = new ChildPipe(program("echo"));
    const message = randomBytes(1024 * 1024, 5);
    const answers = await story.within(child.exchange([message]), {
      expected: "the message comes back",
      got: "nothing came",
      cause: "not all of it is written, or the child's input never ends.",
    });
    story.equal(
      answers.map((answer) => firstDifference(message, answer)),
      [-1],
      {
        what: "where the answer differs (-1: nowhere)",
        cause: "bytes differ.",
      },
    );
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
