import { delay } from "@std/async";
import type { ProcessServer } from "../../lessons/7.1-fork-server/given/options.ts";
import { ConnectionServer } from "../../lessons/7.1-fork-server/given/connection.ts";
import type { Trial } from "../harness/net/trial.ts";
import { means } from "./misconceptions.ts";
import type { Why } from "./puppets.ts";

/** What it shows when another client than the one in trouble is cut off. */
export const othersHurt: Why = (came) =>
  came === "the end" ? "hurts-other-clients" : undefined;

/** Waits until the server knows that one of its children has failed. */
export async function reaped(t: Trial, server: ProcessServer): Promise<void> {
  await t.eventually(() => server.stats().failed > 0, () => ({
    expected: "`stats()` counts one failed child",
    got: Deno.inspect(server.stats(), { colors: false }),
  }));
  t.equal(server.stats().failed, 1, {
    what: "how many children `stats()` counts as failed",
    ...means("hurts-other-clients"),
  });
}

/** What a server's method `track()` is given. */
type Tracked = {
  conn: Deno.TcpConn;
  ended: Promise<void>;
  child: Deno.ChildProcess;
};

/** From now on, looks at what `#dismiss()` does before it returns. */
export class Dismissals implements Disposable {
  /** How many ends of children it has counted. */
  counted = 0;
  /** How many connections it has taken off the list before their end. */
  forgotten = 0;
  /** How many children were not in the list that had not ended. */
  unlisted = 0;
  /** How many of them it has taken off itself. */
  struckOff = 0;
  readonly #running = new Set<number>();
  readonly #open = new Set<Tracked>();
  readonly #all: Tracked[] = [];
  readonly #writes = new Map<unknown, number>();
  readonly #methods = ConnectionServer.prototype as unknown as {
    track(connection: Tracked): void;
  };
  readonly #track = this.#methods.track;

  constructor() {
    const [open, all, track] = [this.#open, this.#all, this.#track];
    const [running, writes] = [this.#running, this.#writes];
    this.#methods.track = function (connection) {
      open.add(connection);
      all.push(connection);
      const { conn, child: { pid, status } } = connection;
      const write = conn.write.bind(conn);
      conn.write = async (bytes) => {
        try {
          return await write(bytes);
        } catch (error) {
          writes.set(error, pid);
          throw error;
        }
      };
      running.add(pid);
      // The server hears of it later: it asks for the status after this.
      void status.then(() => running.delete(pid));
      void connection.ended.then(() => open.delete(connection));
      track.call(this, connection);
    };
  }

  /** To be called by `onError`: what comes next is `#dismiss()`. */
  look(server: ProcessServer): void {
    const before = {
      ends: endsOf(server),
      missing: this.missing(server),
      unlisted: this.#unlisted(server),
    };
    queueMicrotask(() => {
      this.counted += endsOf(server) - before.ends;
      this.forgotten += this.missing(server) - before.missing;
      this.unlisted += this.#unlisted(server);
      this.struckOff += this.#unlisted(server) - before.unlisted;
    });
  }

  /** Of an error of a write to a client, which process is that client's child. */
  writtenTo(error: unknown): number | undefined {
    return this.#writes.get(error);
  }

  /** How many connections have not ended, and are not in the list. */
  missing(server: ProcessServer): number {
    const { connections } = server as unknown as {
      connections?: ReadonlySet<Tracked>;
    };
    return [...this.#open].filter((one) => connections?.has(one) === false)
      .length;
  }

  #unlisted({ children }: ProcessServer): number {
    return [...this.#running].filter((pid) => !children.includes(pid)).length;
  }

  /** Whether the writer of a child's stdin was given back. */
  gaveBackInput(pid: number): boolean {
    return this.#childOf(pid)?.stdin.locked === false;
  }

  /** Whether the reader of a child's stdout was given back, which is open. */
  async gaveBackOutput(pid: number): Promise<boolean> {
    const stdout = this.#childOf(pid)?.stdout;
    if (stdout?.locked !== false) return false;
    const reader = stdout.getReader();
    const over = () => false;
    // Of a stream that is closed it has resolved by then.
    const open = await Promise.race([
      reader.closed.then(over, over),
      delay(0).then(() => true),
    ]);
    reader.releaseLock();
    return open;
  }

  #childOf(pid: number): Deno.ChildProcess | undefined {
    return this.#all.find(({ child }) => child.pid === pid)?.child;
  }

  [Symbol.dispose](): void {
    this.#methods.track = this.#track;
  }
}

/** How many ends of children a server has counted. */
export function endsOf(server: ProcessServer): number {
  const { exited, failed } = server.stats();
  return exited + failed;
}
