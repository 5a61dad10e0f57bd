import { settles } from "./lifetime.ts";
import type { Server, Stats } from "./server.ts";

/**
 * `socket()`, `bind()` and `listen()`. `what` is the server's name in errors.
 *
 * @throws {Deno.errors.AddrInUse} If the port is in use.
 */
export function listen(
  what: string,
  options: { hostname: string; port: number; reusePort?: boolean },
): Deno.TcpListener {
  const { hostname, port, reusePort = false } = options;
  try {
    return Deno.listen({ hostname, port, reusePort });
  } catch (cause) {
    if (!(cause instanceof Deno.errors.AddrInUse)) throw cause;
    throw new Deno.errors.AddrInUse(
      `Cannot start ${what} as port ${port} of ${hostname} is in use: stop the program that has it, or pass 'port: 0' for a free one`,
      { cause },
    );
  }
}

/** Closes a socket, both directions. Once closed, does nothing. */
export function hangUp(socket: Deno.TcpConn | Deno.TcpListener): void {
  try {
    socket.close();
  } catch (error) {
    if (!(error instanceof Deno.errors.BadResource)) throw error;
  }
}

/** Windows has no SIGTERM. */
const STOP_SIGNALS: Deno.Signal[] = Deno.build.os === "windows"
  ? ["SIGINT", "SIGBREAK"]
  : ["SIGINT", "SIGTERM"];

/**
 * Calls `stop` on a signal that asks this process to stop, until `finished`
 * settles: C's `sigaction()`. The signal alone no longer ends the process.
 */
export function onStopSignal(
  stop: () => void,
  finished: Promise<unknown>,
): void {
  for (const signal of STOP_SIGNALS) Deno.addSignalListener(signal, stop);
  const forget = () => {
    for (const signal of STOP_SIGNALS) Deno.removeSignalListener(signal, stop);
  };
  finished.then(forget, forget);
}

/** Errors of `accept()` that pass: too many open files, or a client that left. */
const PASSING = ["EMFILE", "ENFILE", "ENOBUFS", "ENOMEM", "ECONNABORTED"];
/** How long, in milliseconds, to wait after one of them for a client's end. */
const PAUSE = 100;

/**
 * The life of a server, from listening to the end of its last client. Its
 * subclass serves them.
 */
export abstract class ListeningServer implements Server {
  readonly addr: Deno.NetAddr;
  readonly finished: Promise<void>;
  protected readonly listener: Deno.TcpListener;
  /** What {@linkcode keep} was given and has not ended. */
  protected readonly serving = new Set<Promise<void>>();
  #end = Promise.withResolvers<void>();

  constructor(listener: Deno.TcpListener, onError: (error: unknown) => void) {
    this.listener = listener;
    this.addr = listener.addr as Deno.NetAddr;
    // Not before the constructor of the extending class has run.
    this.finished = Promise.resolve().then(() => this.#run(onError));
  }

  /**
   * Accepts connections until the listener is closed. After an error that
   * passes, it is called again; any other ends the server.
   */
  protected abstract acceptAll(): Promise<void>;
  /** Gives back what the server holds beside its clients, at the end. */
  protected async release(): Promise<void> {}
  abstract stats(): Stats;
  abstract shutdown(): Promise<void>;
  abstract close(): Promise<void>;

  /** The server lives until `served` resolves. It must not reject. */
  protected keep(served: Promise<void>): void {
    this.serving.add(served);
    void served.then(() => {
      this.serving.delete(served);
      this.#end.resolve();
      this.#end = Promise.withResolvers();
    });
  }

  /**
   * Resolves when the next of {@linkcode serving} has ended. Unlike
   * `Promise.race()`, it leaves nothing behind in those that live on.
   */
  protected oneEnds(): Promise<void> {
    return this.#end.promise;
  }

  /** Closes the listening socket. Once closed, does nothing. */
  protected stopListening(): void {
    hangUp(this.listener);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.shutdown();
  }

  async #run(onError: (error: unknown) => void): Promise<void> {
    try {
      while (!await this.#accept(onError)) {
        await settles(this.oneEnds(), PAUSE);
      }
    } catch (error) {
      // The clients may take long to end; whoever watches must know now.
      onError(error);
      throw error;
    } finally {
      this.stopListening();
      while (this.serving.size > 0) await Promise.all(this.serving);
      await this.release();
    }
  }

  /** Returns false when it has to be tried again. */
  async #accept(onError: (error: unknown) => void): Promise<boolean> {
    try {
      await this.acceptAll();
      return true;
    } catch (error) {
      const code = error instanceof Error && "code" in error && error.code;
      if (!PASSING.includes(`${code}`)) throw error;
      onError(error);
      return false;
    }
  }
}
