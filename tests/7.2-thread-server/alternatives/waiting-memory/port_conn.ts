import { brokenPipe, closed, type Conn, interrupted } from "./given/conn.ts";

const CAPACITY = 256 * 1024;
const HEAD = 0, TAIL = 1, STATE = 2, NEWS = 3; // words; STATE: 1 ended, 4 closed

/** A pipe in shared memory: `head` and `tail` count bytes modulo 2^32. */
class Pipe {
  readonly words: Int32Array<SharedArrayBuffer>;
  readonly bytes: Uint8Array;
  constructor(readonly memory: SharedArrayBuffer) {
    this.words = new Int32Array(memory, 0, 4);
    this.bytes = new Uint8Array(memory, 16);
  }
  get used(): number {
    return (Atomics.load(this.words, TAIL) - Atomics.load(this.words, HEAD)) >>>
      0;
  }
  is(flag: number): boolean {
    return (Atomics.load(this.words, STATE) & flag) !== 0;
  }
  flag(flag: number): void {
    Atomics.or(this.words, STATE, flag);
    this.news();
  }
  news(): void {
    Atomics.add(this.words, NEWS, 1);
    Atomics.notify(this.words, NEWS);
  }
  /** Waits until `ready()`; every change bumps NEWS. */
  async until(ready: () => boolean): Promise<void> {
    for (;;) {
      const seen = Atomics.load(this.words, NEWS);
      if (ready()) return;
      const wait = Atomics.waitAsync(this.words, NEWS, seen);
      if (wait.async) await wait.value;
    }
  }
  put(p: Uint8Array): number {
    const length = Math.min(p.length, CAPACITY - this.used);
    const at = (Atomics.load(this.words, TAIL) >>> 0) % CAPACITY;
    const first = Math.min(length, CAPACITY - at);
    this.bytes.set(p.subarray(0, first), at);
    this.bytes.set(p.subarray(first, length), 0);
    Atomics.add(this.words, TAIL, length);
    this.news();
    return length;
  }
  take(p: Uint8Array): number {
    const length = Math.min(p.length, this.used);
    const at = (Atomics.load(this.words, HEAD) >>> 0) % CAPACITY;
    const first = Math.min(length, CAPACITY - at);
    p.set(this.bytes.subarray(at, at + first));
    p.set(this.bytes.subarray(0, length - first), first);
    Atomics.add(this.words, HEAD, length);
    this.news();
    return length;
  }
}

/** The port carries one message: the memory of the pipe that this end writes. */
export class PortConn implements Conn {
  readonly #port: MessagePort;
  readonly #out = new Pipe(new SharedArrayBuffer(16 + CAPACITY));
  readonly #in: Promise<Pipe | undefined>;
  readonly #gone = Promise.withResolvers<undefined>();
  #inNow: Pipe | undefined;
  #closed = false;
  #finished = false;
  #deaf = false;

  constructor(port: MessagePort) {
    this.#port = port;
    const { promise, resolve } = Promise.withResolvers<Pipe | undefined>();
    this.#in = promise;
    port.onmessage = ({ data }: MessageEvent<SharedArrayBuffer | "closed">) => {
      if (data === "closed") {
        this.#deaf = true;
        return this.#out.news();
      }
      this.#inNow = new Pipe(data);
      resolve(this.#inNow);
    };
    this.#gone.promise.then(resolve);
    port.postMessage(this.#out.memory);
  }

  async read(p: Uint8Array): Promise<number | null> {
    if (this.#closed) throw closed("read from");
    if (p.length === 0) return 0;
    const pipe = this.#inNow ?? await this.#in;
    if (pipe === undefined) throw interrupted("read from");
    await pipe.until(() => this.#closed || pipe.used > 0 || pipe.is(1));
    if (this.#closed) throw interrupted("read from");
    return pipe.used > 0 ? pipe.take(p) : null;
  }

  async write(p: Uint8Array): Promise<number> {
    if (this.#closed) throw closed("write to");
    const pipe = this.#out;
    await pipe.until(() =>
      this.#closed || this.#finished || this.#deaf || pipe.used < CAPACITY
    );
    if (this.#closed) throw interrupted("write to");
    if (this.#finished) throw brokenPipe("writing side");
    if (this.#deaf || this.#inNow?.is(4)) throw brokenPipe("other end");
    return p.length === 0 ? 0 : pipe.put(p);
  }

  closeWrite(): Promise<void> {
    if (this.#closed) {
      return Promise.reject(closed("close the writing side of"));
    }
    this.#finished = true;
    this.#out.flag(1);
    return Promise.resolve();
  }

  close(): void {
    if (this.#closed) throw closed("close");
    this.#closed = true;
    this.#out.flag(1 | 4);
    this.#port.postMessage("closed");
    this.#inNow?.news();
    this.#gone.resolve(undefined);
    this.#port.close();
  }

  [Symbol.dispose](): void {
    if (!this.#closed) this.close();
  }
}
