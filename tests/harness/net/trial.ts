import { deadline } from "@std/async";
import { childrenOf } from "../processes/proc.ts";
import { howMany } from "../story/how_many.ts";
import { type About, PATIENCE, type Story } from "../story/story.ts";
import { StoryError } from "../story/story_error.ts";
import type { Meaning, Verdict } from "../story/verdict.ts";
import { Client } from "./client.ts";

/** Milliseconds after which TCP asks again for a connection (RFC 6298). */
const SYN_AGAIN = 1_000;

/** What a trial must know of a server to end it. */
export interface Stoppable {
  readonly addr: Deno.NetAddr;
  readonly finished: Promise<void>;
  /** Ends it at once; where a server has no such way, it is shut down. */
  close?(): Promise<void>;
  shutdown(): Promise<void>;
}

/** The step whose code an error says is still to be written. */
function unwrittenIn(error: unknown): string | undefined {
  return String(error).match(/\bTODO\((\d+\.\d+\.\d+)\)/)?.[1];
}

/** The trial that began last. Where one failed early, its end may come later. */
let latest: Trial | undefined;

/**
 * A test of servers: a story that also owns the servers and clients of the
 * test, ends them, and looks that no process is left.
 *
 * A test of one step runs code of later steps too, which may not be written
 * yet: what such code throws is no failure. What code of the own step or of an
 * earlier one throws for want of being written ends every wait at once.
 */
export class Trial {
  readonly #step: string;
  readonly #story: Story;
  readonly #servers: Stoppable[] = [];
  readonly #clients: Client[] = [];
  readonly #unwritten = Promise.withResolvers<never>();
  readonly #reported: string[] = [];
  #failure: { error: unknown } | undefined;
  readonly #before = new Set(childrenOf().map(({ pid }) => pid));

  constructor(step: string, story: Story) {
    latest = this;
    this.#step = step;
    this.#story = story;
    this.#unwritten.promise.catch(() => {});
  }

  /** For a server's `onError`: notes the error in the story. */
  readonly onError = (error: unknown): void => {
    // What a test has failed with in a server's callback is no news.
    if (error instanceof StoryError) return;
    const step = unwrittenIn(error);
    if (step === undefined) {
      this.#story.did(`the server reported an error: ${error}`);
      this.#reported.push(String(error));
    } else if (!this.#isLater(step)) {
      this.#failure ??= { error };
      this.#unwritten.reject(error);
    }
  };

  #isLater(step: string): boolean {
    return Number(step.split(".")[2]) > Number(this.#step.split(".")[2]);
  }

  /** What servers have reported, but for what is not written yet. */
  get reported(): readonly string[] {
    return this.#reported;
  }

  /** Takes charge of a server. */
  serve<T extends Stoppable>(server: T): T {
    this.#servers.push(server);
    server.finished.catch(this.onError);
    this.did(`a server started on port ${server.addr.port}`);
    return server;
  }

  /**
   * Connects a client; `name` is for the story: `"A"`. `meaning` is what it means
   * if nobody listens.
   */
  async connect(
    server: Stoppable,
    name: string,
    meaning: Meaning = {},
  ): Promise<Client> {
    const { port } = server.addr;
    const expected =
      `client ${name} can connect: the server listens on port ${port}`;
    const client = await this.within(
      Client.connect(server.addr).catch((error) => {
        if (!(error instanceof Deno.errors.ConnectionRefused)) throw error;
      }),
      {
        expected,
        got: "no connection came about: the server's queue is full",
        ...meaning,
      },
      PATIENCE + SYN_AGAIN,
    );
    if (client === undefined) {
      const got = "the connection was refused: nobody listens there";
      this.#check();
      this.fail({ expected, got, ...meaning });
    }
    this.did(`client ${name} connected`, `deno task talk ${port}`);
    this.#clients.push(client);
    return client;
  }

  did(what: string, command?: string): void {
    this.#story.did(what, command);
  }

  fail(verdict: Verdict): never {
    this.#story.fail(verdict);
  }

  suspect(find: () => Verdict | undefined): Disposable {
    return this.#story.suspect(find);
  }

  holds(condition: unknown, verdict: Verdict): asserts condition {
    this.#story.holds(condition, verdict);
  }

  equal<T>(got: T, expected: T, about: About): void {
    this.#story.equal(got, expected, about);
  }

  async within<T>(
    promise: Promise<T>,
    verdict: Verdict | (() => Verdict | Promise<Verdict>),
    ms?: number,
  ): Promise<T> {
    promise.catch(() => {});
    const first = Promise.race([promise, this.#unwritten.promise]);
    return await this.#story.within(first, verdict, ms);
  }

  async eventually(
    condition: () => boolean | Promise<boolean>,
    verdict: Verdict | (() => Verdict | Promise<Verdict>),
    ms?: number,
  ): Promise<void> {
    let unwritten: { error: unknown } | undefined;
    this.#unwritten.promise.catch((error) => unwritten = { error });
    await this.#story.eventually(
      async () => {
        if (unwritten !== undefined) throw unwritten.error;
        return await condition();
      },
      verdict,
      ms,
    );
  }

  /** The children that this test's servers run now, zombies too. */
  children(): number[] {
    return childrenOf().map(({ pid }) => pid)
      .filter((pid) => !this.#before.has(pid));
  }

  /** Ends servers and clients, and looks for what is left. */
  async end(): Promise<void> {
    for (const client of this.#clients) client[Symbol.dispose]();
    for (const server of this.#servers) {
      const call = server.close === undefined ? "shutdown()" : "close()";
      const ending = server.close?.() ?? server.shutdown();
      // A later step may have ended it already, for want of being written.
      const ended = ending.catch((error) => {
        const step = unwrittenIn(error);
        if (step === undefined || !this.#isLater(step)) throw error;
      });
      await this.within(ended, () => {
        const children = this.children().length;
        return {
          expected: `${call} ends the server when its clients have gone`,
          got: `what ${call} returned is still pending${
            children > 0
              ? `, and ${howMany(children, "child is", "children are")} left`
              : ""
          }`,
        };
      });
    }
    await this.eventually(() => this.children().length === 0, () => ({
      expected: "no child process is left when the server has ended",
      got: `these are left: ${this.children().join(", ")}`,
    }));
    // It may have been told of after the last wait.
    this.#check();
  }

  #check(): void {
    if (this.#failure !== undefined) throw this.#failure.error;
  }

  /** Ends whatever can be ended, after a failure. */
  async abandon(): Promise<void> {
    for (const client of this.#clients) client[Symbol.dispose]();
    const ends = this.#servers.map((server) =>
      (server.close?.() ?? server.shutdown()).catch(() => {})
    );
    for (const pid of latest === this ? this.children() : []) {
      try {
        Deno.kill(pid, "SIGKILL");
      } catch {
        // It has ended meanwhile.
      }
    }
    // The story may have been interrupted, and waits no more.
    await deadline(Promise.all(ends), 500).catch(() => {});
  }
}

/**
 * Makes tests of one step out of functions that are given a {@linkcode Trial}:
 * `lessonTest("7.1.2 …", trial(async (t) => { … }))`.
 */
export function trialsOf(
  step: string,
): (fn: (t: Trial) => Promise<void>) => (story: Story) => Promise<void> {
  return (fn) => async (story) => {
    const trial = new Trial(step, story);
    try {
      await fn(trial);
      await trial.end();
    } catch (error) {
      await trial.abandon();
      throw error;
    }
  };
}
