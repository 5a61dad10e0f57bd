import type { ServedClient } from "./served_client.ts";
import type { Server, Stats } from "../../given/server.ts";
import { settles } from "../../given/settles.ts";
import type { CompleteOptions } from "./thread_options.ts";

/**
 * The life of a server, from listening to the end of its last thread. What it
 * does with a client is left to the class that extends it.
 */
export abstract class ListeningServer implements Server {
  readonly addr: Deno.NetAddr;
  readonly finished: Promise<void>;
  /** The clients whose threads live. */
  protected readonly clients = new Set<ServedClient>();
  /** One promise for each client that is being served. */
  protected readonly serving = new Set<Promise<void>>();
  protected readonly listener: Deno.TcpListener;
  readonly #stopTime: number;
  readonly #onError: (error: unknown) => void;
  #closing = false;

  constructor(
    listener: Deno.TcpListener,
    { stopTime, onError }: Pick<CompleteOptions, "stopTime" | "onError">,
  ) {
    this.listener = listener;
    this.#stopTime = stopTime;
    this.#onError = onError;
    this.addr = listener.addr as Deno.NetAddr;
    // Not before the constructor of the extending class has run.
    this.finished = Promise.resolve().then(() => this.#run());
  }

  /** Accepts connections until the listener is closed. */
  protected abstract acceptAll(): Promise<void>;
  /** Serves one client until its thread has ended. */
  protected abstract serve(socket: Deno.TcpConn): Promise<void>;
  /** Called with a client whose thread does not end. */
  protected abstract giveUp(client: ServedClient): void;
  abstract stats(): Stats;
  abstract shutdown(): Promise<void>;

  /** Starts serving a client, and does not wait for it. */
  protected admit(socket: Deno.TcpConn): void {
    if (this.#closing) return socket.close();
    const served = this.serve(socket).finally(() =>
      this.serving.delete(served)
    );
    this.serving.add(served);
  }

  /** Closes the listening socket. Once closed, does nothing. */
  protected stopListening(): void {
    try {
      this.listener.close();
    } catch (error) {
      if (!(error instanceof Deno.errors.BadResource)) throw error;
    }
  }

  /** Ends every client at once. Does not wait for a thread that can't be. */
  protected async endAll(): Promise<void> {
    this.#closing = true;
    await Promise.all([...this.clients].map(async (client) => {
      client.destroy();
      if (!await settles(client.ended, this.#stopTime)) this.giveUp(client);
    }));
  }

  async close(): Promise<void> {
    this.stopListening();
    await this.endAll();
    await this.finished;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.shutdown();
  }

  async #run(): Promise<void> {
    try {
      await this.acceptAll();
    } catch (error) {
      this.#onError(error);
    }
    this.stopListening();
    while (this.serving.size > 0) await Promise.all(this.serving);
  }
}
