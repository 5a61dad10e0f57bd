import { prototypeOfSockets } from "./short_writes.ts";
import { Watched } from "./watched.ts";

/** What {@linkcode heldAnswers} gives. */
export interface HeldAnswers extends Disposable {
  /** Whether the server has closed a socket to which it still writes. */
  readonly cut: boolean;
  release(): void;
}

/** From now on, writes to the sockets of the server on `port` wait. */
export async function heldAnswers(port: number): Promise<HeldAnswers> {
  const prototype = await prototypeOfSockets();
  const { write } = prototype;
  const { promise, resolve } = Promise.withResolvers<void>();
  let cut = false;
  prototype.write = async function (bytes) {
    if ((this.localAddr as Deno.NetAddr).port === port) await promise;
    try {
      return await write.call(this, bytes);
    } catch (error) {
      cut ||= error instanceof Deno.errors.BadResource;
      throw error;
    }
  };
  return {
    get cut() {
      return cut;
    },
    release: resolve,
    [Symbol.dispose]() {
      resolve();
      prototype.write = write;
    },
  };
}

/** What {@linkcode heldInputs} gives. */
export interface HeldInputs extends Disposable {
  /** Whether a write waits. */
  readonly held: boolean;
  /** How many reads from sockets have not ended. */
  readonly reading: number;
  /** How many have failed, and nobody looks at their promise. */
  readonly unheard: number;
  /** Whether nobody looks at the promise of the write that waits. */
  readonly isWriteAlone: boolean;
}

/**
 * From now on, a write of `text` by the writer of a stream waits, and reads by
 * the server on `port` are watched.
 */
export async function heldInputs(
  port: number,
  text: string,
): Promise<HeldInputs> {
  const sockets = await prototypeOfSockets();
  const writers = WritableStreamDefaultWriter.prototype;
  const { read } = sockets;
  const { write } = writers;
  const { promise, resolve } = Promise.withResolvers<void>();
  let held: Watched<void> | undefined;
  let reading = 0;
  const failed: Watched<number | null>[] = [];
  sockets.read = function (bytes) {
    const got = read.call(this, bytes);
    if ((this.localAddr as Deno.NetAddr).port !== port) return got;
    const watched = new Watched(got);
    reading++;
    got.catch(() => failed.push(watched)).finally(() => reading--);
    return watched;
  };
  writers.write = function (chunk) {
    if (
      !(chunk instanceof Uint8Array) || new TextDecoder().decode(chunk) !== text
    ) return write.call(this, chunk);
    held = new Watched(promise.then(() => write.call(this, chunk)));
    return held;
  };
  return {
    get held() {
      return held !== undefined;
    },
    get isWriteAlone() {
      return held?.looked === false;
    },
    get reading() {
      return reading;
    },
    get unheard() {
      return failed.filter(({ looked }) => !looked).length;
    },
    [Symbol.dispose]() {
      resolve();
      sockets.read = read;
      writers.write = write;
    },
  };
}
