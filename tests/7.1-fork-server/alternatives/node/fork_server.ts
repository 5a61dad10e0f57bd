import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { delay } from "@std/async";
import type { Readable, Writable } from "node:stream";
import { listen, onStopSignal } from "../given/listening.ts";
import {
  completeFork,
  type ForkServerOptions,
  type ProcessServer,
} from "./given/options.ts";
import type { Stats } from "../given/server.ts";

/** A fork server whose children are those of node:child_process. */
export function forkServer(options: ForkServerOptions): ProcessServer {
  return new NodeForkServer(completeFork(options));
}

class NodeForkServer implements ProcessServer {
  readonly addr: Deno.NetAddr;
  readonly finished: Promise<void>;
  readonly #options: Required<ForkServerOptions>;
  readonly #listener: Deno.TcpListener;
  readonly #pairs = new Map<ChildProcess, Deno.TcpConn>();
  readonly #served = new Set<Promise<void>>();
  readonly #stats: Stats = { accepted: 0, active: 0, exited: 0, failed: 0 };
  #stopped = false;
  #ended = Promise.withResolvers<void>();

  constructor(options: Required<ForkServerOptions>) {
    this.#options = options;
    this.#listener = listen("fork server", options);
    this.addr = this.#listener.addr as Deno.NetAddr;
    this.finished = this.#run();
    onStopSignal(() => void this.shutdown(), this.finished);
  }

  get children(): readonly number[] {
    return [...this.#pairs.keys()].flatMap(({ pid, exitCode, signalCode }) =>
      pid === undefined || exitCode !== null || signalCode !== null ? [] : [pid]
    );
  }

  stats(): Stats {
    return structuredClone(this.#stats);
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      if (this.#stats.active >= this.#options.maxChildren) {
        await this.#ended.promise;
        continue;
      }
      const conn = await this.#listener.accept().catch((error) => {
        if (!this.#stopped) this.#options.onError(error);
      });
      if (!conn) {
        // Where descriptors are out, accept() fails again at once.
        await delay(10);
        continue;
      }
      const served: Promise<void> = this.#serve(conn)
        .finally(() => this.#served.delete(served));
      this.#served.add(served);
    }
    await Promise.all(this.#served);
  }

  async #serve(conn: Deno.TcpConn): Promise<void> {
    // Without a flag for permissions, node's spawn() adds `-A` to `deno run`.
    const child = spawn(Deno.execPath(), [
      "run",
      "--no-prompt",
      "--deny-read",
      this.#options.child.href,
    ], { stdio: ["pipe", "pipe", "inherit"] });
    this.#pairs.set(child, conn);
    this.#stats.accepted++;
    this.#stats.active++;
    const exit = once(child, "exit").then(([code]) => {
      this.#stats.active--;
      this.#stats[code === 0 ? "exited" : "failed"]++;
      this.#ended.resolve();
      this.#ended = Promise.withResolvers();
    });
    child.stdin.on("error", () => child.kill("SIGTERM"));
    const up = this.#up(conn, child.stdin).catch(() => child.kill("SIGTERM"));
    try {
      await down(child.stdout, conn);
      await conn.closeWrite();
    } catch {
      child.kill("SIGTERM");
    }
    await exit;
    this.#pairs.delete(child);
    close(conn);
    await up;
    child.stdin.destroy();
    child.stdout.destroy();
  }

  async #up(conn: Deno.TcpConn, stdin: Writable): Promise<void> {
    for (;;) {
      const bytes = new Uint8Array(16 * 1024);
      const length = await conn.read(bytes);
      if (length === null) break;
      if (!stdin.write(bytes.subarray(0, length))) await drained(stdin);
    }
    stdin.end();
  }

  async shutdown(): Promise<void> {
    this.#stopListening();
    const timers = [
      setTimeout(() => this.#kill("SIGTERM"), this.#options.grace),
      setTimeout(() => this.#cut(), this.#options.grace + 400),
    ];
    await this.finished;
    for (const timer of timers) clearTimeout(timer);
  }

  async close(): Promise<void> {
    this.#stopListening();
    this.#cut();
    await this.finished;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.shutdown();
  }

  #cut(): void {
    this.#kill("SIGKILL");
    for (const conn of this.#pairs.values()) close(conn);
  }

  #kill(signal: "SIGTERM" | "SIGKILL"): void {
    // Deno's child.kill() closes stdin too, and works only once.
    for (const pid of this.children) {
      try {
        Deno.kill(pid, signal);
      } catch (error) {
        // It has ended, and nobody has told so yet.
        if (!(error instanceof Deno.errors.NotFound)) throw error;
      }
    }
  }

  #stopListening(): void {
    if (!this.#stopped) this.#listener.close();
    this.#stopped = true;
  }
}

/** Writes all that a stream gives, one piece at a time. */
async function down(stdout: Readable, conn: Deno.TcpConn): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let writing = Promise.resolve();
  const write = async (bytes: Uint8Array) => {
    for (let at = 0; at < bytes.length;) {
      at += await conn.write(bytes.subarray(at));
    }
  };
  stdout.on("data", (bytes: Uint8Array) => {
    // A piece may come after pause(), too, and must not overtake this one.
    stdout.pause();
    writing = writing.then(() => write(bytes)).then(() => void stdout.resume());
    writing.catch(reject);
  });
  // It may come while the last piece is being written.
  stdout.once("end", () => writing.then(resolve, reject));
  await promise;
}

/** Resolves when a stream takes more, and rejects when it never will. */
async function drained(stream: Writable): Promise<void> {
  const either = new AbortController();
  const { signal } = either;
  try {
    await Promise.race([
      once(stream, "drain", { signal }),
      once(stream, "close", { signal }).then(() => {
        throw new Error("The pipe is closed");
      }),
    ]);
  } finally {
    either.abort();
  }
}

function close(conn: Deno.TcpConn): void {
  try {
    conn.close();
  } catch {
    // It is closed.
  }
}
