import {
  StreamSink,
  StreamSource,
} from "../../lessons/7.5-ipc/given/byte_stream.ts";
import type { Known } from "./misconceptions.ts";

/**
 * How long, in milliseconds of quiet time, a test waits for a call that depends
 * on nobody else.
 */
export const AT_ONCE = 300;

/** Sees how children are started, and what is done with the pipes to them. */
export class PipeSpy implements Disposable {
  /** How the last child was started. */
  command = "";
  options: Deno.CommandOptions = {};
  /** Called when it is known how a child is to be started, and before it is. */
  beforeStart: ((options: Deno.CommandOptions) => void) | undefined;
  /** Whether a write to a child has begun and not ended. */
  writing = false;
  /** The same of a read. */
  reading = false;
  reads = 0;
  /** How many bytes a child was sent. */
  sent = 0;
  /** Whether a child's input was ended. */
  closed = false;
  /** Whether the pipe from a child was closed on this side. */
  isDeaf = false;
  readonly #restore: () => void;

  constructor() {
    // deno-lint-ignore no-this-alias -- the methods below have one of their own
    const spy = this;
    const { Command } = Deno;
    const { write, close } = StreamSink.prototype;
    const { read, close: closeSource } = StreamSource.prototype;
    this.#restore = () => {
      Deno.Command = Command;
      Object.assign(StreamSink.prototype, { write, close });
      Object.assign(StreamSource.prototype, { read, close: closeSource });
    };
    Deno.Command = class extends Command {
      constructor(command: string | URL, options: Deno.CommandOptions = {}) {
        spy.command = `${command}`;
        spy.options = options;
        spy.beforeStart?.(options);
        super(command, options);
      }
    };
    StreamSink.prototype.write = async function (bytes) {
      spy.writing = true;
      const count = await write.call(this, bytes);
      spy.writing = false;
      spy.sent += count;
      return count;
    };
    StreamSink.prototype.close = async function () {
      spy.closed = true;
      await close.call(this);
    };
    StreamSource.prototype.close = async function () {
      spy.isDeaf = true;
      await closeSource.call(this);
    };
    StreamSource.prototype.read = async function (buffer) {
      spy.reading = true;
      spy.reads++;
      const count = await read.call(this, buffer);
      spy.reading = false;
      return count;
    };
  }

  /** What stands still, in words. */
  get told(): string {
    const read = this.reading
      ? "a read from the child waits"
      : this.reads === 0
      ? "nothing was read from the child yet"
      : "nobody reads from the child any more";
    const input = this.closed ? "ended" : "open";
    return this.writing
      ? `a write to the child waits, and ${read}`
      : `${read}, and the child's input is ${input}`;
  }

  /** Why it stands still. */
  get stuck(): Known {
    if (this.writing) {
      return this.reads === 0
        ? "writes-all-then-reads"
        : this.reading
        ? undefined
        : "stops-reading-too-early";
    }
    return this.reading && !this.closed ? "input-is-never-ended" : undefined;
  }

  [Symbol.dispose](): void {
    this.#restore();
  }
}
