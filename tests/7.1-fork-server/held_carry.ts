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
  let held = false;
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
  writers.write = async function (chunk) {
    if (
      chunk instanceof Uint8Array && new TextDecoder().decode(chunk) === text
    ) {
      held = true;
      await promise;
    }
    await write.call(this, chunk);
  };
  return {
    get held() {
      return held;
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
