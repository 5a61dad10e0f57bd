import { BytePipe } from "../../../lessons/7.3-thread-pool/given/byte_pipe.ts";
import type { PoolServer } from "../../../lessons/7.3-thread-pool/given/pooled_server.ts";
import { callsIn } from "../../harness/explorer/site.ts";

/** What a server did to a channel, or a client, while its task was under way. */
export interface Early {
  call: "end" | "close" | "hang up";
  /** The lines that called it, the innermost first. */
  site: string[];
  /** Whether all that the client had sent was in the channel by then. */
  isBehindTheInput: boolean;
}

/**
 * Notes whether a server ends or closes a pipe, or hangs up, while its only
 * task, or its first one, is under way, and where it first closes one, and
 * hangs up. A task is under way until its promise has settled: a thread may
 * count it as completed at any moment, in the middle of what the server does.
 */
export class PipeWatch implements Disposable {
  readonly #original = {
    end: BytePipe.prototype.end,
    close: BytePipe.prototype.close,
  };
  #hasEnded = false;
  #hasSettled = false;
  /** The first time. */
  early: Early | undefined;
  /** The lines that first closed a pipe, the innermost first. */
  closed: string[] | undefined;
  /** The lines that first hung up. */
  hungUp: string[] | undefined;

  constructor(server: PoolServer) {
    const early = (call: Early["call"], stack: string) => {
      if (this.early !== undefined || this.#hasSettled) return;
      const isBehindTheInput = this.#hasEnded;
      this.early = { call, site: callsIn(stack), isBehindTheInput };
    };
    const accepting = server as unknown as {
      admit(conn: { close(): void }): void;
      pool: { submit(...args: unknown[]): Promise<unknown> };
    };
    const { pool } = accepting;
    const submit = pool.submit.bind(pool);
    const settled = () => {
      this.#hasSettled = true;
    };
    pool.submit = (...args) => {
      const task = submit(...args);
      task.then(settled, settled);
      return task;
    };
    const admit = accepting.admit.bind(server);
    accepting.admit = (conn) => {
      const close = conn.close.bind(conn);
      conn.close = () => {
        const stack = new Error().stack ?? "";
        this.hungUp ??= callsIn(stack);
        early("hang up", stack);
        close();
      };
      admit(conn);
    };
    for (const call of ["end", "close"] as const) {
      const original = this.#original[call];
      const note = (stack: string) => {
        if (call === "close") this.closed ??= callsIn(stack);
        // The given upstream() ends the input, behind the client's last byte.
        if (call === "end" && stack.includes("/given/relay.ts")) {
          this.#hasEnded = true;
        } else early(call, stack);
      };
      BytePipe.prototype[call] = function (this: BytePipe) {
        note(new Error().stack ?? "");
        original.call(this);
      };
    }
  }

  [Symbol.dispose](): void {
    Object.assign(BytePipe.prototype, this.#original);
  }
}
