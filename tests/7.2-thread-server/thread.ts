import { PortConn } from "../../lessons/7.2-thread-server/port_conn.ts";
import type { Story } from "../harness/story/story.ts";
import { WorkerWatch } from "../harness/workers/watch.ts";
import { End } from "./pair.ts";

const PROGRAM = new URL(
  "../../lessons/7.2-thread-server/client_thread.ts",
  import.meta.url,
);

/** A thread that the test starts as the accepting thread would. */
export class Thread implements Disposable {
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
