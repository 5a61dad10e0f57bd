import type { Dialog } from "./end.ts";
import { LogProcess, type LogProcessOptions } from "../log_process.ts";
import { ChildPipe } from "../pipe.ts";
import { offerEnd } from "../socket_pair.ts";
import { threadPair } from "../thread_pair.ts";

/** Options of a {@linkcode LogServer}. */
export interface LogServerOptions extends LogProcessOptions {
  /** Whether a child process or a thread serves a client. */
  by: "process" | "thread";
  /** 0 lets the system choose a free port. @default {0} */
  port?: number;
}

/**
 * A server as in 7.1 or 7.3, whose children or threads log to one process: over
 * pipes, socket pairs and message ports, with frames in all of them.
 */
export class LogServer implements AsyncDisposable {
  readonly log: LogProcess;
  readonly #listener: Deno.TcpListener;
  readonly #by: "process" | "thread";
  readonly #worker: Worker | undefined;
  readonly #clients = new Set<Promise<void>>();
  readonly #finished: Promise<void>;
  #count = 0;

  constructor({ by, port = 0, ...options }: LogServerOptions) {
    this.#by = by;
    this.#listener = Deno.listen({ hostname: "127.0.0.1", port });
    this.log = new LogProcess(options);
    if (by === "thread") {
      const worker = new URL("./log_worker.ts", import.meta.url);
      this.#worker = new Worker(worker, { type: "module" });
    }
    this.#finished = this.#acceptAll();
  }

  get addr(): Deno.NetAddr {
    return this.#listener.addr as Deno.NetAddr;
  }

  /** Stops listening and waits until every client has left and all is logged. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#listener.close();
    await this.#finished;
    await Promise.all(this.#clients);
    this.#worker?.terminate();
    await this.log[Symbol.asyncDispose]();
  }

  async #acceptAll(): Promise<void> {
    for await (const conn of this.#listener) {
      const sender = `${this.#by}-${++this.#count}`;
      const served = this.#by === "process"
        ? this.#serveByProcess(conn, sender)
        : this.#serveByThread(conn, sender);
      const client = served.catch((error) => this.log.log(sender, `${error}`));
      this.#clients.add(client);
      void client.then(() => this.#clients.delete(client));
    }
  }

  async #serveByProcess(conn: Deno.Conn, sender: string): Promise<void> {
    using offer = offerEnd();
    await using child = new ChildPipe(
      new URL("./log_child.ts", import.meta.url),
      { args: [offer.address] },
    );
    // A child that ends before it takes its end must not be waited for.
    void child.status.then(() => offer[Symbol.dispose]());
    const logged = offer.accept().then((end) => this.log.attach(sender, end));
    await Promise.all([relay(conn, child), logged]);
  }

  async #serveByThread(conn: Deno.Conn, sender: string): Promise<void> {
    const client = threadPair();
    const log = threadPair();
    using end = client.mine;
    const ports = [client.theirs, log.theirs];
    this.#worker?.postMessage(ports, ports);
    await Promise.all([relay(conn, end), this.log.attach(sender, log.mine)]);
  }
}

async function relay(conn: Deno.Conn, handler: Dialog): Promise<void> {
  using _conn = conn;
  const upstream = async () => {
    const buffer = new Uint8Array(64 * 1024);
    for (;;) {
      const length = await conn.read(buffer).catch(() => null);
      if (length === null) return await handler.closeWrite();
      await handler.send(buffer.subarray(0, length));
    }
  };
  const downstream = async () => {
    for (;;) {
      const answer = await handler.receive();
      if (answer === undefined) return await conn.closeWrite();
      for (let done = 0; done < answer.length;) {
        done += await conn.write(answer.subarray(done));
      }
    }
  };
  await Promise.all([upstream(), downstream()]);
}
