import { assertEquals, assertExists } from "@std/assert";
import { deadline, retry } from "@std/async";
import { textLines } from "../../../scripts/bench/host/text_lines.ts";
import { childrenOf, descriptors, look } from "../../harness/processes/proc.ts";

const PATIENCE = { minTimeout: 2, maxTimeout: 50, maxAttempts: 200 };

/** What a server holds besides its clients. */
export interface Holdings {
  descriptors: number;
  threads: number;
  children: number;
}

/** A server in C that listens. Disposing of it ends it. */
export class RunningServer implements AsyncDisposable {
  readonly #process: Deno.ChildProcess;
  readonly #lines: AsyncGenerator<string>;

  private constructor(
    process: Deno.ChildProcess,
    lines: AsyncGenerator<string>,
    readonly address: Deno.NetAddr,
  ) {
    this.#process = process;
    this.#lines = lines;
  }

  /** Starts a program on a free port. */
  static async start(program: string, args: string[]): Promise<RunningServer> {
    const process = new Deno.Command(program, {
      args: ["0", ...args],
      stdin: "null",
      stdout: "piped",
    }).spawn();
    const lines = textLines(process.stdout);
    const { value } = await deadline(lines.next(), 10_000);
    const port = /^Listening on port (\d+)$/.exec(value ?? "")?.[1];
    assertExists(port, `It said "${value}".`);
    return new RunningServer(process, lines, {
      transport: "tcp",
      hostname: "127.0.0.1",
      port: Number(port),
    });
  }

  /** Its children, zombies too. */
  children(): number[] {
    return childrenOf(this.#process.pid).map(({ pid }) => pid);
  }

  /** Its address space in KiB: what it has mapped, used or not. */
  addressSpace(): number {
    const text = Deno.readTextFileSync(`/proc/${this.#process.pid}/status`);
    return Number(/^VmSize:\s+(\d+) kB$/m.exec(text)?.[1]);
  }

  holds(): Holdings {
    const tasks = Deno.readDirSync(`/proc/${this.#process.pid}/task`);
    return {
      descriptors: descriptors(this.#process.pid),
      threads: [...tasks].length,
      children: this.children().length,
    };
  }

  /** Waits until it holds that. */
  async comesToHold(wanted: Holdings): Promise<void> {
    await retry(() => assertEquals(this.holds(), wanted), PATIENCE);
  }

  /** Waits until its main thread sleeps, as one that spins never does. */
  async comesToSleep(): Promise<void> {
    const state = () => look(this.#process.pid)?.state;
    await retry(() => assertEquals(state(), "S"), PATIENCE);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#process.kill();
    await this.#process.status;
    for await (const _line of this.#lines);
  }
}
