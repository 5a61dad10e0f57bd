import type {
  ByteSink,
  ByteSource,
} from "../../lessons/7.5-ipc/given/byte_stream.ts";

/** So often is the end given to who does not take it for one. */
const ENDS = 10;

/**
 * A source that gives some parts, one for each read, fails once if it has a
 * `mistake`, and then ends. Who reads on and on after the end would let nobody
 * else have a turn: a read fails then.
 */
export class PartSource implements ByteSource {
  /** How often it was read from. */
  reads = 0;
  /** How many of these reads have found the end. */
  ends = 0;
  readonly #left: Uint8Array[];

  #mistake: Error | undefined;

  constructor(parts: readonly Uint8Array[], mistake?: Error) {
    this.#mistake = mistake;
    this.#left = parts.filter((part) => part.length > 0);
  }

  /** Whether all of its parts have been read. */
  get isEmpty(): boolean {
    return this.#left.length === 0;
  }

  read(buffer: Uint8Array): Promise<number | null> {
    this.reads++;
    const part = this.#left.shift();
    if (part === undefined && this.#mistake !== undefined) {
      const mistake = this.#mistake;
      this.#mistake = undefined;
      return Promise.reject(mistake);
    }
    if (part === undefined) {
      return ++this.ends < ENDS
        ? Promise.resolve(null)
        : Promise.reject(new Error(`it was told of the end ${ENDS} times`));
    }
    const fitting = part.subarray(0, buffer.length);
    buffer.set(fitting);
    if (fitting.length < part.length) {
      this.#left.unshift(part.slice(buffer.length));
    }
    return Promise.resolve(fitting.length);
  }
}

/** A sink that takes at most `most` bytes at a time, and keeps them. */
export class SlowSink implements ByteSink {
  readonly bytes: number[] = [];
  /** What each write was handed. */
  readonly handed: string[] = [];
  /** What the first write was handed that came before another had ended. */
  crossing: { one: string; under: string } | undefined;
  /** Whether ten writes in a row were handed nothing: no more is taken then. */
  isInVain = false;
  /** Whether there were more than a hundred: no more is taken then, either. */
  isEndless = false;
  #isWriting = false;

  constructor(readonly most: number) {}

  async write(bytes: Uint8Array): Promise<number> {
    const under = this.handed.at(-1) ?? "";
    const one = [...bytes].join(" ");
    this.handed.push(one);
    if (this.#isWriting) this.crossing ??= { one, under };
    this.#isWriting = true;
    // Another turn of the event loop, as a real pipe needs.
    await new Promise((resolve) => setTimeout(resolve, 0));
    this.#isWriting = false;
    const last = this.handed.slice(-10);
    this.isInVain ||= last.length === 10 && !last.some((bytes) => bytes !== "");
    this.isEndless ||= this.handed.length > 100;
    if (this.isEndless) throw new Error("write() was called 100 times");
    if (this.isInVain) throw new Error("write() was handed no bytes ten times");
    const taken = bytes.subarray(0, this.most);
    this.bytes.push(...taken);
    return taken.length;
  }
}

/**
 * A child that sends these bytes, closes its end, and lives on until it is told to
 * end. While this is in place, no real one is started.
 */
export class FakeChild implements Disposable {
  readonly #command = Deno.Command;
  /** The signals that were sent to it, which it ignores. */
  readonly signals: string[] = [];
  readonly #status = Promise.withResolvers<Deno.CommandStatus>();

  constructor(bytes: Uint8Array) {
    const process = {
      pid: 1,
      stdin: new WritableStream(),
      stdout: ReadableStream.from([bytes]),
      status: this.#status.promise,
      kill: (signal = "SIGTERM") => void this.signals.push(signal),
    };
    class Command {
      spawn() {
        return process;
      }
    }
    Object.assign(Deno, { Command });
  }

  /** Lets the child end. */
  end(): void {
    this.#status.resolve({ success: true, code: 0, signal: null });
  }

  [Symbol.dispose](): void {
    Deno.Command = this.#command;
  }
}
