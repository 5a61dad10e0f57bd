import { fileURLToPath } from "node:url";
import { killTree, spawnTree } from "../../runner/process_tree.ts";
import { LineSplitter } from "../channel/lines.ts";
import { FairClock } from "../run/fair_clock.ts";
import { watchMemory } from "../run/memory_watch.ts";
import { lastOf } from "../run/last_of.ts";
import { LONGEST_REPLY, type Reply, type Request } from "./messages.ts";

/** What a hand may use to answer. */
export interface Allowance {
  /** Milliseconds, in which nothing else keeps it waiting. */
  time: number;
  /** Megabytes that it, and all below it, may have. */
  memory?: number;
  /** Whether the memory is for the hand, without what runs below it. */
  alone?: boolean;
}

/** A hand was lost, or gave up, over what it was asked. */
export class HandLost extends Error {
  override readonly name = "HandLost";
}

/** A program that handles submissions, as the grader sees it. */
export class Hand implements AsyncDisposable {
  readonly #child: Deno.ChildProcess;
  readonly #replies: AsyncGenerator<string>;
  readonly #errors: Promise<string>;
  #why: string | undefined;
  #asked = 0;

  private constructor(child: Deno.ChildProcess) {
    this.#child = child;
    this.#replies = linesOf(child.stdout);
    this.#errors = lastOf(child.stderr, 1000);
  }

  /** Starts one. It ends with the grader, whatever ends that. */
  static start(): Hand {
    const [command = "", ...args] = [
      ...Deno.build.os === "linux" ? ["setpriv", "--pdeathsig=KILL"] : [],
      Deno.execPath(),
      ...["run", "--quiet", "--no-check", "--allow-all", "--no-prompt"],
      fileURLToPath(new URL("hand.ts", import.meta.url)),
    ];
    return new Hand(spawnTree(command, {
      args,
      env: { NO_COLOR: "1", RUST_BACKTRACE: "0" },
      stdin: "piped",
      stdout: "piped",
      stderr: "piped",
    }));
  }

  /** How many requests it was given. */
  get asked(): number {
    return this.#asked;
  }

  /** Whether it can be asked no more. */
  get isLost(): boolean {
    return this.#why !== undefined;
  }

  /**
   * Asks it for something, and waits for the answer.
   *
   * @throws {HandLost} If it uses more than it may, ends, or gives up.
   * @throws {Error} If the machine, or the grader itself, failed.
   */
  async ask<T>(
    request: Request,
    { time, memory, alone = false }: Allowance,
  ): Promise<T> {
    this.#asked++;
    using clock = new FairClock(this.#child.pid);
    clock.setAlarm(
      time,
      () => this.#lose(`it took more than ${Math.round(time / 1000)} seconds`),
    );
    using _memory = memory === undefined ? undefined : watchMemory(
      this.#child.pid,
      memory,
      () => this.#lose(`it needed more than ${memory} MB of memory`),
      { alone },
    );
    const line = await this.#send(request);
    if (line === undefined) await this.#ended();
    const reply: Reply = JSON.parse(line ?? "");
    if ("unbearable" in reply) {
      this.#lose(reply.unbearable);
      throw new HandLost(reply.unbearable);
    }
    if ("error" in reply) throw new Error(reply.error);
    return reply.value as T;
  }

  async #send(request: Request): Promise<string | undefined> {
    try {
      const stdin = this.#child.stdin.getWriter();
      await stdin.write(
        new TextEncoder().encode(`${JSON.stringify(request)}\n`),
      );
      stdin.releaseLock();
    } catch {
      // It has ended: so its answer never comes.
    }
    const { value } = await this.#replies.next();
    return value;
  }

  /** Tells why no answer came. */
  async #ended(): Promise<never> {
    const { code, signal } = await this.#child.status;
    const said = (await this.#errors).trim().split("\n").at(-1) ?? "";
    const how = `the program that handles it ended with ${
      signal ?? `exit code ${code}`
    }`;
    this.#lose(said === "" ? how : `${how}: ${said}`);
    throw new HandLost(this.#why);
  }

  #lose(why: string): void {
    this.#why ??= why;
    void killTree(this.#child.pid);
  }

  /** Ends it, with all that it has started. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#lose("it was ended");
    await this.#child.status;
    await this.#replies.return(undefined);
    await this.#errors;
    await this.#child.stdin.close().catch(() => {});
  }
}

async function* linesOf(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<string> {
  const lines = new LineSplitter(LONGEST_REPLY);
  for await (const bytes of stream) yield* lines.feed(bytes);
}
