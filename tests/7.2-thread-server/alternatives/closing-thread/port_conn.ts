import { brokenPipe, closed, type Conn, interrupted } from "./given/conn.ts";

const CHUNK = 64 * 1024;
const CHUNKS = 8;

type Message = Uint8Array | "read" | "end" | "closed";

/** One end of a connection: bytes are cloned, and a credit is a message. */
export class PortConn implements Conn {
  readonly #port: MessagePort;
  #arrived: Uint8Array[] = [];
  #credits = CHUNKS;
  #ended = false;
  #deaf = false;
  #finished = false;
  #closed = false;
  #waiting: (() => void)[] = [];

  constructor(port: MessagePort) {
    this.#port = port;
    port.onmessage = ({ data }: MessageEvent<Message>) => {
      if (typeof data !== "string") this.#arrived.push(data);
      else if (data === "read") this.#credits++;
      else this.#ended = true;
      if (data === "closed") this.#deaf = true;
      this.#wake();
    };
  }

  async read(p: Uint8Array): Promise<number | null> {
    if (this.#closed) throw closed("read from");
    if (p.length === 0) return 0;
    while (this.#arrived.length === 0) {
      if (this.#ended) return null;
      await this.#news("read from");
    }
    const [chunk = new Uint8Array(), ...rest] = this.#arrived;
    const length = Math.min(chunk.length, p.length);
    p.set(chunk.subarray(0, length));
    if (length < chunk.length) {
      this.#arrived = [chunk.subarray(length), ...rest];
    } else {
      this.#arrived = rest;
      this.#port.postMessage("read");
    }
    return length;
  }

  async write(p: Uint8Array): Promise<number> {
    if (this.#closed) throw closed("write to");
    for (;;) {
      if (this.#finished) throw brokenPipe("writing side");
      if (this.#deaf) throw brokenPipe("other end");
      if (p.length === 0) return 0;
      if (this.#credits > 0) break;
      await this.#news("write to");
    }
    this.#credits--;
    const part = p.slice(0, CHUNK);
    this.#port.postMessage(part);
    return part.length;
  }

  closeWrite(): Promise<void> {
    if (this.#closed) {
      return Promise.reject(closed("close the writing side of"));
    }
    if (!this.#finished) this.#port.postMessage("end");
    this.#finished = true;
    this.#wake();
    return Promise.resolve();
  }

  close(): void {
    if (this.#closed) throw closed("close");
    this.#closed = true;
    this.#port.postMessage("closed");
    this.#port.close();
    this.#wake();
  }

  [Symbol.dispose](): void {
    if (!this.#closed) this.close();
  }

  async #news(action: string): Promise<void> {
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
    if (this.#closed) throw interrupted(action);
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}
