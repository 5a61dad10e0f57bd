import { lessonTest } from "../harness/lesson_test.ts";
import { firstDifference, randomBytes } from "../harness/net/random_bytes.ts";
import type { Story } from "../harness/story/story.ts";
import { ChildPipe } from "../../lessons/7.5-ipc/pipe.ts";
import { program, text } from "./children.ts";

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
    story.equal(text(answer) ?? "no answer", "50 messages, 250000 bytes", {
      what: "what the child tells that it has read",
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
  "7.5.2 ChildPipe.exchange() gives all answers, however many there are",
  async (story: Story) => {
    const exchanged = async (messages: Iterable<string>) => {
      await using child = new ChildPipe(program("count"));
      const answers = await story.within(child.exchange(messages), {
        expected: "a child that tells once how much came, at the end, is heard",
        got: "it waits for more answers, or its input never ends",
        cause: "an answer is awaited for each message.",
      });
      return answers.map(text);
    };
    const some = function* () {
      yield "a";
      yield "bc";
    };
    story.equal(
      [await exchanged([]), await exchanged(some())],
      [["0 messages, 0 bytes"], ["2 messages, 3 bytes"]],
      {
        what: "the answers to no message, and to two that an iterator gives",
        cause: "the number of answers is taken for that of the messages.",
      },
    );
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
