import type { End } from "./end.ts";
import { formatLine, type LastNumbers } from "./log_file.ts";
import type { LogProcessOptions } from "./log_options.ts";
import { ChildPipe } from "./pipe.ts";

export type { LogProcessOptions } from "./log_options.ts";

/** After so many loggers in a row that never came to write, give up. */
const ATTEMPTS = 5;
/** While so many lines wait for the logger, no more are taken from ends. */
const LIMIT = 10_000;

const decoder = new TextDecoder();

/** A line that is not known to be in the file. */
interface Line {
  sender: string;
  text: string;
  /** Its number among its sender's lines, once it was given one. */
  number?: number;
}

/**
 * Writes a log by a process of its own. No line is lost, torn, doubled or out of
 * order for its sender, also when that process is killed: a line is kept here
 * until the logger says that it is in the file, and each logger begins by saying
 * what is in the file.
 */
export class LogProcess implements AsyncDisposable {
  readonly #file: string;
  readonly #program: URL;
  readonly #onError: (error: Error) => void;
  /** In the order in which they came. */
  readonly #lines: Line[] = [];
  /** How many lines have come so far. */
  #taken = 0;
  /** The last number given to a line of each sender. */
  #numbers: LastNumbers | undefined;
  /** The logger, once it said what is in the file and until it ends. */
  #ready: ChildPipe | undefined;
  #logger: ChildPipe | undefined;
  #change = Promise.withResolvers<void>();
  #closing = false;
  /** Why no logger is started any more. */
  #failure: Error | undefined;
  readonly #finished: Promise<void>;

  /** Starts the logger. */
  constructor(
    {
      file,
      program = new URL("./logger.ts", import.meta.url),
      onError = console.error,
    }: LogProcessOptions,
  ) {
    this.#file = file;
    this.#program = program;
    this.#onError = onError;
    this.#finished = this.#keepRunning();
  }

  /** The id of the logging process; undefined while there is none. */
  get pid(): number | undefined {
    return this.#logger?.pid;
  }

  /**
   * Takes a line for the log. It is in the file once `flush()` resolves.
   *
   * @param sender A name without spaces. Its lines are numbered from 1 up.
   * @throws {TypeError} If the name is empty or has spaces in it.
   */
  log(sender: string, text: string): void {
    if (!/^\S+$/.test(sender)) {
      throw new TypeError(
        `Cannot log line as 'sender' must be a name without spaces: received ${
          JSON.stringify(sender)
        }`,
      );
    }
    const line = { sender, text };
    this.#lines.push(line);
    this.#taken++;
    if (this.#ready !== undefined) this.#send(this.#ready, line);
  }

  /**
   * Takes every message that comes out of an end as a line of `sender`. Resolves
   * when the other end was closed. What the sender handed over before it died
   * counts.
   */
  async attach(sender: string, end: End): Promise<void> {
    // TODO(7.5.8): `log()` each message as text until the end gives undefined.
    // While LIMIT lines or more wait, wait for `#change.promise` before you take
    // the next one (then the sender has to wait too), or throw the `#failure`.
    // Tell `#onError` of an error. Dispose of the end in any case.
    throw new Error("TODO(7.5.8)");
  }

  /**
   * Resolves when all lines taken so far are in the file.
   *
   * @throws {Error} If loggers ended before they came to write, again and again.
   */
  async flush(): Promise<void> {
    const goal = this.#taken;
    while (this.#taken - this.#lines.length < goal) {
      if (this.#failure !== undefined) throw this.#failure;
      await this.#change.promise;
    }
  }

  /** Ends the logging process once it wrote what it has; another one follows. */
  async restart(): Promise<void> {
    const old = this.#logger;
    this.#ready = undefined;
    await old?.closeWrite();
    while (this.#failure === undefined) {
      if (this.#ready !== undefined && this.#ready !== old) return;
      await this.#change.promise;
    }
    throw this.#failure;
  }

  /** Waits until all lines are in the file, and ends the logging process. */
  async [Symbol.asyncDispose](): Promise<void> {
    try {
      await this.flush();
    } finally {
      this.#closing = true;
      this.#ready = undefined;
      await this.#logger?.closeWrite();
      await this.#finished;
    }
  }

  /** Keeps one logger running. */
  async #keepRunning(): Promise<void> {
    for (let failures = 0; !this.#closing && failures < ATTEMPTS;) {
      await using logger = new ChildPipe(this.#program, { args: [this.#file] });
      this.#logger = logger;
      const served = await this.#serve(logger);
      this.#ready = undefined;
      failures = served ? 0 : failures + 1;
      const { code, signal } = await logger.status;
      if (code === 0) continue;
      const error = new Error(
        `The logging process ${logger.pid} ended with ${signal ?? code}`,
      );
      this.#onError(error);
      if (failures === ATTEMPTS) this.#failure = error;
    }
    this.#logger = undefined;
    this.#changed();
  }

  /** Gives a logger its lines until it ends. Returns whether it came to write. */
  async #serve(logger: ChildPipe): Promise<boolean> {
    // TODO(7.5.8): Receive the logger's first message, the last numbers as JSON,
    // and `#resume()` from there. Send it each of `#lines`, and from now on new
    // ones too (`#ready`). Each further message says that the first of `#lines`
    // is in the file: drop it. Call `#changed()` after each message. Return when
    // the logger has closed its end, or died: whether it sent a first message.
    throw new Error("TODO(7.5.8)");
  }

  /** Forgets the lines that the file has, though nobody said so. */
  #resume(inFile: LastNumbers): void {
    // TODO(7.5.8): The first logger's numbers are where the numbering begins.
    // From later ones you learn which lines the logger before wrote without
    // having told: those whose number is not above their sender's last in the
    // file. Drop them from `#lines`.
    throw new Error("TODO(7.5.8)");
  }

  /** Sends a line to a logger, with its number. */
  #send(logger: ChildPipe, line: Line): void {
    // TODO(7.5.8): Give the line the next number of its sender (`#numbers`),
    // unless it has one from a logger before. Send what formatLine() makes of
    // it. If the logger is gone, do nothing: the next one gets the line.
    throw new Error("TODO(7.5.8)");
  }

  #changed(): void {
    this.#change.resolve();
    this.#change = Promise.withResolvers();
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(`${error}`);
}
