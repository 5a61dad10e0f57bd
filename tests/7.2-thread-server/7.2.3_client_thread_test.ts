import { lessonTest } from "../harness/lesson_test.ts";
import { soon } from "../harness/story/soon.ts";
import type { Story } from "../harness/story/story.ts";
import {
  AT_ONCE,
  DEFAULT_ONLY,
  MISSING,
  PUPPET,
  throwing,
} from "./handlers/mod.ts";
import { type Id, means } from "./misconceptions.ts";
import { Thread } from "./thread.ts";

const CLIENT_THREAD = new URL(
  "../../lessons/7.2-thread-server/client_thread.ts",
  import.meta.url,
);

const GREETING = '{"worker":true';

/** Starts a thread's handler, and waits until it has greeted the client. */
async function greeted(thread: Thread): Promise<void> {
  await thread.start(PUPPET);
  await thread.end.hears(GREETING, {
    async pending() {
      const again = await thread.hearsSecond(PUPPET);
      return again ? "ready-before-listening" : undefined;
    },
  });
  for (let byte = 0; byte !== 0x0a;) {
    byte = (await thread.end.read(1))?.[0] ?? 0x0a;
  }
  thread.story.did("the handler has greeted the client");
}

lessonTest(
  "7.2.3 client_thread.ts says that it is ready, then runs the handler",
  async (story: Story) => {
    using thread = new Thread(story);
    await greeted(thread);
    const { end } = thread;
    for (const text of ["hello\n", "again\n"]) {
      await end.send(text, { rejects: "handle-not-awaited" });
      await end.hears(text, {
        ended: "handle-not-awaited",
        instead: (got) =>
          GREETING.startsWith(got) ? "runs-the-handler-twice" : undefined,
      });
    }
  },
);

lessonTest(
  "7.2.3 client_thread.ts closes the connection and is done when the handler is",
  async (story: Story) => {
    using thread = new Thread(story);
    await greeted(thread);
    const { end } = thread;
    await end.send("hello\n");
    await end.hears("hello\n");
    story.equal(thread.posted, ["ready"], {
      what: "what the thread has posted while its handler runs",
      ...means(
        thread.posted.includes("done")
          ? "done-too-early"
          : thread.posted.lastIndexOf("ready") > 0
          ? "says-ready-twice"
          : undefined,
      ),
    });
    await end.send("bye\n");
    await end.hears("bye\n");
    story.did("the handler returns");
    await end.hearsEnd({ pending: "connection-left-open" });
    await thread.hears(2, "done", "never-done");
    thread.untimed();
    await thread.closedFirst();
    await end.rejects(
      "write() to a thread that is done",
      end.conn.write(new Uint8Array(1)),
      "BrokenPipe",
      { other: "half-closed-after-handler" },
    );
    await thread.saidAll();
  },
);

lessonTest(
  "7.2.3 client_thread.ts closes the connection when the handler throws",
  async (story: Story) => {
    using thread = new Thread(story);
    await greeted(thread);
    const { end } = thread;
    await end.send("throw\n");
    story.did("the handler throws");
    await end.hearsEnd({ pending: "closed-only-on-success" });
    await fails(
      thread,
      "RangeError: thrown by the handler",
      "errors-swallowed",
    );
  },
);

lessonTest(
  "7.2.3 client_thread.ts takes a handler that returns or throws at once",
  async (story: Story) => {
    {
      using thread = new Thread(story);
      await thread.start(AT_ONCE);
      story.did("the handler returns at once, and no promise");
      await thread.hears(
        2,
        "done",
        "never-done",
        // It was called on what handle() has returned, which is undefined.
        (error) =>
          /\b(then|catch|finally)\b/.test(error)
            ? "promise-expected"
            : undefined,
      );
      await thread.end.hearsEnd({ pending: "connection-left-open" });
    }
    using thread = new Thread(story);
    await thread.start(throwing("RangeError"));
    story.did("the handler throws at once");
    await thread.end.hearsEnd({
      pending: async () =>
        await closesLater(story)
          ? "open-when-thrown-at-once"
          : "closed-only-on-success",
    });
    await fails(thread, "thrown at once", "errors-swallowed");
  },
);

