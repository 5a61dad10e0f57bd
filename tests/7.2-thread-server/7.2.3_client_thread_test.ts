import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { ECHO, MISSING, PUPPET } from "./handlers/mod.ts";
import { Thread } from "./thread.ts";

const SERVES =
  "what is posted before self.onmessage is set is lost: set it first, then say that you are ready. Then make a PortConn of the port and call the handler with it";

lessonTest(
  "7.2.3 client_thread.ts says that it is ready, then runs the handler",
  async (story: Story) => {
    using thread = new Thread(story);
    await thread.start(ECHO);
    for (const text of ["hello\n", "again\n"]) {
      await thread.end.send(text, SERVES);
      await thread.end.hears(text, SERVES);
    }
  },
);

lessonTest(
  "7.2.3 client_thread.ts closes the connection and is done when the handler is",
  async (story: Story) => {
    using thread = new Thread(story);
    const { end } = thread;
    await thread.start(PUPPET);
    await end.send("hello\n", SERVES);
    let heard = "";
    while (!heard.endsWith("hello\n")) {
      const bytes = await end.read(1_000, SERVES);
      if (bytes === null) break;
      heard += new TextDecoder().decode(bytes);
    }
    story.holds(
      heard.startsWith('{"worker":true') && heard.endsWith("hello\n"),
      {
        expected: "the handler runs in the worker and answers",
        got: JSON.stringify(heard),
        cause: SERVES,
      },
    );
    story.equal(thread.posted, ["ready"], {
      what: "what the thread has posted while its handler runs",
      cause: "handle() returns a promise: await it before you say done",
    });
    await end.conn.closeWrite();
    story.did("the client closed its writing side");
    await end.hears("end of input\n", SERVES);
    const cause =
      "when the handler has returned, close the connection and then post that you are done";
    await end.hearsEnd(cause);
    await thread.hears(2, "done", cause);
    await end.rejects(
      "write()",
      end.conn.write(new Uint8Array(1)),
      "BrokenPipe",
      cause,
    );
  },
);

lessonTest(
  "7.2.3 client_thread.ts closes the connection when the handler throws",
  async (story: Story) => {
    using thread = new Thread(story);
    const { end } = thread;
    await thread.start(PUPPET);
    await end.send("throw\n", SERVES);
    const cause =
      "the connection must be closed however the handler ends; `using` and `finally` run also when it throws";
    let heard = "";
    for (;;) {
      const bytes = await end.read(1_000, cause);
      if (bytes === null) break;
      heard += new TextDecoder().decode(bytes);
    }
    story.did(`the client read ${JSON.stringify(heard)} and then the end`);
    await fails(thread, "thrown by the handler");
  },
);

lessonTest(
  "7.2.3 client_thread.ts fails when there is no such handler",
  async (story: Story) => {
    using thread = new Thread(story);
    await thread.start(MISSING);
    await fails(thread, "missing.ts");
  },
);

async function fails(thread: Thread, message: string): Promise<void> {
  const story: Story = thread.story;
  const expected = `the worker reports an error with ${
    JSON.stringify(message)
  } in its message, and does not say "done"`;
  const cause =
    "an error was swallowed: who runs the thread must learn that it failed";
  const got = await story.within(thread.failed, {
    expected,
    got: "no error came",
    cause,
  });
  story.holds(got.includes(message) && !thread.posted.includes("done"), {
    expected,
    got: `error ${JSON.stringify(got)} and messages ${
      JSON.stringify(thread.posted)
    }`,
    cause,
  });
}
