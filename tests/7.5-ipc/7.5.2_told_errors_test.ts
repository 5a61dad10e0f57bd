import { lessonTest } from "../harness/lesson_test.ts";
import { Program } from "../harness/processes/program.ts";
import type { Story } from "../harness/story/story.ts";
import { FrameError } from "../../lessons/7.5-ipc/framing.ts";
import { MessageWriter } from "../../lessons/7.5-ipc/message_stream.ts";
import { ChildPipe } from "../../lessons/7.5-ipc/pipe.ts";
import { program } from "./children.ts";

/** What a promise rejects with; undefined if it resolves. */
async function failure(
  story: Story,
  promise: Promise<unknown>,
  cause: string,
): Promise<unknown> {
  return await story.within(
    promise.then(() => undefined, (error: unknown) => error),
    { expected: "it rejects", got: "it still waits", cause },
  );
}

lessonTest(
  "7.5.2 MessageWriter.send() says who is gone, and passes other errors on",
  async (story: Story) => {
    const sending = (error: Error) =>
      failure(
        story,
        new MessageWriter(
          { write: () => Promise.reject(error) },
          "the reader of the weather",
        ).send("sunny"),
        "the error of the write is swallowed.",
      );
    for (
      const error of [
        new Deno.errors.BrokenPipe("Broken pipe (os error 32)"),
        new Deno.errors.ConnectionReset("Connection reset (os error 104)"),
      ]
    ) {
      const got = await sending(error);
      story.did(`a write failed with ${error}`);
      story.holds(
        got instanceof Deno.errors.BrokenPipe &&
          got.message.includes("the reader of the weather"),
        {
          expected:
            "send() rejects with a Deno.errors.BrokenPipe whose message names the other end",
          got: `${got}`,
          cause:
            "the system's error is passed on as it came. A socket tells by ConnectionReset what a pipe tells by BrokenPipe.",
        },
      );
    }
    const other = new Deno.errors.Interrupted("the disk is on fire");
    story.holds(await sending(other) === other, {
      expected: "an error that says nothing of the other end comes as it is",
      got: `${await sending(other)}`,
      cause: "every error is taken for the end of the other side.",
    });
  },
);

lessonTest(
  "7.5.2 ChildPipe.exchange() ends the child's input also when a send fails",
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
          what: "a message that is too long",
          messages: ["one", tooLong],
          expected: (error: unknown) => error instanceof FrameError,
        },
        {
          what: "an iterator that throws",
          messages: fails(),
          expected: (error: unknown) => error === mistake,
        },
      ]
    ) {
      await using child = new ChildPipe(program("count"));
      const cause = "the error of a send is swallowed, or nobody waits for it.";
      const error = await failure(story, child.exchange(messages), cause);
      story.did(`exchange() sent a message, and then came ${what}`);
      story.holds(expected(error), {
        expected: "exchange() rejects with that error",
        got: error === undefined ? "it resolved" : `${error}`,
        cause,
      });
      await story.within(child.status, {
        expected: "the child reads the end of its input, and ends",
        got: "it still waits for more",
        cause:
          "the pipe stays open when a send fails: closeWrite() in any case.",
      });
    }
  },
);

lessonTest(
  "7.5.2 ChildPipe.exchange() fails when the child ends in a message",
  async (story: Story) => {
    await using child = new ChildPipe(program("half_frame"));
    const cause =
      "an end in the middle of a message is taken for a normal end.";
    const error = await failure(story, child.exchange([]), cause);
    story.holds(error instanceof FrameError, {
      expected: "exchange() rejects with a FrameError",
      got: error === undefined ? "it resolved" : `${error}`,
      cause,
    });
  },
);

lessonTest(
  "7.5.2 ChildPipe starts a program wherever it lies, with its arguments",
  async (story: Story) => {
    const outer = await Deno.makeTempDir({ prefix: "test-pipe-" });
    const path = Deno.env.get("PATH");
    try {
      const folder = `${outer}/50 %25 off`;
      await Deno.mkdir(folder);
      await Deno.copyFile(program("tell_start"), `${folder}/tell start.ts`);
      const url = program("tell_start");
      url.pathname = `${folder}/tell start.ts`.replaceAll("%", "%25");
      const args = ["--all", "two words", ""];
      // As for who has Deno by npx only.
      Deno.env.set("PATH", outer);
      await using child = new ChildPipe(url, { args });
      story.did(
        `a program was started that lies in a folder "50 %25 off", with no deno in PATH`,
      );
      const answer = await story.within(child.receive(), {
        expected: "it tells its arguments",
        got: "nothing came",
        cause: "the program was not found.",
      });
      story.equal(
        JSON.parse(new TextDecoder().decode(answer ?? new Uint8Array())),
        { args, refused: [] },
        {
          what: "what the program tells of its arguments and permissions",
          cause:
            "give Deno.Command the program's href, then the arguments, and -A before it.",
        },
      );
    } finally {
      if (path !== undefined) Deno.env.set("PATH", path);
      await Deno.remove(outer, { recursive: true });
    }
  },
);

lessonTest(
  "7.5.2 ChildPipe lets the child write to the same stderr",
  async (story: Story) => {
    await using parent = new Program(program("parent_of_crash"));
    const told = await story.within(parent.lastWords(), {
      expected: "a program ends whose child has ended",
      got: "it still runs",
      cause: "its child waits for somebody who reads its stderr.",
    });
    story.holds(told.includes("the child's last words"), {
      expected: "what a child writes to stderr comes out of its parent's",
      got: told,
      cause: `stderr is "piped" or "null": nobody hears of a child's error.`,
    });
  },
);
