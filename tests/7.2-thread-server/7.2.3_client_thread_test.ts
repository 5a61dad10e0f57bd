import { PortConn } from "../../lessons/7.2-thread-server/port_conn.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { WorkerWatch } from "../harness/workers/watch.ts";
import { ECHO, MISSING, PUPPET } from "./handlers/mod.ts";
import { End } from "./pair.ts";

const PROGRAM = new URL(
  "../../lessons/7.2-thread-server/client_thread.ts",
  import.meta.url,
);

/** A thread that the test starts as the accepting thread would. */
class Thread implements Disposable {
  readonly #watch = new WorkerWatch();
  readonly #worker: Worker;
  readonly #port: MessagePort;
  /** The test's end of the connection. */
  readonly end: End;
  /** What the thread has posted. */
  readonly posted: unknown[] = [];
  /** The message of the error that ended it. */
  readonly failed: Promise<string>;
  #heard = Promise.withResolvers<void>();

  constructor(readonly story: Story) {
    const { port1, port2 } = new MessageChannel();
    this.end = new End(story, "the client", new PortConn(port1));
    this.#port = port2;
    const name = `thread ${crypto.randomUUID()}`;
    this.#worker = new Worker(PROGRAM, { type: "module", name });
    story.did("a worker was started with client_thread.ts");
    this.#worker.onmessage = ({ data }) => {
      this.posted.push(data);
      this.#heard.resolve();
      this.#heard = Promise.withResolvers();
    };
    const failed = Promise.withResolvers<string>();
    this.failed = failed.promise;
    this.#worker.onerror = (event) => {
      event.preventDefault();
      failed.resolve(event.message);
      const unwritten = event.message.match(/TODO\([\d.]+\)/)?.[0];
      if (unwritten !== undefined) this.#heard.reject(new Error(unwritten));
    };
    this.#heard.promise.catch(() => {});
  }

  /** Waits until the thread has posted so many messages. */
  async hears(count: number, message: string, cause: string): Promise<void> {
    while (this.posted.length < count) {
      await this.story.within(this.#heard.promise, {
        expected: `the thread posts ${JSON.stringify(message)}`,
        got: `it has posted ${JSON.stringify(this.posted)}`,
        cause,
      });
    }
    this.story.equal(this.posted[count - 1], message, {
      what: `message ${count} of the thread`,
      cause,
    });
    this.story.did(`the thread posted ${JSON.stringify(message)}`);
  }

  /** Waits until the thread is ready, and posts it what it needs. */
  async start(handler: URL): Promise<void> {
    await this.hears(
      1,
      "ready",
      "a thread that listens must say so: nobody posts it anything before",
    );
    const port = this.#port;
    this.#worker.postMessage({ port, handler: handler.href }, [port]);
    this.story.did(`the thread was posted its port and the handler's address`);
  }

  [Symbol.dispose](): void {
    this.#worker.terminate();
    this.#port.close();
    this.end.conn[Symbol.dispose]();
    this.#watch[Symbol.dispose]();
  }
}

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
