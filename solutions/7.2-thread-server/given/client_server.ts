import { settles } from "../../given/lifetime.ts";
import { ListeningServer } from "../../given/listening.ts";
import type { CompleteOptions } from "./options.ts";
import type { ServedClient } from "./served_client.ts";

/** A server of clients with a thread each. */
export abstract class ClientServer extends ListeningServer {
  /** The clients whose threads live. */
  protected readonly clients = new Set<ServedClient>();
  readonly #stopTime: number;
  #closing = false;

  constructor(
    listener: Deno.TcpListener,
    { stopTime, onError }: Pick<CompleteOptions, "stopTime" | "onError">,
  ) {
    super(listener, onError);
    this.#stopTime = stopTime;
  }

  /** Serves one client until its thread has ended. */
  protected abstract serve(socket: Deno.TcpConn): Promise<void>;
  /** Called with a client whose thread does not end. */
  protected abstract giveUp(client: ServedClient): void;

  /** Starts serving a client, and does not wait for it. */
  protected admit(socket: Deno.TcpConn): void {
    if (this.#closing) return socket.close();
    this.keep(this.serve(socket));
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
}