lessonTest(
  "7.2.3 client_thread.ts fails also when its handler's connection was closed",
  async (story: Story) => {
    for (const error of ["BrokenPipe", "Interrupted", "BadResource"] as const) {
      using thread = new Thread(story);
      await thread.start(throwing(error));
      story.did(
        `the handler throws Deno.errors.${error}, as where its connection was closed`,
      );
      await fails(thread, `${error}: thrown at once`, "errors-swallowed");
    }
  },
);

lessonTest(
  "7.2.3 client_thread.ts is done when its handler has closed the connection",
  async (story: Story) => {
    using thread = new Thread(story);
    await greeted(thread);
    await thread.end.send("hangup\n");
    story.did("the handler closes its connection and returns");
    await thread.end.hearsEnd();
    await thread.hears(2, "done", "never-done", "closes-twice");
  },
);

lessonTest(
  "7.2.3 client_thread.ts fails when its handler has closed the connection and fails",
  async (story: Story) => {
    using thread = new Thread(story);
    await greeted(thread);
    await thread.end.send("hangup throw\n");
    story.did("the handler closes its connection and throws");
    await thread.end.hearsEnd();
    await fails(
      thread,
      "RangeError: thrown by the handler",
      "errors-swallowed",
    );
  },
);

lessonTest(
  "7.2.3 client_thread.ts fails when there is no such handler",
  async (story: Story) => {
    {
      using thread = new Thread(story);
      await thread.start(MISSING);
      await fails(thread, "missing.ts", "errors-swallowed");
    }
    using thread = new Thread(story);
    await thread.start(DEFAULT_ONLY);
    story.did("this module exports a default, and no `handle`");
    await fails(thread, "", "no-handle-passed-over");
  },
);

/** Whether a connection is closed whose handler throws some time later. */
async function closesLater(story: Story): Promise<boolean> {
  using thread = new Thread(story);
  await greeted(thread);
  await thread.end.send("throw\n");
  let closed = false;
  thread.end.conn.read(new Uint8Array(1)).then((length) =>
    closed = length === null
  ).catch(() => {});
  await soon(() => closed);
  story.did(
    closed
      ? "this handler throws when it has waited, and its connection is closed; that of the one before is open"
      : "this handler throws when it has waited, and its connection is open, too",
  );
  return closed;
}

/** The only function that has a catch, if there is one. */
function whoCatches(): string | undefined {
  const source = Deno.readTextFileSync(CLIENT_THREAD);
  const code = source.replaceAll(/\/\*[^]*?\*\/|\/\/.*/g, "");
  const names = ["run", "serve"].filter((name) =>
    code.match(RegExp(`function ${name}\\([^]*?\\n}`))?.[0].includes("catch")
  );
  return names.length === 1 ? `${names[0]}()` : undefined;
}

async function fails(thread: Thread, message: string, id?: Id): Promise<void> {
  const story: Story = thread.story;
  const what = message && ` with ${JSON.stringify(message)} in its message`;
  const expected =
    `the worker reports an error${what}, and does not say "done"`;
  const posted = () => `the thread has posted ${JSON.stringify(thread.posted)}`;
  const got = await story.within(thread.failed, () => ({
    expected,
    got: `no error came, and ${posted()}`,
    ...means(thread.posted.includes("done") ? id : undefined),
    method: whoCatches(),
  }));
  const told = got.includes(message);
  story.holds(told && !thread.posted.includes("done"), {
    expected: told ? 'the worker, which fails, does not say "done"' : expected,
    got: `${posted()}, and the error is ${
      JSON.stringify(got.replace(/^Uncaught (\(in promise\) )?/, ""))
    }`,
    ...means(told ? "done-after-failure" : "error-replaced"),
  });
}
