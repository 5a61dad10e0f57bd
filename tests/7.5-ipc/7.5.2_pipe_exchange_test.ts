import { lessonTest } from "../harness/lesson_test.ts";
import { firstDifference, randomBytes } from "../harness/net/random_bytes.ts";
import { soon } from "../harness/story/soon.ts";
import type { Story } from "../harness/story/story.ts";
import { encodeFrame, FrameError } from "../../lessons/7.5-ipc/framing.ts";
import { ChildPipe } from "../../lessons/7.5-ipc/pipe.ts";
import { program, rejection, text } from "./children.ts";
import { means } from "./misconceptions.ts";
import { FakeChild } from "./fakes.ts";
import { frameOf, join } from "./frames.ts";
import { ITERATOR_THREW } from "./misconceptions/pipes.ts";
import { AT_ONCE, PipeSpy } from "./pipe_spy.ts";

/** What exchange() does of its own accord, whatever the child does. */
const ended = (spy: PipeSpy) => spy.closed;
const read = (spy: PipeSpy) => spy.reads > 0;

/** Who can have closed the pipe from the child, or killed it. */
const CLOSERS = ["ChildPipe.exchange()", "ChildPipe.closeWrite()"];

/** What a program answers to an exchange() of messages, `size` bytes as frames. */
async function exchanged(
  story: Story,
  name: string,
  messages: Iterable<Uint8Array | string>,
  begun: (spy: PipeSpy) => boolean,
  size = 0,
) {
  using spy = new PipeSpy();
  await using child = new ChildPipe(program(name), { grace: 100 });
  const exchange = child.exchange(messages);
  exchange.catch(() => {});
  const stuck = async () => {
    const { told, stuck: known } = spy;
    const isBetween = !spy.closed && !spy.writing && spy.reading &&
      spy.sent > 0 && spy.sent < size;
    return {
      expected: "exchange() resolves",
      got: told,
      ...means(
        !isBetween
          ? known
          : await endsWithEcho()
          ? "an-answer-for-each-message"
          : undefined,
      ),
    };
  };
  await story.eventually(() => begun(spy), stuck, AT_ONCE);
  const answers = await story.within(exchange, stuck);
  return { answers, reads: spy.reads, isDeaf: spy.isDeaf };
}

/** Whether exchange() of two messages ends with a child that answers each. */
async function endsWithEcho(): Promise<boolean> {
  await using child = new ChildPipe(program("echo"), { grace: 100 });
  let answers = 0;
  child.exchange(["a", "b"]).then((all) => answers = all.length, () => {});
  return await soon(() => answers === 2);
}

lessonTest(
  "7.5.2 ChildPipe.exchange() gives all answers, however many there are",
  async (story: Story) => {
    story.did(
      "exchange([]) with a child that tells at the end what it has read",
    );
    const none = await exchanged(story, "count", [], ended);
    story.equal(none.answers.map(text), ["0 messages, 0 bytes"], {
      what: "what exchange([]) gives",
      ...means(
        none.answers.length > 0
          ? undefined
          : none.reads === 0 && await endsWithEcho()
          ? "an-answer-for-each-message"
          : "stops-reading-too-early",
      ),
      method: none.isDeaf ? CLOSERS : undefined,
    });
    story.did('exchange() of "a" and "b" with such a child');
    const { length } = join(["a", "b"].map(frameOf));
    const two = await exchanged(story, "count", ["a", "b"], ended, length);
    story.equal(two.answers.map(text), ["2 messages, 2 bytes"], {
      what: "what it gives",
    });
    const some = function* () {
      yield* ["a", "bc", "", "d"];
    };
    story.did(
      'exchange() of an iterator, "a", "bc", "" and "d", with a child that sends each back',
    );
    const more = await exchanged(story, "echo", some(), ended);
    const got = more.answers.map(text);
    story.equal(got, ["a", "bc", "", "d"], {
      what: "what exchange() gives",
      ...means(
        `${got}` === "a,bc,d"
          ? "empty-message-is-none"
          : `${got}` === "a,bc"
          ? "empty-answer-is-the-end"
          : undefined,
      ),
    });
  },
);

lessonTest(
  "7.5.2 ChildPipe.exchange() ends with the answers, not with the child",
  async (story: Story) => {
    const said = ["one", "two", "three", "", "five"];
    using fake = new FakeChild(join(said.map((text) => encodeFrame(text))));
    const child = new ChildPipe(program("echo"));
    const sent = function* () {
      yield* ["x", "y"];
    };
    story.did(
      `exchange() of an iterator, "x" and "y", with a child that sends ${
        said.map((text) => `"${text}"`).join(", ")
      }, closes its end, and lives on`,
    );
    const answers = await story.within(child.exchange(sent()), {
      expected: "exchange() resolves when the child has closed its end",
      got: "it still waits",
      ...means("waits-for-the-childs-end"),
    }, AT_ONCE);
    const got = answers.map(text);
    story.equal(got, said, {
      what: "what it gives",
      ...means(
        `${got}` === "one,two"
          ? "an-answer-for-each-message"
          : `${got}` === "one,two,three"
          ? "empty-answer-is-the-end"
          : undefined,
      ),
      method: "ChildPipe.exchange()",
    });
    story.equal(fake.signals, [], {
      what: "the signals by which it ends the child",
      ...means("kills-instead-of-closing"),
      method: CLOSERS,
    });
    fake.end();
    await child[Symbol.asyncDispose]();
  },
);

