import { setImmediate } from "node:timers/promises";
import type { Conn } from "../../lessons/7.2-thread-server/given/conn.ts";

/** A moment at which something was asked that must not be yet. */
export interface Moment {
  /** How many bytes had been read of where they come from. */
  given: number;
  /** How many of them had been written. */
  taken: number;
  /** Whether a write was pending, or has begun before the read was over. */
  writing: boolean;
  /** Whether the last write had taken a part only. */
  short: boolean;
}

/** A promise of which it is noted whether somebody waits for it. */
class Noted extends Promise<void> {
  static override readonly [Symbol.species] = Promise;
  isAwaited = false;

  override then<A, B>(
    onFulfilled?: ((value: void) => A | PromiseLike<A>) | null,
    onRejected?: ((error: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    this.isAwaited = true;
    return super.then(onFulfilled, onRejected);
  }
}

/**
 * A connection that gives its input in pieces of all sizes, takes of a write
 * what it likes, and notes what is done with it. A call takes a turn of the
 * event loop: what is in an array then, counts.
 */
export class FakeConn implements Conn {
  /** The connection that the input is carried to. */
  to: FakeConn = this;
  /** The connection whose input comes here. */
  from: FakeConn = this;
  readonly #taken: Uint8Array;
  #state = { taken: 0, writing: false, short: false };
  given = 0;
  /** What it was read into last. */
  buffer: ArrayBufferLike | undefined;
  /** Whether the end of the input was read. */
  ended = false;
  closed = false;
  /** How often closeWrite() was called. */
  asked = 0;
  /** When it was first read while bytes had not been written; `writing` if ever. */
  early: Moment | undefined;
  /** When closeWrite() was called before all had been read and written. */
  cut: Moment & { own: boolean; ended: boolean } | undefined;
  readonly #over = Promise.withResolvers<void>();

  /** @param sizes Of its reads in turn: bytes, or 0 or less less than there is room for. */
  constructor(
    readonly input: Uint8Array = new Uint8Array(),
    readonly sizes: readonly number[] = [1],
    readonly fails: Partial<Record<"read" | "write" | "closeWrite", Error>> =
      {},
  ) {
    this.#taken = new Uint8Array(8 * 1024 * 1024);
  }

  /** The bytes that were written here. */
  get taken(): Uint8Array {
    return this.#taken.subarray(0, this.#state.taken);
  }

  /** Resolves when closeWrite() has been called. */
  get over(): Promise<void> {
    return this.#over.promise;
  }

  /** How far the bytes are that come here. */
  #moment(): Moment {
    return { given: this.from.given, ...this.#state };
  }

  async read(p: Uint8Array): Promise<number | null> {
    const moment = this.to.#moment();
    if (moment.given !== moment.taken) {
      this.early ??= moment;
      this.early.writing ||= moment.writing;
    }
    this.#reading = true;
    await setImmediate();
    this.#reading = false;
    if (this.fails.read) throw this.fails.read;
    const size = this.sizes[this.#reads++ % this.sizes.length] ?? 1;
    const length = Math.min(p.length, size > 0 ? size : p.length + size);
    const bytes = this.input.subarray(this.given, this.given + length);
    p.set(bytes);
    this.buffer = p.buffer;
    this.given += bytes.length;
    this.ended = bytes.length === 0;
    return bytes.length || null;
  }
  #reads = 0;
  #reading = false;

  /** Takes all, then all but a byte, then a byte. */
  async write(p: Uint8Array): Promise<number> {
    this.#state.writing = true;
    const { early } = this.from;
    if (early && this.from.#reading) early.writing = true;
    await setImmediate();
    this.#state.writing = false;
    if (this.fails.write) throw this.fails.write;
    const most = [p.length, p.length - 1, 1][this.#writes++ % 3] ?? 1;
    const part = p.subarray(0, Math.max(1, most));
    this.#taken.set(part, this.#state.taken);
    this.#state.taken += part.length;
    this.#state.short = part.length < p.length;
    return part.length;
  }
  #writes = 0;

  /** What closeWrite() has returned. */
  closing: Noted | undefined;

  closeWrite(): Promise<void> {
    return this.closing = new Noted((resolve) => resolve(this.#closeWrite()));
  }

  async #closeWrite(): Promise<void> {
    this.asked++;
    const moment = this.#moment();
    const { ended } = this.from;
    if (!ended || moment.given !== moment.taken) {
      this.cut ??= { ...moment, ended, own: this.ended && !ended };
    }
    await setImmediate();
    this.#over.resolve();
    if (this.fails.closeWrite) throw this.fails.closeWrite;
  }

  close(): void {
    this.closed = true;
  }

  [Symbol.dispose](): void {
    this.closed = true;
  }
}

/** A socket and a thread's end between which bytes are to be carried. */
export function between(socket: FakeConn, thread: FakeConn): {
  socket: FakeConn;
  thread: FakeConn;
} {
  [socket.to, socket.from] = [thread, thread];
  [thread.to, thread.from] = [socket, socket];
  return { socket, thread };
}
