import { PortConn } from "../../lessons/7.2-thread-server/port_conn.ts";
import { soon } from "../harness/story/soon.ts";
import type { Story } from "../harness/story/story.ts";
import type { Verdict } from "../harness/story/verdict.ts";
import type { Timer } from "../harness/timer_spy.ts";
import { WorkerWatch } from "../harness/workers/watch.ts";
import { type Id, means } from "./misconceptions.ts";
import { End } from "./conn_end.ts";

const PROGRAM = new URL("./programs/timed_thread.ts", import.meta.url);

/** A thread that the test starts as the accepting thread would. */
export class Thread implements Disposable {
  readonly #watch = new WorkerWatch();
  readonly #worker: Worker;
  readonly #ends = new DisposableStack();
  /** The test's end of the connection. */
  readonly end: End;
  readonly #timers: Timer[] = [];
  /** What the thread has posted, but for what its program notes of it. */
  readonly posted: unknown[] = [];
  #over = false;
  /** Where it said "done" while the connection was open. */
  #open: { site?: string } | undefined;
  /** Whether it closed the connection after that. */
  #closedLate = false;
  /** The message of the error that ended it. */
  readonly failed: Promise<string>;
  readonly #port: MessagePort;
  #heard = Promise.withResolvers<void>();
  #error: string | undefined;

  constructor(readonly story: Story) {
    const [port, end] = this.#channel();
    this.#port = port;
    this.end = end;
    const name = `thread ${crypto.randomUUID()}`;
    this.#worker = new Worker(PROGRAM, { type: "module", name });
    story.did("a worker was started with client_thread.ts");
    this.#worker.onmessage = ({ data }) => {
      if (data?.timer) return void this.#timers.push(data.timer);
      if (data?.over) return void (this.#over = true);
      if (data?.open) return void (this.#open = data.open);
      if (data?.closedLate) return void (this.#closedLate = true);
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
      this.#error = event.message;
      if (unwritten === undefined) this.#heard.resolve();
      else this.#heard.reject(new Error(unwritten));
    };
    this.#heard.promise.catch(() => {});
  }

  #channel(): [MessagePort, End] {
    const { port1, port2 } = new MessageChannel();
    const conn = this.#ends.use(new PortConn(port1));
    this.#ends.defer(() => port2.close());
    return [port2, new End(this.story, "the client", conn)];
  }

  /** Waits until the thread has posted so many messages. */
  async hears(
    count: number,
    message: string,
    id: Id,
    whenFailed?: Id | ((error: string) => Id | undefined),
  ): Promise<void> {
    const { posted } = this;
    const expected = `the thread posts ${JSON.stringify(message)}`;
    while (posted.length < count) {
      await this.story.within(this.#heard.promise, () =>
        this.#delay() ?? ({
          expected,
          got: posted.length === 0
            ? "it has posted nothing"
            : `it has posted ${JSON.stringify(posted)} only`,
          ...means(id),
        }));
      const error = this.#error;
      if (error === undefined) continue;
      const shown = typeof whenFailed === "function"
        ? whenFailed(error)
        : whenFailed;
      this.story.fail({
        expected,
        got: `it failed: ${error}`,
        ...means(shown),
      });
    }
    this.story.equal(posted[count - 1], message, {
      what: `message ${count} of the thread`,
      ...means(
        count > 1 && posted[count - 1] === "ready"
          ? "says-ready-twice"
          : undefined,
      ),
    });
    this.story.did(`the thread posted ${JSON.stringify(message)}`);
  }

  /** Expects that it has not closed the connection after it had said "done". */
  async closedFirst(): Promise<void> {
    if (this.#open === undefined) return;
    // Who has closed nothing fails otherwise.
    await soon(() => this.#closedLate);
    const { site } = this.#open;
    this.story.holds(!this.#closedLate, {
      expected: 'the thread closes the connection, and posts "done" then',
      got: 'it posted "done", and closed the connection after that',
      ...means("done-too-early"),
      site,
    });
  }

  /** Expects that it has nothing more to say when its program is over. */
  async saidAll(): Promise<void> {
    // Of one that serves in a listener, the program is over before.
    await soon(() => this.#over);
    this.untimed();
    const { posted } = this;
    const told = posted.filter((message) => message === "done").length;
    this.story.equal(posted, ["ready", "done"], {
      what: "all that the thread has posted when its program is over",
      ...means(
        told > 1
          ? "done-told-twice"
          : posted.lastIndexOf("ready") > 0
          ? "says-ready-twice"
          : undefined,
      ),
    });
  }

  /** Waits until the thread is ready, and posts it what it needs. */
  async start(handler: URL): Promise<void> {
    await this.hears(1, "ready", "never-ready");
    this.#post(this.#port, handler);
    this.story.did(`the thread was posted its port and the handler's address`);
  }

  #post(port: MessagePort, handler: URL): void {
    this.#worker.postMessage({ port, handler: handler.href }, [port]);
  }

  #delay(): Verdict | undefined {
    const [timer] = this.#timers;
    return timer && {
      expected: "your code sets no timer in the thread",
      got: timer.call,
      ...means("thread-waits-for-a-time"),
    };
  }

  /** Expects that it has set no timer so far. */
  untimed(): void {
    const delay = this.#delay();
    if (delay !== undefined) this.story.fail(delay);
  }

  /** Whether it runs the handler when it is posted the same once more. */
  async hearsSecond(handler: URL): Promise<boolean> {
    const [port, { conn }] = this.#channel();
    this.#post(port, handler);
    this.story.did("once more, the thread was posted a port and the address");
    let heard = false;
    conn.read(new Uint8Array(1)).then((length) => heard = length !== null)
      .catch(() => {});
    await soon(() => heard);
    if (heard) this.story.did("now its handler ran");
    return heard;
  }

  [Symbol.dispose](): void {
    this.#worker.terminate();
    this.#ends.dispose();
    this.#watch[Symbol.dispose]();
  }
}