lessonTest(
  "7.5.2 ChildPipe.exchange() sends and receives 1 MiB at the same time",
  async (story: Story) => {
    const messages = Array.from(
      { length: 32 },
      (_, seed) => randomBytes(32 * 1024, seed + 1),
    );
    story.did("32 messages of 32 KiB went to a child that sends each back");
    const all = await exchanged(story, "echo", messages, read);
    story.equal(all.answers.length, messages.length, {
      what: "the number of answers",
      ...means(
        all.answers.length > 0 && all.answers.length < messages.length
          ? "stops-reading-too-early"
          : undefined,
      ),
      method: all.isDeaf ? CLOSERS : undefined,
    });
    for (const [index, message] of messages.entries()) {
      const at = firstDifference(
        message,
        all.answers[index] ?? new Uint8Array(),
      );
      story.equal(at, -1, {
        what: `the first byte in which answer ${index} differs (-1: none)`,
      });
    }
  },
);

lessonTest(
  "7.5.2 ChildPipe.exchange() carries one message of 1 MiB both ways",
  async (story: Story) => {
    const message = randomBytes(1024 * 1024, 5);
    story.did("a message of 1 MiB went to a child that sends it back");
    const { answers } = await exchanged(story, "echo", [message], read);
    story.equal(
      answers.map((answer) => firstDifference(message, answer)),
      [-1],
      {
        what:
          "from which byte on each answer differs (-1: all bytes are right)",
      },
    );
  },
);

lessonTest(
  "7.5.2 ChildPipe.exchange() fails when the child ends in a message",
  async (story: Story) => {
    await using child = new ChildPipe(program("half_frame"));
    const error = await rejection(story, child.exchange([]));
    story.did("exchange() with a child that ends in its second message");
    // A decoder that has failed fails again: then it was read to that place.
    const again = error ?? await child.receive().catch((error) => error);
    const said = async () => {
      await using other = new ChildPipe(program("half_frame"));
      await other.receive();
      return await other.receive().catch((error: unknown) => error);
    };
    /** Whether it is told that going through the messages has failed. */
    const tellsOfOthers = async () => {
      await using other = new ChildPipe(program("count"), { grace: 100 });
      // deno-lint-ignore require-yield -- it fails before
      const fails = function* (): Generator<string> {
        throw new Error("there is no message");
      };
      return await rejection(story, other.exchange(fails())) !== undefined;
    };
    story.holds(error instanceof FrameError, {
      expected: "exchange() rejects with a FrameError",
      got: error === undefined ? "it resolved" : `${error}`,
      ...means(
        error !== undefined || !(again instanceof FrameError) ||
          !(await said() instanceof FrameError)
          ? undefined
          : await tellsOfOthers()
          ? "failed-receive-is-not-told"
          : "no-failure-is-told",
      ),
    });
  },
);

lessonTest(
  "7.5.2 ChildPipe.exchange() rejects, and leaves no rejection unseen, when both directions fail",
  async (story: Story) => {
    await using child = new ChildPipe(program("half_frame"), { grace: 100 });
    const message = new Uint8Array(1024 * 1024);
    story.did(
      "exchange() of 2 MiB with a child that reads nothing and ends in its second message",
    );
    const error = await rejection(story, child.exchange([message, message]));
    story.holds(error instanceof Error, {
      expected: "exchange() rejects",
      got: "it resolved",
      ...means("failed-send-is-not-told"),
    });
    // What nobody handles is told by then.
    await child.status;
    await new Promise((resolve) => setTimeout(resolve, 0));
  },
);

lessonTest(
  "7.5.2 ChildPipe.exchange() rejects, and leaves no rejection unseen, when its messages end in an error",
  async (story: Story) => {
    await using child = new ChildPipe(program("quit_after"), { args: ["0"] });
    await child.status;
    story.did(
      'exchange() of an iterator that gives "one" and then throws, with a child that has ended',
    );
    const fails = function* () {
      yield "one";
      story.did(ITERATOR_THREW);
      throw new Error("there is no second message");
    };
    const error = await rejection(story, child.exchange(fails()));
    story.holds(error instanceof Error, {
      expected: "exchange() rejects",
      got: "it resolved",
      ...means("failed-send-is-not-told"),
    });
    // What nobody handles is told by then.
    await new Promise((resolve) => setTimeout(resolve, 0));
  },
);

lessonTest(
  "7.5.2 ChildPipe.exchange() ends the child's input also when a send fails, or its iterator",
  async (story: Story) => {
    const mistake = new Error("there is no second message");
    const tooLong = new Uint8Array(16 * 1024 * 1024 + 1);
    const fails = function* () {
      yield "one";
      throw mistake;
    };
    for (
      const { what, messages, expected } of [
        {
          what: "exchange() sent a message, and then one that is too long",
          messages: ["one", tooLong],
          expected: (error: unknown) => error instanceof FrameError,
        },
        {
          what:
            "it ended the child's input; another exchange() sent a message, and then its iterator threw",
          messages: fails(),
          expected: (error: unknown) => error === mistake,
        },
      ]
    ) {
      using spy = new PipeSpy();
      await using child = new ChildPipe(program("count"), { grace: 100 });
      story.did(what);
      const error = await rejection(story, child.exchange(messages));
      story.holds(expected(error), {
        expected: "exchange() rejects with that error",
        got: error === undefined ? "it resolved" : `${error}`,
        ...means(error === undefined ? "failed-send-is-not-told" : undefined),
      });
      await story.eventually(() => spy.closed, {
        expected: "exchange() ends the child's input",
        got: "it is still open, and the child waits for more",
        ...means("closes-only-after-success"),
      }, AT_ONCE);
      const { signal } = await story.within(child.status, {
        expected: "the child reads the end of its input, and ends",
        got: "it still waits for more",
      });
      story.holds(signal === null, {
        expected: "the child reads the end of its input, and ends by itself",
        got: `it was ended by ${signal}`,
        ...means("kills-instead-of-closing"),
        method: CLOSERS,
      });
    }
  },
);
