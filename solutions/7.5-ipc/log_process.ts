import type { End } from "./given/end.ts";
import { type Line, UnwrittenLines } from "./log_lines.ts";
import { ChildPipe } from "./pipe.ts";

/** Options for {@linkcode LogProcess}. */
export interface LogProcessOptions {
  /** The path of the log file. Lines are added at its end. */
  file: string;
  /** The program that writes it, as logger.ts does. @default that program */
  program?: URL;
  /** Told of each error that was dealt with. @default {console.error} */
  onError?: (error: Error) => void;
}

/** After so many loggers in a row that never came to write, give up. */
const ATTEMPTS = 5;
/** While so many lines wait for the logger, no more are taken from ends. */
const LIMIT = 10_000;

const LOGGER = new URL("./logger.ts", import.meta.url);
const decoder = new TextDecoder();

/**
 * Writes a log by a process of its own. No line is lost, torn, doubled or out of
 * order for its sender, also when that process is killed: a line is kept here
 * until the logger says that it is in the file, and each logger begins by saying
 * what is in the file.
 */
export class LogProcess implements AsyncDisposable {
  readonly #options: LogProcessOptions;
  readonly #lines = new UnwrittenLines();
  /** The logger, once it said what is in the file and until it ends. */
  #ready: ChildPipe | undefined;
  #logger: ChildPipe | undefined;
  #change = Promise.withResolvers<void>();
  #closing = false;
  /** Why no logger is started any more. */
  #failure: Error | undefined;
  readonly #finished: Promise<void>;

  /** Starts the logging process. */
  constructor(options: LogProcessOptions) {
    this.#options = options;
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
    const line = this.#lines.add(sender, text);
    if (this.#ready !== undefined) this.#send(this.#ready, line);
  }

  /**
   * Takes every message that comes out of an end as a line of `sender`. Resolves
   * when the other end was closed. What the sender handed over before it died
   * counts.
   */
  async attach(sender: string, end: End): Promise<void> {
    // TODO(7.5.8): `log()` each message as text, until the end gives undefined.
    // Whoever sends more than the logger can write has to wait: take the next
    // message only when fewer than LIMIT of `#lines` are there (`#until()`).
    // `#report()` an error, and resolve all the same. Dispose of the end in any
    // case.
    // #region 7.5.8
    using _end = end;
    try {
      for (;;) {
        const message = await end.receive();
        if (message === undefined) return;
        this.log(sender, decoder.decode(message));
        await this.#until(() => this.#lines.length < LIMIT);
      }
    } catch (error) {
      this.#report(error);
    }
    // #endregion
  }

  /**
   * Resolves when all lines taken so far are in the file.
   *
   * @throws {Error} If loggers ended before they came to write, again and again.
   */
  async flush(): Promise<void> {
    const goal = this.#lines.taken;
    await this.#until(() => this.#lines.written >= goal);
  }

  /** Ends the logging process once it wrote what it has; another one follows. */
  async restart(): Promise<void> {
    const old = this.#logger;
    this.#ready = undefined;
    await old?.closeWrite();
    await this.#until(() => this.#ready !== undefined && this.#ready !== old);
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
      const { file, program = LOGGER } = this.#options;
      await using logger = new ChildPipe(program, { args: [file] });
      this.#logger = logger;
      const served = await this.#serve(logger);
      this.#ready = undefined;
      failures = served ? 0 : failures + 1;
      const { code, signal } = await logger.status;
      if (served && code === 0) continue;
      const error = new Error(
        `The logging process ${logger.pid} ended with ${signal ?? code}`,
      );
      this.#report(error);
      if (failures === ATTEMPTS) this.#failure = error;
    }
    this.#logger = undefined;
    this.#changed();
  }

  /** Gives a logger its lines until it ends. Returns whether it came to write. */
  async #serve(logger: ChildPipe): Promise<boolean> {
    // TODO(7.5.8): The logger's first message tells the last numbers in the
    // file as JSON (`[["a", 7]]`): `#lines` has to `resume()` from there. Then
    // it gets all of `#lines` in their order, and from now on new ones, too
    // (`#ready`). Each further message says that the first of `#lines` is in the
    // file. Call `#changed()` after each message. When the logger has closed its
    // end or died, or after an error, which you `#report()`, return whether it
    // told the last numbers.
    // #region 7.5.8
    let served = false;
    try {
      const numbers = await logger.receive();
      if (numbers === undefined) return served;
      this.#lines.resume(new Map(JSON.parse(decoder.decode(numbers))));
      served = true;
      for (const line of this.#lines) this.#send(logger, line);
      this.#ready = logger;
      this.#changed();
      while (await logger.receive() !== undefined) {
        this.#lines.dropFirst();
        this.#changed();
      }
    } catch (error) {
      this.#report(error);
    }
    return served;
    // #endregion
  }

  /** Sends a line to a logger. If it is gone, the next one gets the line. */
  #send(logger: ChildPipe, line: Line): void {
    logger.send(this.#lines.format(line)).catch(() => {});
  }

  /** Waits for changes until `met()`, or throws when loggers are given up. */
  async #until(met: () => boolean): Promise<void> {
    while (!met()) {
      if (this.#failure !== undefined) throw this.#failure;
      await this.#change.promise;
    }
  }

  #changed(): void {
    this.#change.resolve();
    this.#change = Promise.withResolvers();
  }

  #report(error: unknown): void {
    const { onError = console.error } = this.#options;
    onError(error instanceof Error ? error : new Error(Deno.inspect(error)));
  }
}
