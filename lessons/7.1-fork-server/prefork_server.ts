import { delay } from "@std/async";
import { onStopSignal } from "../given/listening.ts";
import {
  completePrefork,
  type PreforkServerOptions,
  type ProcessServer,
} from "./given/options.ts";
import { HeldPort } from "./given/held_port.ts";
import { PreforkProcess } from "./given/prefork_process.ts";
import type { Stats } from "../given/server.ts";
import { endWithin } from "./stop.ts";

/** After so many children in a row that never came to listen, give up. */
const ATTEMPTS = 5;
/** Milliseconds to wait after the first of them; twice as long after each. */
const BACKOFF = 50;

/**
 * Starts a server whose children exist before their clients do, as in Apache's
 * prefork module. Each child binds the same port (SO_REUSEPORT, Linux) and the
 * system spreads the connections; this process only sees to it that `children`
 * of them run. Resolves when all listen. SIGINT and SIGTERM shut it down.
 *
 * When children end before they listen, again and again, the server stops and
 * `finished` rejects.
 *
 * @throws {RangeError} If `children` or `grace` is out of range.
 * @throws {Deno.errors.NotFound} If `child` does not exist.
 * @throws {Deno.errors.AddrInUse} If the port is in use.
 * @throws {Deno.errors.NotSupported} If the system is not Linux.
 * @throws {Error} If children end before they listen, again and again.
 */
export async function preforkServer(
  options: PreforkServerOptions,
): Promise<ProcessServer> {
  const complete = completePrefork(options);
  const held = await HeldPort.take("prefork server", complete);
  const server = new PreforkingServer(complete, held);
  await Promise.race([server.listening, server.finished]);
  return server;
}

class PreforkingServer implements ProcessServer {
  readonly addr: Deno.NetAddr;
  readonly finished: Promise<void>;
  /** Resolves when every child listens. */
  readonly listening: Promise<unknown>;
  readonly #options: Required<PreforkServerOptions>;
  readonly #processes = new Set<PreforkProcess>();
  readonly #stopping = new AbortController();
  #stats: Stats = { accepted: 0, active: 0, exited: 0, failed: 0 };

  constructor(options: Required<PreforkServerOptions>, held: HeldPort) {
    this.#options = options;
    this.addr = held.addr;
    const places = Array.from({ length: options.children }, () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      return { listening: promise, kept: this.#keep(resolve) };
    });
    const kept = places.map(({ kept }) => kept);
    this.listening = Promise.all(places.map(({ listening }) => listening));
    this.finished = this.#run(kept).finally(() => held[Symbol.dispose]());
    onStopSignal(() => void this.shutdown(), this.finished);
  }

  get children(): readonly number[] {
    return [...this.#processes].map(({ pid }) => pid);
  }

  stats(): Stats {
    const stats = { ...this.#stats };
    for (const process of this.#processes) {
      stats.accepted += process.accepted;
      stats.active += process.active;
    }
    return stats;
  }

  async shutdown(): Promise<void> {
    await this.#drain(this.finished);
    await this.finished;
  }

  async close(): Promise<void> {
    this.#stopping.abort();
    for (const process of this.#processes) process.kill("SIGKILL");
    await this.finished;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.shutdown();
  }

  async #run(kept: Promise<void>[]): Promise<void> {
    try {
      await Promise.all(kept);
    } catch (error) {
      this.#options.onError(error);
      await this.#drain(Promise.allSettled(kept));
      throw error;
    }
  }

  /** Starts one child, and keeps account of it until it has ended. */
  #start(): PreforkProcess {
    const { child, hostname } = this.#options;
    const process = new PreforkProcess({
      child,
      hostname,
      port: this.addr.port,
    });
    this.#processes.add(process);
    void process.status.then(({ success }) => {
      this.#processes.delete(process);
      this.#stats.accepted += process.accepted;
      this.#stats[success ? "exited" : "failed"]++;
    });
    return process;
  }

  /**
   * Keeps one child running until the server stops.
   *
   * @param listens To be called when a child has come to listen.
   * @throws {Error} If children end before they listen, again and again.
   */
  async #keep(listens: () => void): Promise<void> {
    const { signal } = this.#stopping;
    // TODO(7.1.8): Until the server stops (`signal`), a child runs here: one
    // that `#start()` gives, and when it has ended, in whichever way, another;
    // `onError` is told of each such end: which process it was, and with which
    // signal or exit code it ended. Before you replace a child that never came
    // to listen, wait: BACKOFF ms, and twice as long after each such child in a
    // row. After ATTEMPTS in a row, throw an error that says what the children
    // did: they ended before they came to listen. When the server stops, no
    // pause is waited for to its end, and the end of a child is no news.
    throw new Error("TODO(7.1.8)");
  }

  /** Ends the children, those in good order that can; `gone` is their end. */
  async #drain(gone: Promise<unknown>): Promise<void> {
    // TODO(7.1.8): No more children are started: see to that first
    // (`#stopping`). Those that run are asked to `stop()`; they serve whoever
    // waits, and end by themselves. Those that do not get SIGTERM after the
    // `grace` of the options, and at last SIGKILL: `endWithin()`.
    throw new Error("TODO(7.1.8)");
  }
}
