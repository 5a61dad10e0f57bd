import { sendSignal } from "./connection.ts";

/** What a {@linkcode PreforkProcess} is told. */
export interface PreforkProcessOptions {
  child: URL;
  hostname: string;
  port: number;
}

/** A long-lived child of a prefork server, as its parent sees it. */
export class PreforkProcess {
  readonly #process: Deno.ChildProcess;
  /** Resolves with whether the child came to listen before it ended. */
  readonly listening: Promise<boolean>;
  /** How the child ended; resolves when all that it has told was read. */
  readonly status: Promise<Deno.CommandStatus>;
  /** How many connections it has accepted. */
  accepted = 0;
  /** How many connections it is serving. */
  active = 0;

  constructor({ child, hostname, port }: PreforkProcessOptions) {
    const host = hostname.includes(":") ? `[${hostname}]` : hostname;
    this.#process = new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "--no-prompt",
        "--unstable-net",
        `--allow-net=${host}:${port}`,
        child.href,
        hostname,
        `${port}`,
      ],
      stdin: "piped",
      stdout: "piped",
      stderr: "inherit",
    }).spawn();
    const { promise, resolve } = Promise.withResolvers<boolean>();
    this.listening = promise;
    const told = this.#listen(() => resolve(true)).then(() => resolve(false));
    this.status = told.then(() => this.#process.status);
  }

  get pid(): number {
    return this.#process.pid;
  }

  /** Asks the child to serve those who wait, and then to end. */
  stop(): void {
    // Fails where the child has ended, which is what is wanted.
    this.#process.stdin.close().catch(() => {});
  }

  /** Sends the child a signal. Once it has ended, does nothing. */
  kill(signal: Deno.Signal): void {
    sendSignal(this.#process, signal);
  }

  async #listen(listens: () => void): Promise<void> {
    let rest = "";
    const text = this.#process.stdout.pipeThrough(new TextDecoderStream());
    for await (const part of text) {
      const lines = (rest + part).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        if (line === "listening") listens();
        else if (line === "accepted") (this.accepted++, this.active++);
        else if (line === "closed") this.active--;
      }
    }
    this.active = 0;
    // Ends stdin's pipe when the child did not wait for that.
    this.stop();
  }
}
