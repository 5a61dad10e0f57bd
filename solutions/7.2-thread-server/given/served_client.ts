import { delay } from "@std/async";
import { join } from "../../given/lifetime.ts";
import { PortConn } from "../port_conn.ts";

/** What a client's thread is posted. */
export interface StartMessage {
  /** The thread's end of the connection. */
  port: MessagePort;
  /** The module whose `handle()` serves the client. */
  handler: string;
  /** Where to count what is carried, if anywhere. */
  traffic?: SharedArrayBuffer | undefined;
}

/**
 * First that it listens to messages, then that the handler has returned and the
 * port is closed.
 */
export type ThreadMessage = "ready" | "done";

let threads = 0;

/** No other thread of this process ever has this name. */
export function threadName({ remoteAddr }: Deno.TcpConn): string {
  const { hostname, port } = remoteAddr as Deno.NetAddr;
  return `thread ${++threads} for ${hostname}:${port}`;
}

/** One client: its socket, its thread, and the connection between them. */
export class ServedClient {
  readonly name: string;
  readonly socket: Deno.TcpConn;
  readonly worker: Worker;
  /** This side's end. */
  readonly conn: PortConn;
  /** The thread's end, until it is posted. */
  readonly #port: MessagePort;
  readonly #ready = Promise.withResolvers<void>();
  readonly #done = Promise.withResolvers<void>();
  readonly #ended = Promise.withResolvers<void>();
  readonly #watch = new AbortController();
  readonly #wait = new AbortController();

  constructor(socket: Deno.TcpConn, worker: Worker, name: string) {
    this.name = name;
    this.socket = socket;
    this.worker = worker;
    const { port1, port2 } = new MessageChannel();
    this.conn = new PortConn(port1);
    this.#port = port2;
    worker.onmessage = ({ data }: MessageEvent<ThreadMessage>) =>
      (data === "ready" ? this.#ready : this.#done).resolve();
    // They may reject when nobody waits for them.
    this.#ready.promise.catch(() => {});
    this.#done.promise.catch(() => {});
  }

  /** Resolves when the thread listens to messages; rejects if it fails. */
  get ready(): Promise<void> {
    return this.#ready.promise;
  }

  /** Resolves when the thread is done; rejects if it fails. */
  get done(): Promise<void> {
    return this.#done.promise;
  }

  /** Resolves when the thread has ended after {@linkcode destroy}. */
  get ended(): Promise<void> {
    return this.#ended.promise;
  }

  /** Whether {@linkcode destroy} was called, so that an error is no news. */
  get over(): boolean {
    return this.#watch.signal.aborted;
  }

  /** Posts the thread what it needs to begin. */
  start(handler: URL, traffic: SharedArrayBuffer | undefined): void {
    const port = this.#port;
    const message: StartMessage = { port, handler: handler.href, traffic };
    this.worker.postMessage(message, [port]);
  }

  /** Calls `vanished` if the thread ends by itself, which sends no event. */
  async watch(vanished: () => void): Promise<void> {
    try {
      await this.ready;
      const { signal } = this.#watch;
      await join(this.name, signal);
      // What it posted last, or its error event, may still be on the way.
      await delay(20, { signal });
    } catch {
      return; // It has failed, or was destroyed.
    }
    vanished();
  }

  /** Lets {@linkcode ready} and {@linkcode done} reject. */
  fail(error: unknown): void {
    this.#ready.reject(error);
    this.#done.reject(error);
  }

  /** Closes socket and connection and terminates the thread, at once. */
  destroy(): void {
    if (this.over) return;
    this.#watch.abort();
    this.fail(new Deno.errors.Interrupted(`Ended ${this.name}`));
    this.worker.terminate();
    this.#port.close();
    this.conn[Symbol.dispose]();
    this.socket.close();
    join(this.name, this.#wait.signal).catch(() => {}).then(
      this.#ended.resolve,
    );
  }

  /** Waits no longer for the end of the thread. */
  abandon(): void {
    this.#wait.abort();
  }
}
